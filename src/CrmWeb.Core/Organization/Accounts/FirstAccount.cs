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
        Clean(form);
        var failures = new FirstRunFormValidator(text).Validate(form).Errors;

        // Who does not hold the token learns nothing but what the page says anyway.
        if (firstRun.Matches(form.Token))
            AddPasswordFailures(failures, form);
        else if (!failures.Exists(f => f.PropertyName == nameof(form.Token)))
            failures.Add(new(nameof(form.Token), text["Error.SetupToken"]));
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
        Clean(form);
        form.RepeatedPassword = form.NewPassword;
        var failures = new FirstRunFormValidator(text).Validate(form, only => only.IncludeProperties(nameof(form.UserName), nameof(form.DisplayName), nameof(form.NewPassword))).Errors;
        AddPasswordFailures(failures, form);
        var name = CrmUser.NameKeyOf(form.UserName ?? "");
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == name || u.EmployeeNumberKey == name, ct))
            failures.Add(new(nameof(form.UserName), text["Error.UserNameTaken"]));
        Refusal.ThrowIfAny(failures);

        var department = await db.Departments.Where(d => d.ParentId == null).OrderBy(d => d.Order).ThenBy(d => d.Id).Select(d => (int?)d.Id).FirstOrDefaultAsync(ct);
        await AddAdminAsync(form, department, ct);
    }

    private static void Clean(FirstRunForm form)
    {
        form.Token = FormText.CleanCode(form.Token);
        form.Department = FormText.CleanLine(form.Department);
        form.UserName = FormText.CleanCode(form.UserName);
        form.DisplayName = FormText.CleanLine(form.DisplayName);
    }

    /// <summary>Adds what the form's own rules do not say of the password.</summary>
    private void AddPasswordFailures(List<ValidationFailure> failures, FirstRunForm form)
    {
        if (!failures.Exists(f => f.PropertyName == nameof(form.NewPassword)) && rules.Weakness(form.NewPassword!, form.UserName, null) is { } weakness)
            failures.Add(new(nameof(form.NewPassword), weakness));
        if (form.NewPassword != form.RepeatedPassword && !failures.Exists(f => f.PropertyName == nameof(form.RepeatedPassword)))
            failures.Add(new(nameof(form.RepeatedPassword), text["Error.PasswordsDiffer"]));
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
