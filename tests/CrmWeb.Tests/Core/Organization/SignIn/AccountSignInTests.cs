using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.SignIn;

public sealed class AccountSignInTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const string Wrong = "not-the-password";

    [Fact]
    public async Task User_name_employee_number_and_mobile_number_lead_to_the_same_account()
    {
        var user = await HireAsync();
        foreach (var name in new[] { user.UserName!, user.UserName!.ToUpperInvariant(), $"  {user.UserName} ", user.EmployeeNumber!, user.EmployeeNumber!.ToLowerInvariant(), user.Mobile!, $"+86 {user.Mobile![..3]} {user.Mobile[3..7]}-{user.Mobile[7..]}" })
            Assert.Equal(user.Id, (await SignInAsync(name, Newcomers.Password))?.Id);

        Assert.Equal(7, await CountAsync(user.Id, AuditAction.SignedIn));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("nobody", "whatever-it-is")]
    [InlineData("%", "whatever-it-is")]
    [InlineData("admin\u0000", "Correct-horse-7x")]
    public async Task Nobody_comes_in_with_nothing(string? name, string? password) => Assert.Null(await SignInAsync(name, password));

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour()
    {
        var user = await HireAsync();
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            Assert.Null(await SignInAsync(user.UserName, Wrong));

        Assert.Null(await SignInAsync(user.UserName, Newcomers.Password));
        Assert.Equal(1, await CountAsync(user.Id, AuditAction.LockedOut));
        Assert.Equal(6, await CountAsync(user.Id, AuditAction.SignInFailed));

        app.Clock.Advance(PasswordCheck.LockedFor + TimeSpan.FromSeconds(1));
        Assert.NotNull(await SignInAsync(user.UserName, Newcomers.Password));
    }

    [Fact]
    public async Task Trying_on_does_not_prolong_the_lock_out()
    {
        var user = await HireAsync();
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await SignInAsync(user.UserName, Wrong);

        app.Clock.Advance(PasswordCheck.LockedFor - TimeSpan.FromMinutes(1));
        for (var i = 0; i < 20; i++)
            Assert.Null(await SignInAsync(user.UserName, Wrong));
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull(await SignInAsync(user.UserName, Newcomers.Password));
    }

    [Fact]
    public async Task The_right_password_forgets_the_wrong_ones_before()
    {
        var user = await HireAsync();
        for (var round = 0; round < 3; round++)
        {
            for (var i = 1; i < PasswordCheck.MaxTries; i++)
                Assert.Null(await SignInAsync(user.UserName, Wrong));
            Assert.NotNull(await SignInAsync(user.UserName, Newcomers.Password));
        }
    }

    [Fact]
    public async Task Many_at_once_get_no_more_tries_than_one_after_the_other()
    {
        var user = await HireAsync();
        var hasher = new CountingHasher();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => CheckAsync(hasher, user.UserName, Wrong))));

        var locked = await app.Services.UserAsync(user.Id);
        Assert.True(locked.LockoutEnd > app.Clock.Now);
        Assert.Equal(PasswordCheck.MaxTries, await app.DbAsync(db => db.SignInTries.Where(t => t.UserId == user.Id).MaxAsync(t => t.Count)));
        Assert.Equal(1, await CountAsync(user.Id, AuditAction.LockedOut));
    }

    [Fact]
    public async Task A_disabled_account_cannot_sign_in_and_its_sessions_end_at_once()
    {
        var user = await HireAsync();
        var sessions = app.Services.GetRequiredService<AccountSessions>();
        Assert.True(await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));

        await app.WithAsync<UserAdministration>(users => users.DisableAsync(user.Id, app.As(Who.Admin), CancellationToken.None));

        Assert.False(await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));
        Assert.Null(await SignInAsync(user.UserName, Newcomers.Password));

        await app.WithAsync<UserAdministration>(users => users.EnableAsync(user.Id, app.As(Who.Admin), CancellationToken.None));
        Assert.False(await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));
        Assert.NotNull(await SignInAsync(user.UserName, Newcomers.Password));
    }

    [Fact]
    public async Task Unknown_wrong_locked_and_disabled_cost_one_hash_each()
    {
        var (active, locked, disabled) = (await HireAsync(), await HireAsync(), await HireAsync());
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await SignInAsync(locked.UserName, Wrong);
        await app.WithAsync<UserAdministration>(users => users.DisableAsync(disabled.Id, app.As(Who.Admin), CancellationToken.None));

        foreach (var name in new[] { "nobody", "", active.UserName, locked.UserName, disabled.UserName })
        {
            foreach (var password in new[] { Wrong, "", new string('x', 5000) })
            {
                var hasher = new CountingHasher();
                Assert.Null(await CheckAsync(hasher, name, password));
                Assert.Equal(1, hasher.Verified);
            }
        }
    }

    [Fact]
    public async Task A_failed_sign_in_notes_no_name_that_was_typed()
    {
        await SignInAsync("my-password-by-mistake", Wrong);
        Assert.False(await app.DbAsync(db => db.AuditEntries.AnyAsync(a => a.NewValue!.Contains("by-mistake"))));
    }

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));

    private Task<CrmUser?> SignInAsync(string? name, string? password) =>
        app.WithAsync<AccountSignIn, CrmUser?>(accounts => accounts.CheckAsync(name, password, CancellationToken.None));

    private async Task<CrmUser?> CheckAsync(CountingHasher hasher, string? name, string? password)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var passwords = ActivatorUtilities.CreateInstance<PasswordCheck>(scope.ServiceProvider, hasher);
        return await ActivatorUtilities.CreateInstance<AccountSignIn>(scope.ServiceProvider, passwords, hasher).CheckAsync(name, password, CancellationToken.None);
    }

    private Task<int> CountAsync(int userId, AuditAction action) =>
        app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootType == CrmUser.AuditRoot && a.RootId == userId && a.Action == action));

    private sealed class CountingHasher : IPasswordHasher<CrmUser>
    {
        private readonly PasswordHasher<CrmUser> hasher = new();
        private int verified;

        public int Verified => verified;

        public string HashPassword(CrmUser user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(CrmUser user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref verified);
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
