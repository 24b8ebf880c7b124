using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Organization;

/// <summary>Accounts that tests create for themselves, so that they can be changed without disturbing others.</summary>
internal static class Newcomers
{
    public const string Password = "Quiet-river-42";

    private static int count;

    /// <summary>An account past its first sign-in, with the password <see cref="Password"/>.</summary>
    public static async Task<CrmUser> HireAsync(this IServiceProvider services, int department, UserScope by, string role = BuiltInRoles.Rep)
    {
        var number = Interlocked.Increment(ref count);
        var created = await InviteAsync(services, department, by, role, $"neu{number}");
        await services.RunAsync<OwnAccount>(own => own.CompleteFirstSignInAsync(
            new FirstSignInForm { NewPassword = Password, RepeatedPassword = Password, Mobile = $"1590000{number:D4}" },
            ScopeOf(created.UserId), CancellationToken.None));
        return await UserAsync(services, created.UserId);
    }

    /// <summary>An account as an admin leaves it.</summary>
    public static Task<HandedOverPassword> InviteAsync(this IServiceProvider services, int department, UserScope by, string role, string userName) =>
        services.RunAsync<UserAdministration, HandedOverPassword>(users => users.CreateAsync(
            new UserForm { UserName = userName, DisplayName = $"新人 {userName}", EmployeeNumber = $"N-{userName}", Department = department, Role = role },
            by, CancellationToken.None));

    public static Task<CrmUser> UserAsync(this IServiceProvider services, int id) =>
        services.RunAsync<CrmDbContext, CrmUser>(db => db.Users.AsNoTracking().SingleAsync(u => u.Id == id));

    public static UserForm FormOf(CrmUser user, string role = BuiltInRoles.Rep) => new()
    {
        DisplayName = user.DisplayName,
        EmployeeNumber = user.EmployeeNumber,
        Department = user.DepartmentId,
        Role = role,
        Version = user.ConcurrencyStamp,
    };

    /// <summary>Somebody who acts on the own account.</summary>
    public static UserScope ScopeOf(int userId) => new() { UserId = userId, Scope = DataScope.Own };

    /// <summary>The fields at which a form is refused, each with its message.</summary>
    public static async Task<ILookup<string, string>> RefusedAsync(Func<Task> act)
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(act);
        Assert.All(refusal.Errors, e => Assert.DoesNotContain("Error.", e.ErrorMessage, StringComparison.Ordinal));
        return refusal.Errors.ToLookup(e => e.PropertyName, e => e.ErrorMessage);
    }
}
