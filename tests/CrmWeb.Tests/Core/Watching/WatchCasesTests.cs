using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>What each rule catches and what it leaves alone, as a table. It is Wednesday, 18 November 2026, ten in the morning.</summary>
public sealed class WatchCasesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const double Minute = 1.0 / 1440;

    private static readonly WatchRuleFacts ThreeDays = new(3, false, WatchRecipient.Owner, NotificationChannels.Page, null);
    private static readonly WatchRuleFacts SevenDays = new(7, false, WatchRecipient.Owner, NotificationChannels.Page, null);
    private static readonly WatchRuleFacts AtOnce = new(0, false, WatchRecipient.Assignee, NotificationChannels.Page, null);

    private static readonly Dictionary<string, (bool Told, string Kind, WatchRuleFacts Rule, Func<CoreFixture, Task<int>> Make)> Table = new()
    {
        ["no follow-up yet, received four days ago"] = (true, "silent", ThreeDays, a => a.CustomerAsync(silent: 4)),
        ["no follow-up yet, received two days ago"] = (false, "silent", ThreeDays, a => a.CustomerAsync(silent: 2)),
        ["silent for three days to the moment"] = (false, "silent", ThreeDays, a => a.CustomerAsync(silent: 3)),
        ["silent for three days and a minute"] = (true, "silent", ThreeDays, a => a.CustomerAsync(silent: 3 + Minute)),
        ["a follow-up dated in the future"] = (false, "silent", ThreeDays, a => a.CustomerAsync(silent: -1)),
        ["a next follow-up is planned ahead"] = (false, "silent", ThreeDays, a => WithTasksAsync(a, -2)),
        ["the planned follow-up has passed"] = (true, "silent", ThreeDays, a => WithTasksAsync(a, 1)),
        ["one planned follow-up has passed and one is ahead"] = (false, "silent", ThreeDays, a => WithTasksAsync(a, 1, -1)),
        ["given to another owner yesterday"] = (false, "silent", ThreeDays, ReassignedAsync),
        ["won"] = (false, "silent", ThreeDays, a => OfTypeAsync(a, CustomerType.Won)),
        ["lost"] = (false, "silent", ThreeDays, a => OfTypeAsync(a, CustomerType.Lost)),
        ["interested"] = (true, "silent", ThreeDays, a => OfTypeAsync(a, CustomerType.Interested)),
        ["in the pool"] = (false, "silent", ThreeDays, a => ChangedAsync(a, s => s.SetProperty(c => c.OwnerId, (int?)null))),
        ["in the recycle bin"] = (false, "silent", ThreeDays, a => ChangedAsync(a, s => s.SetProperty(c => c.DeletedAt, (DateTime?)TestClock.Start))),
        ["another category than the rule's"] = (false, "silent", ThreeDays with { Category = CustomerCategory.Key }, a => a.CustomerAsync(silent: 9)),
        ["the rule's category"] = (true, "silent", ThreeDays with { Category = CustomerCategory.New }, a => a.CustomerAsync(silent: 9)),
        ["no level where the rule wants A"] = (false, "silent", ThreeDays with { Level = CustomerLevel.A }, a => a.CustomerAsync(silent: 9)),
        ["the rule's level"] = (true, "silent", ThreeDays with { Level = CustomerLevel.A }, a => ChangedAsync(a, s => s.SetProperty(c => c.Level, (CustomerLevel?)CustomerLevel.A))),

        // Working days: Thursday at ten is four of them ago, Friday three, Saturday counts from Monday.
        ["three working days and a minute"] = (true, "silent", ThreeDays with { WorkingDaysOnly = true }, a => a.CustomerAsync(silent: 5 + Minute)),
        ["three working days to the moment"] = (false, "silent", ThreeDays with { WorkingDaysOnly = true }, a => a.CustomerAsync(silent: 5)),
        ["received on Saturday, counted in working days"] = (false, "silent", ThreeDays with { WorkingDaysOnly = true }, a => a.CustomerAsync(silent: 4)),

        ["in the stage for eight days"] = (true, "stuck", SevenDays, a => a.CustomerAsync(inStage: 8, stage: "quotation")),
        ["in the stage for six days"] = (false, "stuck", SevenDays, a => a.CustomerAsync(inStage: 6, stage: "quotation")),
        ["the stage was changed yesterday"] = (false, "stuck", SevenDays, a => a.CustomerAsync(silent: 30, inStage: 1, stage: "negotiation")),
        ["in the won stage, which is not open"] = (false, "stuck", SevenDays, a => a.CustomerAsync(inStage: 90, stage: "won")),
        ["stuck, though a follow-up is planned"] = (true, "stuck", SevenDays, async a => await PlannedAsync(a, await a.CustomerAsync(inStage: 8), -2)),

        ["a task overdue by a minute"] = (true, "overdue", AtOnce, a => WithTasksAsync(a, Minute)),
        ["a task still to come"] = (false, "overdue", AtOnce, a => WithTasksAsync(a, -Minute)),
        ["a task overdue by 23 hours, told after a day"] = (false, "overdue", AtOnce with { ThresholdDays = 1 }, a => WithTasksAsync(a, 23.0 / 24)),
        ["a task overdue by 25 hours, told after a day"] = (true, "overdue", AtOnce with { ThresholdDays = 1 }, a => WithTasksAsync(a, 25.0 / 24)),
        ["a task that was called off"] = (false, "overdue", AtOnce, CancelledAsync),
    };

    public static TheoryData<string> Names => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_rule_tells_of_what_it_says_and_of_nothing_else(string name)
    {
        var (told, kind, facts, make) = Table[name];
        var customer = await make(app);
        var hits = await app.FindAsync(new WatchRule(kind, facts));
        Assert.Equal(told, hits.Any(h => h.Case.CustomerId == customer));
    }

    [Fact]
    public async Task A_rule_that_names_a_stage_or_a_department_watches_there_alone()
    {
        var stages = await app.StagesAsync();
        var (renewal, quotation) = (await app.CustomerAsync(silent: 9, inStage: 9, stage: "renewal"), await app.CustomerAsync(silent: 9, inStage: 9, stage: "quotation"));
        await app.ChangeAsync(renewal, s => s.SetProperty(c => c.Type, CustomerType.Won));
        var hits = await app.FindAsync(new WatchRule("silent", ThreeDays with { StageId = stages.Find("renewal")!.Id }));
        Assert.Equal([renewal], hits.Select(h => h.Case.CustomerId));
        Assert.DoesNotContain(await app.FindAsync(new WatchRule("stuck", SevenDays with { StageId = stages.Find("needs")!.Id })), h => h.Case.CustomerId == quotation);

        var south = await app.CustomerAsync(silent: 9, owner: Who.RepSouth);
        var east = await app.FindAsync(new WatchRule("silent", ThreeDays with { DepartmentId = app.Company.DepartmentEast }));
        Assert.Contains(east, h => h.Case.CustomerId == quotation);
        Assert.DoesNotContain(east, h => h.Case.CustomerId == south);
    }

    private static async Task<int> WithTasksAsync(CoreFixture app, params double[] overdue) => await PlannedAsync(app, await app.CustomerAsync(silent: 9), overdue);

    private static async Task<int> PlannedAsync(CoreFixture app, int customer, params double[] overdue)
    {
        foreach (var days in overdue)
            await app.TaskAsync(customer, days);
        return customer;
    }

    private static async Task<int> CancelledAsync(CoreFixture app)
    {
        var customer = await app.CustomerAsync(silent: 1);
        var task = await app.TaskAsync(customer, overdue: 1);
        await app.WithAsync<TaskActions>(w => w.CancelAsync(task, null, app.As(Who.RepEast), CancellationToken.None));
        return customer;
    }

    private static async Task<int> ReassignedAsync(CoreFixture app)
    {
        var customer = await app.CustomerAsync(silent: 9);
        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(customer, app.Company[Who.RepEast2].Id, app.As(Who.MgrEast), CancellationToken.None));
        return customer;
    }

    private static Task<int> OfTypeAsync(CoreFixture app, CustomerType type) => ChangedAsync(app, s => s.SetProperty(c => c.Type, type));

    private static async Task<int> ChangedAsync(CoreFixture app, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Customer>> set)
    {
        var customer = await app.CustomerAsync(silent: 9);
        await app.ChangeAsync(customer, set);
        return customer;
    }
}
