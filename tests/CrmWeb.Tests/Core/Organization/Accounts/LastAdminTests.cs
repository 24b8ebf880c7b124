using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Testing;
using FluentValidation;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.Accounts;

/// <summary>Whatever happens, somebody can still administer accounts.</summary>
public sealed class LastAdminTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Two_admins_cannot_disable_one_another_at_the_same_moment()
    {
        for (var round = 0; round < 5; round++)
        {
            var second = await app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Admin);
            var (one, other) = (app.As(Who.Admin), app.As(Who.Admin) with { UserId = second.Id });

            var outcomes = await Task.WhenAll(
                Task.Run(() => TryAsync(users => users.DisableAsync(second.Id, one, CancellationToken.None))),
                Task.Run(() => TryAsync(users => users.DisableAsync(one.UserId, other, CancellationToken.None))));

            Assert.Equal(1, outcomes.Count(done => done));
            await app.WithAsync<UserAdministration>(users => users.EnableAsync(one.UserId, UserScope.System, CancellationToken.None));
            await app.WithAsync<UserAdministration>(users => users.DisableAsync(second.Id, one, CancellationToken.None));
        }
    }

    [Fact]
    public async Task The_last_active_admin_is_neither_disabled_nor_demoted()
    {
        var admin = await app.Services.UserAsync(app.Company[Who.Admin].Id);
        var refused = await Newcomers.RefusedAsync(() => app.WithAsync<UserAdministration>(users => users.DisableAsync(admin.Id, UserScope.System, CancellationToken.None)));
        Assert.Equal([""], refused.Select(e => e.Key));
        refused = await Newcomers.RefusedAsync(() => app.WithAsync<UserAdministration>(users => users.ChangeAsync(admin.Id, Newcomers.FormOf(admin), UserScope.System, CancellationToken.None)));
        Assert.Equal(["Role"], refused.Select(e => e.Key));
        Assert.True((await app.Services.UserAsync(admin.Id)).IsActive);
    }

    private async Task<bool> TryAsync(Func<UserAdministration, Task> act)
    {
        try
        {
            await app.WithAsync(act);
            return true;
        }
        catch (ValidationException)
        {
            return false;
        }
    }
}
