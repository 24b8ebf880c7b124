using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>What must hold for an account before it is saved.</summary>
public sealed class AccountChecks(CrmDbContext db, DepartmentTree departments, RoleDirectory roles, IStringLocalizer<OrganizationText> text)
{
    /// <summary>The rules of the form, and that nobody else has its names.</summary>
    /// <param name="user">The account that is changed; null for a new one.</param>
    internal async Task<List<ValidationFailure>> OfFormAsync(UserForm form, CrmUser? user, CancellationToken ct)
    {
        form.Clean();
        var validator = new UserFormValidator(text, await departments.GetAsync(ct), await roles.GetAsync(ct), isNew: user is null);
        var failures = (await validator.ValidateAsync(form, ct)).Errors;

        // User name and employee number share one namespace: each alone must lead to one account when signing in.
        var id = user?.Id ?? 0;
        if (user is null && form.UserName is { } typed && CrmUser.NameKeyOf(typed) is var name
            && await db.Users.AnyAsync(u => u.NormalizedUserName == name || u.EmployeeNumberKey == name, ct))
        {
            failures.Add(new(nameof(form.UserName), text["Error.UserNameTaken"]));
        }

        // A number that is left as it is may be one of old that is told apart by its writing alone.
        if (form.EmployeeNumber is { } typedNumber && typedNumber != user?.EmployeeNumber && CrmUser.NameKeyOf(typedNumber) is var number
            && await db.Users.AnyAsync(u => u.Id != id && (u.EmployeeNumberKey == number || u.NormalizedUserName == number), ct))
        {
            failures.Add(new(nameof(form.EmployeeNumber), text["Error.EmployeeNumberTaken"]));
        }

        return failures;
    }

    /// <summary>Nobody takes the administration from himself, nor from the last who has it.</summary>
    internal async Task KeepAnAdminAsync(CrmUser user, string property, string ownError, UserScope by, CancellationToken ct)
    {
        var adminRoles = (await roles.GetAsync(ct)).All.Where(r => r.Permissions.Contains(Permissions.AdminUsers)).Select(r => r.Id).ToList();
        if (!adminRoles.Contains(user.RoleId))
            return;
        if (user.Id == by.UserId)
            throw Refusal.Of(property, text[ownError]);

        // Two admins who disable one another at the same moment wait for each other here.
        var admins = db.Users.Where(u => u.IsActive && adminRoles.Contains(u.RoleId));
        await admins.LockFirstAsync(u => u.IsActive, ct);
        if (!await admins.AnyAsync(u => u.Id != user.Id, ct))
            throw Refusal.Of(property, text["Error.LastAdmin"]);
    }
}
