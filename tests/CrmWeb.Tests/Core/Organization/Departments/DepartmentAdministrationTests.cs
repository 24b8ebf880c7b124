using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.Departments;

public sealed class DepartmentAdministrationTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_move_takes_the_whole_branch_along_and_managers_see_it_at_once()
    {
        var group = await CreateAsync("苏州组", app.Company.DepartmentEast);
        var team = await CreateAsync("园区小队", group);
        Assert.Contains(team, await BranchAsync(app.Company.DepartmentEast));

        await ChangeAsync(group, f => f.Parent = app.Company.DepartmentSouth);

        Assert.DoesNotContain(team, await BranchAsync(app.Company.DepartmentEast));
        Assert.Contains(team, await BranchAsync(app.Company.DepartmentSouth));
        Assert.Equal("华南区 / 苏州组 / 园区小队", (await TreeAsync()).ById(team)!.Path);
    }

    [Fact]
    public async Task A_department_cannot_hang_below_itself_or_its_own_branch()
    {
        var (top, below) = await TwoLevelsAsync("圈一");
        foreach (var parent in new[] { top, below })
            Assert.Equal(["Parent"], (await Newcomers.RefusedAsync(() => ChangeAsync(top, f => f.Parent = parent))).Select(e => e.Key));
    }

    [Fact]
    public async Task Two_moves_at_the_same_moment_close_no_circle()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, other) = (await CreateAsync($"左{round}", null), await CreateAsync($"右{round}", null));
            await Task.WhenAll(Task.Run(() => TryMoveAsync(one, other)), Task.Run(() => TryMoveAsync(other, one)));

            var tree = new DepartmentSnapshot(await app.DbAsync(db => db.Departments.AsNoTracking().ToListAsync()));
            Assert.NotNull(tree.ById(one));
            Assert.NotNull(tree.ById(other));
        }
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        var leaver = await app.Services.HireAsync(app.Company.DepartmentSouth, app.As(Who.Admin));
        await app.WithAsync<UserAdministration>(users => users.DisableAsync(leaver.Id, app.As(Who.Admin), CancellationToken.None));

        Assert.Equal(["Head", "Name", "Parent"], await FieldsAsync(new DepartmentForm { Name = " ", Parent = 9999, Head = leaver.Id }));
        Assert.Equal(["Name"], await FieldsAsync(new DepartmentForm { Name = new string('长', 61) }));
        Assert.Equal(["Name"], await FieldsAsync(new DepartmentForm { Name = "上海组", Parent = app.Company.DepartmentEast }));
        Assert.True(await CreateAsync("上海组", app.Company.DepartmentSouth) > 0);
    }

    [Fact]
    public async Task A_department_in_use_is_not_deleted_and_each_reason_is_said()
    {
        await Newcomers.RefusedAsync(() => DeleteAsync(app.Company.DepartmentEast));
        var (top, below) = await TwoLevelsAsync("待删");
        Assert.Single(await Newcomers.RefusedAsync(() => DeleteAsync(top)));

        var rep = await app.Services.HireAsync(below, app.As(Who.Admin));
        Assert.Single((await Newcomers.RefusedAsync(() => DeleteAsync(below)))[""]);

        var form = Forms.Customer("占着部门的机械厂");
        form.Owner = rep.Id;
        var customer = await app.RegisterAsync(Who.Admin, form);
        var ordered = Forms.Order();
        ordered.Owner = rep.Id;
        var order = await app.WithAsync<OrderService, int>(o => o.EnterAsync(customer, ordered, app.As(Who.Admin), CancellationToken.None));
        await app.WithAsync<RecycleBin>(bin => bin.DeleteAsync(customer, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal(2, (await Newcomers.RefusedAsync(() => DeleteAsync(below)))[""].Count());
        await app.DbAsync(db =>
        {
            db.WatchRules.Add(new WatchRule("silent", new WatchRuleFacts(99, false, WatchRecipient.Owner, NotificationChannels.Page, null, DepartmentId: below)));
            db.DepartmentRobots.Add(new DepartmentRobot(below, RobotProduct.Feishu, "待删机器人", "sealed", null));
            return db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        Assert.Equal(4, (await Newcomers.RefusedAsync(() => DeleteAsync(below)))[""].Distinct().Count());
        await app.DbAsync(async db => await db.WatchRules.Where(r => r.DepartmentId == below).ExecuteDeleteAsync() + await db.DepartmentRobots.Where(r => r.DepartmentId == below).ExecuteDeleteAsync());

        var change = Newcomers.FormOf(await app.Services.UserAsync(rep.Id));
        change.Department = app.Company.DepartmentSouth;
        await app.WithAsync<UserAdministration>(users => users.ChangeAsync(rep.Id, change, app.As(Who.Admin), CancellationToken.None));

        // What was ordered there counts for the department above from now on.
        Task<int?> OrderedInAsync() => app.DbAsync(db => db.Orders.Where(o => o.Id == order).Select(o => o.DepartmentId).SingleAsync());
        Assert.Equal(below, await OrderedInAsync());
        await DeleteAsync(below);
        Assert.Equal(top, await OrderedInAsync());
        await DeleteAsync(top);
        Assert.Null(await OrderedInAsync());
        Assert.Null((await TreeAsync()).ById(top));
    }

    [Fact]
    public async Task Who_was_faster_is_not_overwritten()
    {
        var id = await CreateAsync("并发组", null);
        var mine = await OpenAsync(id);
        await ChangeAsync(id, f => f.Name = "他们改的组");

        mine.Name = "我改的组";
        await Assert.ThrowsAsync<EditConflictException>(() => SaveAsync(id, mine));
        Assert.Equal("他们改的组", (await OpenAsync(id)).Name);
    }

    [Fact]
    public async Task Departments_of_one_level_change_places()
    {
        var parent = await CreateAsync("排序", null);
        var (a, b, c) = (await CreateAsync("甲", parent), await CreateAsync("乙", parent), await CreateAsync("丙", parent));

        await ReorderAsync(c, RowMove.Up);
        await ReorderAsync(a, RowMove.Up);
        Assert.Equal([a, c, b], (await BranchAsync(parent)).Skip(1));
        await ReorderAsync(a, RowMove.Down);
        Assert.Equal([c, a, b], (await BranchAsync(parent)).Skip(1));
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    [InlineData(Who.Marketer)]
    public async Task Only_who_may_administer_departments_does(Who who)
    {
        var by = app.As(who);
        var before = await app.SnapshotAsync();
        foreach (var act in new Func<DepartmentAdministration, Task>[]
        {
            d => d.CreateAsync(new DepartmentForm { Name = "影子部门" }, by, CancellationToken.None),
            d => d.ChangeAsync(app.Company.DepartmentEast, new DepartmentForm { Name = "改名" }, by, CancellationToken.None),
            d => d.ReorderAsync(app.Company.DepartmentEast, RowMove.Down, by, CancellationToken.None),
            d => d.DeleteAsync(app.Company.DepartmentHangzhou, by, CancellationToken.None),
        })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync(act));
        }

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private async Task<(int Top, int Below)> TwoLevelsAsync(string name)
    {
        var top = await CreateAsync(name, null);
        return (top, await CreateAsync($"{name}之下", top));
    }

    private async Task TryMoveAsync(int id, int parent)
    {
        try
        {
            await ChangeAsync(id, f => f.Parent = parent);
        }
        catch (FluentValidation.ValidationException)
        {
            // The other one came first, so this would close the circle.
        }
    }

    private Task<int> CreateAsync(string name, int? parent) => app.WithAsync<DepartmentAdministration, int>(d =>
        d.CreateAsync(new DepartmentForm { Name = name, Parent = parent }, app.As(Who.Admin), CancellationToken.None));

    private Task<DepartmentForm> OpenAsync(int id) =>
        app.WithAsync<DepartmentQueries, DepartmentForm>(q => q.OpenAsync(id, app.As(Who.Admin), CancellationToken.None));

    private async Task ChangeAsync(int id, Action<DepartmentForm> change)
    {
        var form = await OpenAsync(id);
        change(form);
        await SaveAsync(id, form);
    }

    private Task SaveAsync(int id, DepartmentForm form) =>
        app.WithAsync<DepartmentAdministration>(d => d.ChangeAsync(id, form, app.As(Who.Admin), CancellationToken.None));

    private Task DeleteAsync(int id) => app.WithAsync<DepartmentAdministration>(d => d.DeleteAsync(id, app.As(Who.Admin), CancellationToken.None));

    private Task ReorderAsync(int id, RowMove move) => app.WithAsync<DepartmentAdministration>(d => d.ReorderAsync(id, move, app.As(Who.Admin), CancellationToken.None));

    private async Task<IEnumerable<string>> FieldsAsync(DepartmentForm form) => (await Newcomers.RefusedAsync(() =>
        app.WithAsync<DepartmentAdministration, int>(d => d.CreateAsync(form, app.As(Who.Admin), CancellationToken.None)))).Select(e => e.Key).Order();

    private Task<DepartmentSnapshot> TreeAsync() => app.Services.GetRequiredService<DepartmentTree>().GetAsync(CancellationToken.None).AsTask();

    private async Task<IReadOnlyList<int>> BranchAsync(int id) => (await TreeAsync()).Branch(id);
}
