using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>What the set-up page asks for.</summary>
public sealed class FirstRunForm
{
    public string? Token { get; set; }

    /// <summary>Name of the first department, usually the company's.</summary>
    public string? Department { get; set; }

    public string? UserName { get; set; }

    public string? DisplayName { get; set; }

    public string? NewPassword { get; set; }

    public string? RepeatedPassword { get; set; }
}

/// <summary>Creates the first account; there is none by default.</summary>
public sealed class FirstAccount(
    CrmDbContext db,
    FirstRun firstRun,
    PasswordRules rules,
    IPasswordHasher<CrmUser> hasher,
    DepartmentTree tree,
    UserDirectory directory,
    OrganizationClock clock,
    IStringLocalizer<OrganizationText> text)
{
    /// <summary>Creates the first department and its admin.</summary>
    /// <exception cref="ValidationException">The token is not the one on the console, or a rule is broken.</exception>
    /// <exception cref="NotFoundException">There is a user already.</exception>
    public async Task SetUpAsync(FirstRunForm form, CancellationToken ct)
    {
        if (!firstRun.IsOpen)
            throw new NotFoundException();
        if (!firstRun.Matches(form.Token))
            throw Refusal.Of(nameof(form.Token), text["Error.SetupToken"]);

        form.Department = FormText.CleanLine(form.Department);
        var failures = Check(form).ToList();
        if (form.NewPassword != form.RepeatedPassword)
            failures.Add(new(nameof(form.RepeatedPassword), text["Error.PasswordsDiffer"]));
        Refusal.ThrowIfAny(failures);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // Locks a row that is always there, so that of two who hold the token at the same moment one comes second.
        await db.Roles.Where(r => r.Code == BuiltInRoles.Admin).LockAsync(r => r.Order, ct);
        if (await db.Users.AnyAsync(ct))
        {
            firstRun.Close();
            throw new NotFoundException();
        }

        var department = new Department(form.Department!, null, 1);
        db.Departments.Add(department);
        await db.SaveChangesAsync(UserScope.System, ct);
        await AddAdminAsync(form, department.Id, ct);
        await transaction.CommitAsync(ct);
        firstRun.Close();
        tree.Invalidate();
    }

    /// <summary>Creates an admin on behalf of whoever operates the machine; also where there are users already.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public async Task CreateAdminAsync(string userName, string displayName, string password, CancellationToken ct)
    {
        var form = new FirstRunForm { UserName = userName, DisplayName = displayName, NewPassword = password };
        var failures = Check(form).Where(f => f.PropertyName != nameof(form.Department)).ToList();
        var name = CrmUser.NameKeyOf(form.UserName ?? "");
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == name || u.EmployeeNumberKey == name, ct))
            failures.Add(new(nameof(form.UserName), text["Error.UserNameTaken"]));
        Refusal.ThrowIfAny(failures);

        var department = await db.Departments.Where(d => d.ParentId == null).OrderBy(d => d.Order).ThenBy(d => d.Id).Select(d => (int?)d.Id).FirstOrDefaultAsync(ct);
        await AddAdminAsync(form, department, ct);
    }

    private IEnumerable<ValidationFailure> Check(FirstRunForm form)
    {
        form.UserName = FormText.CleanCode(form.UserName);
        form.DisplayName = FormText.CleanLine(form.DisplayName);
        var validator = new InlineValidator<FirstRunForm> { RuleLevelCascadeMode = CascadeMode.Stop };
        validator.RuleFor(f => f.Department)
            .NotEmpty().WithMessage(_ => text["Error.DepartmentNameRequired"])
            .MaximumLength(Department.NameLength).WithMessage(_ => text["Error.TooLong", Department.NameLength]);
        validator.RuleFor(f => f.UserName)
            .NotEmpty().WithMessage(_ => text["Error.UserNameRequired"])
            .Must(n => UserFormValidator.UserNamePattern().IsMatch(n!)).WithMessage(_ => text["Error.UserName"]);
        validator.RuleFor(f => f.DisplayName).DisplayName(text);
        foreach (var failure in validator.Validate(form).Errors)
            yield return failure;
        if (rules.Objection(form.NewPassword, form.UserName, null) is { } objection)
            yield return new(nameof(form.NewPassword), objection);
    }

    private async Task AddAdminAsync(FirstRunForm form, int? departmentId, CancellationToken ct)
    {
        var roleId = await db.Roles.Where(r => r.Code == BuiltInRoles.Admin).Select(r => r.Id).FirstAsync(ct);
        var user = new CrmUser(form.UserName!, form.DisplayName!, null, departmentId, roleId, clock.UtcNow);
        user.SetPassword(hasher.HashPassword(user, form.NewPassword!), mustChange: false);
        db.Users.Add(user);
        await db.SaveChangesAsync(UserScope.System, ct);
        directory.Invalidate();
    }
}
