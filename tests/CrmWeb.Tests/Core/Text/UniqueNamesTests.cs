using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Robots;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Text;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

/// <summary>Whatever may have a name only once may not have it a second time in another spelling.</summary>
public sealed class UniqueNamesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("E905", "Ｅ９０５")]
    [InlineData("Ｆ９０６", "f906")]
    [InlineData("甲-907", "甲－907")]
    [InlineData("工号 908", "工号\u3000９０８")]
    [InlineData("華909", "华909")]
    public async Task An_employee_number_is_given_once(string first, string twin)
    {
        await HireAsync($"num.{Guid.NewGuid():N}"[..20], first);
        Assert.Equal(["EmployeeNumber"], (await Newcomers.RefusedAsync(() => HireAsync($"num.{Guid.NewGuid():N}"[..20], twin))).Select(e => e.Key));
        Assert.Equal(["UserName"], (await Newcomers.RefusedAsync(() => HireAsync(FoldedText.NameKey(twin), null))).Select(e => e.Key));
    }

    [Theory]
    [InlineData("li.na", "ＬＩ．ＮＡ")]
    [InlineData("王小二", "王\u200B小二")]
    [InlineData("劉小三", "刘小三")]
    public async Task A_user_name_is_given_once_and_signs_in_in_any_spelling(string first, string twin)
    {
        var made = await HireAsync(first, null);
        Assert.Equal(["UserName"], (await Newcomers.RefusedAsync(() => HireAsync(twin.Replace('．', '.'), null))).Select(e => e.Key));
        Assert.Equal(made.UserId, (await app.WithAsync<AccountSignIn, CrmUser?>(s => s.CheckAsync(twin, made.Password, None)))?.Id);
    }

    [Fact]
    public async Task Two_who_give_one_number_at_the_same_moment_give_it_once()
    {
        var (one, other) = (await HireAsync("race.one", null), await HireAsync("race.two", null));
        var outcomes = await Task.WhenAll(new[] { (one.UserId, "R９１０"), (other.UserId, "R910") }.Select(pair => Task.Run(async () =>
        {
            var details = await app.WithAsync<UserQueries, UserDetails>(q => q.DetailsAsync(pair.UserId, app.As(Who.Admin), None));
            details.Form.EmployeeNumber = pair.Item2;
            return await Record.ExceptionAsync(() => app.WithAsync<UserAdministration>(a => a.ChangeAsync(pair.UserId, details.Form, app.As(Who.Admin), None)));
        })));
        Assert.Single(outcomes, o => o is null);
        Assert.IsType<FluentValidation.ValidationException>(outcomes.Single(o => o is not null));
    }

    [Fact]
    public async Task A_department_has_its_name_once_beside_its_sisters()
    {
        Task<int> Create(string name) => app.WithAsync<DepartmentAdministration, int>(a => a.CreateAsync(new DepartmentForm { Name = name, Parent = app.Company.DepartmentEast }, app.As(Who.Admin), None));
        var id = await Create("A组");
        foreach (var twin in new[] { "Ａ组", "a组", "A 组", "A\u3000组", "A\u200D组", "Ａ組" })
            Assert.Equal(["Name"], (await Newcomers.RefusedAsync(() => Create(twin))).Select(e => e.Key));

        // Its own name in another spelling is its own to take.
        var form = await app.WithAsync<DepartmentQueries, DepartmentForm>(q => q.OpenAsync(id, app.As(Who.Admin), None));
        form.Name = "Ａ组";
        await app.WithAsync<DepartmentAdministration>(a => a.ChangeAsync(id, form, app.As(Who.Admin), None));
    }

    [Fact]
    public async Task A_twin_from_before_can_be_changed_as_long_as_its_name_stays()
    {
        var ids = await app.DbAsync(async db =>
        {
            Department[] both = [new("Ｂ组", app.Company.DepartmentSouth, 91), new("B组", app.Company.DepartmentSouth, 92)];
            db.Departments.AddRange(both);
            await db.SaveChangesAsync(UserScope.System, None);
            return both.Select(d => d.Id).ToArray();
        });
        var form = await app.WithAsync<DepartmentQueries, DepartmentForm>(q => q.OpenAsync(ids[1], app.As(Who.Admin), None));
        form.Head = app.Company[Who.MgrSouth].Id;
        await app.WithAsync<DepartmentAdministration>(a => a.ChangeAsync(ids[1], form, app.As(Who.Admin), None));
        form = await app.WithAsync<DepartmentQueries, DepartmentForm>(q => q.OpenAsync(ids[1], app.As(Who.Admin), None));
        form.Name = "b组";
        Assert.Equal(["Name"], (await Newcomers.RefusedAsync(() => app.WithAsync<DepartmentAdministration>(a => a.ChangeAsync(ids[1], form, app.As(Who.Admin), None)))).Select(e => e.Key));
    }

    [Fact]
    public async Task A_tag_and_a_group_have_their_names_once()
    {
        Task<int> Group(string zh, string en) => app.WithAsync<TagService, int>(e => e.CreateGroupAsync(new TagGroupForm { Zh = zh, En = en, Code = $"g-{Guid.NewGuid():N}"[..20] }, app.As(Who.Admin), None));
        var group = await Group("重点组VIP", "Key group VIP");
        Assert.Equal(["En", "Zh"], (await Newcomers.RefusedAsync(() => Group("重點組ＶＩＰ", "ＫＥＹ group  vip"))).Select(e => e.Key).Order());

        Task<int> Tag(string zh, string en) => app.WithAsync<TagService, int>(e => e.CreateAsync(
            new TagForm { Zh = zh, En = en, Group = group, Colour = "blue", Code = $"t-{Guid.NewGuid():N}"[..20] }, app.As(Who.Admin), None));
        await Tag("重要VIP", "Important VIP");
        foreach (var (zh, en) in new[] { ("重要ＶＩＰ", "important\u00A0vip"), ("重要·VIP", "Important VIP\uFE0F"), ("重要 VIP", "‘Important’ VIP") })
            Assert.Equal(["En", "Zh"], (await Newcomers.RefusedAsync(() => Tag(zh, en))).Select(e => e.Key).Order());
        Assert.True(await Tag("重要SVIP", "Important SVIP") > 0);
    }

    [Fact]
    public async Task A_list_entry_has_its_name_once_also_when_it_is_revived()
    {
        Task<int> Entry(string zh, string en) => app.WithAsync<ListService, int>(e => e.CreateAsync(
            ListKind.Source, new ListItemForm { Zh = zh, En = en, Code = $"s-{Guid.NewGuid():N}"[..20] }, app.As(Who.Admin), None));
        var id = await Entry("展会（上海）", "Fair (Shanghai)");
        Assert.Equal(["En", "Zh"], (await Newcomers.RefusedAsync(() => Entry("展會(上海)", "FAIR 【Shanghai】"))).Select(e => e.Key).Order());
        await app.WithAsync<ListOrder>(u => u.RetireAsync(ListKind.Source, id, app.As(Who.Admin), None));
        await Entry("展会[上海]", "Fair [Shanghai]");
        await Newcomers.RefusedAsync(() => app.WithAsync<ListOrder>(u => u.ReviveAsync(ListKind.Source, id, app.As(Who.Admin), None)));
    }

    [Fact]
    public async Task A_stage_has_its_name_once()
    {
        Task<int> Stage(string zh, string en) => app.WithAsync<StageService, int>(e => e.CreateAsync(
            new StageDefinition { Zh = zh, En = en, Kind = StageKind.Open, Colour = "blue", Probability = 10, Code = $"x-{Guid.NewGuid():N}"[..20] }, app.As(Who.Admin), None));
        await Stage("样品测试A", "Sample test A");
        Assert.Equal(["En", "Zh"], (await Newcomers.RefusedAsync(() => Stage("樣品測試Ａ", "sample  test a"))).Select(e => e.Key).Order());
    }

    [Fact]
    public async Task A_robot_has_its_name_once_in_its_department()
    {
        Task<int> Robot(string name, int department) => app.WithAsync<RobotAdministration, int>(r => r.CreateAsync(
            new RobotForm { Name = name, Department = department, Product = RobotProduct.Feishu, AddressSecret = "https://open.feishu.cn/open-apis/bot/v2/hook/x" }, app.As(Who.Admin), None));
        var id = await Robot("销售群A", app.Company.DepartmentEast);
        Assert.Equal(["Name"], (await Newcomers.RefusedAsync(() => Robot("銷售群Ａ", app.Company.DepartmentEast))).Select(e => e.Key));
        await Robot("銷售群Ａ", app.Company.DepartmentSouth);

        // The name it has already is its own.
        await app.WithAsync<RobotAdministration>(async r => await r.ChangeAsync(id, await r.OpenAsync(id, app.As(Who.Admin), None), app.As(Who.Admin), None));
    }

    private Task<HandedOverPassword> HireAsync(string userName, string? number) => app.WithAsync<UserAdministration, HandedOverPassword>(a => a.CreateAsync(
        new UserForm { UserName = userName, DisplayName = "同名", EmployeeNumber = number, Department = app.Company.DepartmentSouth, Role = BuiltInRoles.Rep }, app.As(Who.Admin), None));
}
