using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.Accounts;

public sealed class FirstAccountTests : IAsyncLifetime
{
    private readonly Nobody app = new();

    private FirstRun FirstRun => app.Services.GetRequiredService<FirstRun>();

    public Task InitializeAsync() => app.InitializeAsync();

    public Task DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_token_is_long_random_and_only_there_while_there_is_no_account()
    {
        Assert.False(FirstRun.IsOpen);
        await FirstRun.PrepareAsync(CancellationToken.None);
        var token = FirstRun.Token!;
        Assert.True(token.Length >= 32);
        Assert.True(FirstRun.Matches($" {token} "));
        Assert.DoesNotContain(new[] { null, "", "x", token[1..], token + "0", token.ToUpperInvariant() + "!" }, FirstRun.Matches);

        await SetUpAsync(Form(token));

        Assert.False(FirstRun.IsOpen);
        Assert.False(FirstRun.Matches(token));
        await FirstRun.PrepareAsync(CancellationToken.None);
        Assert.Null(FirstRun.Token);
    }

    [Fact]
    public async Task Without_the_token_nothing_is_created()
    {
        await FirstRun.PrepareAsync(CancellationToken.None);
        var refused = await Newcomers.RefusedAsync(() => SetUpAsync(Form("guessed")));
        Assert.Equal(["Token"], refused.Select(e => e.Key));
        Assert.False(await app.DbAsync(db => db.Users.AnyAsync()));
        Assert.False(await app.DbAsync(db => db.Departments.AnyAsync()));
    }

    [Fact]
    public async Task Two_who_hold_the_token_make_one_admin()
    {
        await FirstRun.PrepareAsync(CancellationToken.None);
        var token = FirstRun.Token!;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(async () =>
        {
            try
            {
                await SetUpAsync(Form(token, $"boss{i}"));
                return true;
            }
            catch (NotFoundException)
            {
                return false;
            }
        })));

        Assert.Equal(1, outcomes.Count(done => done));
        Assert.Equal(1, await app.DbAsync(db => db.Users.CountAsync()));
        Assert.Equal(1, await app.DbAsync(db => db.Departments.CountAsync()));
    }

    [Fact]
    public async Task The_first_admin_signs_in_and_has_only_the_mobile_number_left_to_bind()
    {
        await FirstRun.PrepareAsync(CancellationToken.None);
        await SetUpAsync(Form(FirstRun.Token!));

        var admin = await app.WithAsync<AccountSignIn, CrmUser?>(a => a.CheckAsync("boss", "Quiet-river-42", CancellationToken.None));
        Assert.False(admin!.MustChangePassword);
        Assert.True(admin.NeedsFirstSignIn);
        Assert.Equal(BuiltInRoles.Admin, await app.DbAsync(db => db.Users.Select(u => u.Role!.Code).SingleAsync()));
        Assert.NotNull(admin.DepartmentId);
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        await FirstRun.PrepareAsync(CancellationToken.None);
        var refused = await Newcomers.RefusedAsync(() => SetUpAsync(new FirstRunForm { Token = FirstRun.Token, RepeatedPassword = "x" }));
        Assert.Equal(["Department", "DisplayName", "NewPassword", "RepeatedPassword", "UserName"], refused.Select(e => e.Key).Order());
    }

    [Fact]
    public async Task An_operator_can_add_an_admin_from_the_command_line_at_any_time()
    {
        await CreateAdminAsync("first.admin");
        await CreateAdminAsync("second.admin");
        Assert.Equal(["UserName"], (await Newcomers.RefusedAsync(() => CreateAdminAsync("FIRST.admin"))).Select(e => e.Key));
        Assert.Equal(2, await app.DbAsync(db => db.Users.CountAsync(u => u.Role!.Code == BuiltInRoles.Admin)));
    }

    private static FirstRunForm Form(string? token, string userName = "boss") => new()
    {
        Token = token,
        Department = "恒锐精密机械有限公司",
        UserName = userName,
        DisplayName = "周文博",
        NewPassword = "Quiet-river-42",
        RepeatedPassword = "Quiet-river-42",
    };

    private Task SetUpAsync(FirstRunForm form) => app.WithAsync<FirstAccount>(a => a.SetUpAsync(form, CancellationToken.None));

    private Task CreateAdminAsync(string userName) =>
        app.WithAsync<FirstAccount>(a => a.CreateAdminAsync(userName, "值班管理员", "Quiet-river-42", CancellationToken.None));

    /// <summary>A database without any account.</summary>
    private sealed class Nobody() : CoreFixture(Content.Empty);
}
