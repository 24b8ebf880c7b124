using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
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

public sealed class UserAdministrationTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_new_account_gets_a_made_password_that_must_be_replaced()
    {
        var made = await CreateAsync(new UserForm { UserName = " made.one ", DisplayName = "郑一", EmployeeNumber = "x-17", Department = app.Company.DepartmentSouth, Role = BuiltInRoles.Rep });
        var typed = await CreateAsync(new UserForm { UserName = "张三", DisplayName = "张三", Department = app.Company.DepartmentSouth, Role = BuiltInRoles.Manager, Password = "Typed-by-hand-1" });

        Assert.Equal(14, made.Password.Length);
        Assert.Equal("Typed-by-hand-1", typed.Password);
        var user = await app.Services.UserAsync(made.UserId);
        Assert.Equal(("made.one", "X-17", true, true), (user.UserName, user.EmployeeNumber, user.MustChangePassword, user.IsActive));
        Assert.NotNull(await SignInAsync("x-17", made.Password));
        Assert.NotNull(await SignInAsync("张三", typed.Password));
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        var refused = await Newcomers.RefusedAsync(() => CreateAsync(new UserForm { UserName = "1", EmployeeNumber = "13912345678", DisplayName = "", Department = 9999, Role = "boss", Password = "123" }));
        Assert.Equal(["Department", "DisplayName", "EmployeeNumber", "Password", "Role", "UserName"], refused.Select(e => e.Key).Order());
        refused = await Newcomers.RefusedAsync(() => CreateAsync(new UserForm()));
        Assert.Equal(["Department", "DisplayName", "Role", "UserName"], refused.Select(e => e.Key).Order());
    }

    [Fact]
    public async Task User_names_and_employee_numbers_are_unique_among_one_another()
    {
        var first = await app.Services.InviteAsync(app.Company.DepartmentSouth, app.As(Who.Admin), BuiltInRoles.Rep, "unique.one");
        Assert.Equal(["UserName"], await FieldsAsync("UNIQUE.ONE", null));
        Assert.Equal(["UserName"], await FieldsAsync("n-unique.one", null));
        Assert.Equal(["EmployeeNumber"], await FieldsAsync("unique.two", "n-Unique.One"));
        Assert.Equal(["EmployeeNumber"], await FieldsAsync("unique.two", "unique.one"));
        Assert.NotNull(await SignInAsync("unique.one", first.Password));
    }

    [Fact]
    public async Task The_same_form_sent_twice_at_once_makes_one_account()
    {
        UserForm Form() => new() { UserName = "twice.sent", DisplayName = "双击", Department = app.Company.DepartmentSouth, Role = BuiltInRoles.Rep };
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            try
            {
                await CreateAsync(Form());
                return "created";
            }
            catch (FluentValidation.ValidationException e)
            {
                return e.Errors.Single().PropertyName;
            }
        })));

        Assert.Equal(1, outcomes.Count(o => o == "created"));
        Assert.Equal(5, outcomes.Count(o => o == "UserName"));
    }

    [Fact]
    public async Task Customers_follow_their_owner_into_another_department_those_in_the_bin_too()
    {
        var rep = await HireAsync();
        var scope = (await app.WithAsync<UserDirectory, UserSnapshot>(d => d.GetAsync(CancellationToken.None).AsTask())).ById(rep.Id)!;
        var owned = await RegisterForAsync(rep, "跟着走的机械厂");
        var binned = await RegisterForAsync(rep, "回收站里的机械厂");
        await app.WithAsync<RecycleBin>(bin => bin.DeleteAsync(binned, app.As(Who.Admin), CancellationToken.None));
        var other = app.Company.SouthCustomer;
        Assert.Equal(app.Company.DepartmentSouth, scope.DepartmentId);

        var form = Newcomers.FormOf(rep);
        form.Department = app.Company.DepartmentHangzhou;
        await ChangeAsync(rep.Id, form);

        Assert.Equal(app.Company.DepartmentHangzhou, (await app.CustomerAsync(owned)).DepartmentId);
        Assert.Equal(app.Company.DepartmentHangzhou, (await app.CustomerAsync(binned)).DepartmentId);
        Assert.Equal(app.Company.DepartmentSouth, (await app.CustomerAsync(other)).DepartmentId);
        Assert.Equal(1, await VisibleAsync(owned, Who.MgrEast));
        Assert.Equal(0, await VisibleAsync(owned, Who.MgrSouth));
    }

    [Theory]
    [InlineData("role")]
    [InlineData("department")]
    [InlineData("password")]
    [InlineData("name")]
    public async Task Another_role_department_or_password_ends_the_sessions_another_name_does_not(string what)
    {
        var user = await HireAsync();
        var sessions = app.Services.GetRequiredService<AccountSessions>();
        Assert.True(await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));

        var form = Newcomers.FormOf(user);
        switch (what)
        {
            case "role": form.Role = BuiltInRoles.Manager; break;
            case "department": form.Department = app.Company.DepartmentEast; break;
            default: form.DisplayName = "改名"; break;
        }

        if (what == "password")
            await app.WithAsync<UserAdministration, HandedOverPassword>(u => u.ResetPasswordAsync(user.Id, app.As(Who.Admin), CancellationToken.None));
        else
            await ChangeAsync(user.Id, form);

        Assert.Equal(what == "name", await sessions.IsValidAsync(user.Id, user.SecurityStamp, CancellationToken.None));
    }

    [Fact]
    public async Task A_reset_password_must_be_replaced_and_lifts_the_lock_out()
    {
        var user = await HireAsync();
        for (var i = 0; i < PasswordCheck.MaxTries; i++)
            await SignInAsync(user.UserName!, "wrong-one");

        var handedOver = await app.WithAsync<UserAdministration, HandedOverPassword>(u => u.ResetPasswordAsync(user.Id, app.As(Who.Admin), CancellationToken.None));

        var signedIn = await SignInAsync(user.UserName!, handedOver.Password);
        Assert.True(signedIn!.MustChangePassword);
    }

    [Fact]
    public async Task Nobody_disables_or_demotes_himself()
    {
        var admin = await app.Services.UserAsync(app.Company[Who.Admin].Id);
        await HireAsync(BuiltInRoles.Admin);

        Assert.Equal([""], (await Newcomers.RefusedAsync(() => DisableAsync(admin.Id, app.As(Who.Admin)))).Select(e => e.Key));
        Assert.Equal(["Role"], (await Newcomers.RefusedAsync(() => ChangeAsync(admin.Id, Newcomers.FormOf(admin)))).Select(e => e.Key));
        await Assert.ThrowsAsync<NotFoundException>(() =>
            app.WithAsync<UserAdministration, HandedOverPassword>(u => u.ResetPasswordAsync(admin.Id, app.As(Who.Admin), CancellationToken.None)));
    }

    [Fact]
    public async Task Who_was_faster_is_not_overwritten()
    {
        var user = await HireAsync();
        var (mine, theirs) = (Newcomers.FormOf(user), Newcomers.FormOf(user));
        theirs.DisplayName = "他们改的";
        mine.DisplayName = "我改的";

        await ChangeAsync(user.Id, theirs);
        await Assert.ThrowsAsync<EditConflictException>(() => ChangeAsync(user.Id, mine));
        Assert.Equal("他们改的", (await app.Services.UserAsync(user.Id)).DisplayName);
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Only_who_may_administer_accounts_does(Who who)
    {
        var by = app.As(who);
        var before = await app.SnapshotAsync();
        var form = new UserForm { UserName = "sneaked.in", DisplayName = "不速之客", Department = app.Company.DepartmentSouth, Role = BuiltInRoles.Admin };
        foreach (var act in new Func<UserAdministration, Task>[]
        {
            u => u.CreateAsync(form, by, CancellationToken.None),
            u => u.ChangeAsync(by.UserId, form, by, CancellationToken.None),
            u => u.DisableAsync(app.Company[Who.Admin].Id, by, CancellationToken.None),
            u => u.EnableAsync(app.Company[Who.Admin].Id, by, CancellationToken.None),
            u => u.ResetPasswordAsync(app.Company[Who.Admin].Id, by, CancellationToken.None),
        })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync(act));
        }

        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<UserQueries, PageOf<UserRow>>(q => q.ListAsync(new UserFilter(), by, CancellationToken.None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task<CrmUser> HireAsync(string role = BuiltInRoles.Rep) => app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin), role);

    private Task<HandedOverPassword> CreateAsync(UserForm form) =>
        app.WithAsync<UserAdministration, HandedOverPassword>(users => users.CreateAsync(form, app.As(Who.Admin), CancellationToken.None));

    private Task ChangeAsync(int id, UserForm form) =>
        app.WithAsync<UserAdministration>(users => users.ChangeAsync(id, form, app.As(Who.Admin), CancellationToken.None));

    private Task DisableAsync(int id, UserScope by) => app.WithAsync<UserAdministration>(users => users.DisableAsync(id, by, CancellationToken.None));

    private async Task<IEnumerable<string>> FieldsAsync(string userName, string? number) => (await Newcomers.RefusedAsync(() =>
        CreateAsync(new UserForm { UserName = userName, EmployeeNumber = number, DisplayName = "重名", Department = app.Company.DepartmentSouth, Role = BuiltInRoles.Rep }))).Select(e => e.Key);

    private Task<int> RegisterForAsync(CrmUser owner, string name)
    {
        var form = Forms.Customer(name);
        form.Owner = owner.Id;
        return app.RegisterAsync(Who.MgrSouth, form);
    }

    private Task<int> VisibleAsync(int customer, Who who) =>
        app.DbAsync(db => db.Customers.VisibleTo(app.As(who)).CountAsync(c => c.Id == customer));

    private Task<CrmUser?> SignInAsync(string name, string password) =>
        app.WithAsync<AccountSignIn, CrmUser?>(accounts => accounts.CheckAsync(name, password, CancellationToken.None));
}
