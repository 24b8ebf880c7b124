using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.Accounts;

public sealed class OwnAccountTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_new_account_needs_an_own_password_and_a_mobile_number()
    {
        var invited = await app.Services.InviteAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Rep, "first.step");
        Assert.True((await app.Services.UserAsync(invited.UserId)).NeedsFirstSignIn);

        await CompleteAsync(invited.UserId, "Quiet-river-42", "Quiet-river-42", "159 1111 0001");

        var user = await app.Services.UserAsync(invited.UserId);
        Assert.False(user.NeedsFirstSignIn);
        Assert.Equal("15911110001", user.Mobile);
        Assert.Null(await SignInAsync("first.step", invited.Password));
        Assert.NotNull(await SignInAsync("15911110001", "Quiet-river-42"));
        await Assert.ThrowsAsync<NotFoundException>(() => CompleteAsync(invited.UserId, "Other-river-42", "Other-river-42", "15911110002"));
    }

    [Fact]
    public async Task Each_broken_rule_of_the_first_sign_in_stands_at_its_field()
    {
        var invited = await app.Services.InviteAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Rep, "first.errors");
        var taken = app.Company[Who.RepEast];

        var refused = await Newcomers.RefusedAsync(() => CompleteAsync(invited.UserId, "short", "short", null));
        Assert.Equal(["Mobile", "NewPassword"], refused.Select(e => e.Key).Order());
        refused = await Newcomers.RefusedAsync(() => CompleteAsync(invited.UserId, invited.Password, invited.Password, "15911110003"));
        Assert.Equal(["NewPassword"], refused.Select(e => e.Key));
        refused = await Newcomers.RefusedAsync(() => CompleteAsync(invited.UserId, "Quiet-river-42", "Quiet-river-43", "15911110003"));
        Assert.Equal(["RepeatedPassword"], refused.Select(e => e.Key));
        refused = await Newcomers.RefusedAsync(() => CompleteAsync(invited.UserId, "Quiet-river-42", "Quiet-river-42", $"1380000{(int)taken.Who:D4}"));
        Assert.Equal(["Mobile"], refused.Select(e => e.Key));
        Assert.True((await app.Services.UserAsync(invited.UserId)).NeedsFirstSignIn);
    }

    [Fact]
    public async Task Another_password_ends_the_other_sessions_and_needs_the_current_one()
    {
        var user = await HireAsync();
        var sessions = app.Services.GetRequiredService<AccountSessions>();
        var form = new PasswordForm { CurrentPassword = "not-the-one", NewPassword = "Calm-lake-2026", RepeatedPassword = "Calm-lake-2026" };
        Assert.Equal(["CurrentPassword"], (await Newcomers.RefusedAsync(() => ChangeAsync(user.Id, form))).Select(e => e.Key));
        Assert.True(await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));

        form.CurrentPassword = Newcomers.Password;
        var changed = await ChangeAsync(user.Id, form);

        Assert.False(await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));
        Assert.True(await sessions.IsValidAsync(user.Id, changed.SecurityStamp, CancellationToken.None));
        Assert.Null(await SignInAsync(user.UserName!, Newcomers.Password));
        Assert.NotNull(await SignInAsync(user.UserName!, "Calm-lake-2026"));
        Assert.Equal(2, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.RootType == CrmUser.AuditRoot && a.RootId == user.Id && a.Action == AuditAction.PasswordChanged)));
    }

    [Fact]
    public async Task Guessing_the_current_password_locks_the_account_too()
    {
        var user = await HireAsync();
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await Newcomers.RefusedAsync(() => ChangeAsync(user.Id, new PasswordForm { CurrentPassword = $"guess-{i}", NewPassword = "Calm-lake-2026", RepeatedPassword = "Calm-lake-2026" }));

        var refused = await Newcomers.RefusedAsync(() => ChangeAsync(user.Id, new PasswordForm { CurrentPassword = Newcomers.Password, NewPassword = "Calm-lake-2026", RepeatedPassword = "Calm-lake-2026" }));
        Assert.Equal(["CurrentPassword"], refused.Select(e => e.Key));
        Assert.True((await app.Services.UserAsync(user.Id)).LockoutEnd > app.Clock.Now);
    }

    [Fact]
    public async Task The_name_and_language_need_no_password_but_the_mobile_number_does()
    {
        var user = await HireAsync();
        await ChangeProfileAsync(user.Id, new ProfileForm { DisplayName = " 张三丰 ", Mobile = user.Mobile, Culture = "en" });
        var refused = await Newcomers.RefusedAsync(() => ChangeProfileAsync(user.Id, new ProfileForm { DisplayName = "张三丰", Mobile = "15911110009" }));
        Assert.Equal(["CurrentPassword"], refused.Select(e => e.Key));

        var changed = await app.Services.UserAsync(user.Id);
        Assert.Equal(("张三丰", user.Mobile, "en"), (changed.DisplayName, changed.Mobile, changed.Culture));
        Assert.Equal("张三丰", (await app.Services.GetRequiredService<UserDirectory>().GetAsync(CancellationToken.None)).Name(user.Id));

        await ChangeProfileAsync(user.Id, new ProfileForm { DisplayName = "张三丰", Mobile = "15911110009", CurrentPassword = Newcomers.Password });
        Assert.NotNull(await SignInAsync("15911110009", Newcomers.Password));
    }

    [Fact]
    public async Task Each_broken_rule_of_the_profile_stands_at_its_field()
    {
        var user = await HireAsync();
        var refused = await Newcomers.RefusedAsync(() => ChangeProfileAsync(user.Id, new ProfileForm { DisplayName = " ", Mobile = "12345", Culture = "fr" }));
        Assert.Equal(["Culture", "DisplayName", "Mobile"], refused.Select(e => e.Key).Order());
        refused = await Newcomers.RefusedAsync(() => ChangeProfileAsync(user.Id, new ProfileForm { DisplayName = new string('长', 61), Mobile = user.Mobile }));
        Assert.Equal(["DisplayName"], refused.Select(e => e.Key));
    }

    [Fact]
    public async Task Hashes_and_stamps_never_reach_the_change_log()
    {
        var user = await HireAsync();
        await ChangeAsync(user.Id, new PasswordForm { CurrentPassword = Newcomers.Password, NewPassword = "Calm-lake-2026", RepeatedPassword = "Calm-lake-2026" });

        var fields = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == CrmUser.AuditRoot).Select(a => a.Field).Distinct().ToListAsync());
        Assert.Contains(nameof(CrmUser.Mobile), fields);
        Assert.DoesNotContain(fields, f => f.Contains("Hash", StringComparison.Ordinal) || f.Contains("Stamp", StringComparison.Ordinal));
    }

    private Task<CrmUser> HireAsync() => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));

    private Task<CrmUser> CompleteAsync(int userId, string? password, string? repeated, string? mobile) =>
        app.WithAsync<OwnAccount, CrmUser>(own => own.CompleteFirstSignInAsync(
            new FirstSignInForm { NewPassword = password, RepeatedPassword = repeated, Mobile = mobile }, Newcomers.ScopeOf(userId), CancellationToken.None));

    private Task<CrmUser> ChangeAsync(int userId, PasswordForm form) =>
        app.WithAsync<OwnAccount, CrmUser>(own => own.ChangePasswordAsync(form, Newcomers.ScopeOf(userId), CancellationToken.None));

    private Task<CrmUser> ChangeProfileAsync(int userId, ProfileForm form) =>
        app.WithAsync<OwnAccount, CrmUser>(own => own.ChangeProfileAsync(form, Newcomers.ScopeOf(userId), CancellationToken.None));

    private Task<CrmUser?> SignInAsync(string name, string password) =>
        app.WithAsync<AccountSignIn, CrmUser?>(accounts => accounts.CheckAsync(name, password, CancellationToken.None));
}
