using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Health;
using CrmWeb.Core.Morning;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Urging;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.ReportTemplates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>
/// How SQLite and PostgreSQL answer what is asked all day: never by reading a large table from end to end. SQL Server is asked
/// nothing here. Search for a part of a name is left out: no index of today answers it.
/// </summary>
public sealed class QueryPlanTests(PlannedDatabase planned) : IClassFixture<PlannedDatabase>, IAsyncLifetime
{
    private const int Customer = 700;

    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Who sees a part of the company; whoever sees all of it may be shown an index from end to end.</summary>
    private static readonly string[] Partial = ["rep.east2", "rep.north1", "mgr.east"];

    /// <summary>
    /// The contacts of a fifth of the company are most cheaply joined by reading all contacts in the order of their customers; who
    /// has few among very many is led to each. The customers are found by whose they are in any case.
    /// </summary>
    private static readonly Dictionary<string, string> JoinedWhole = new() { ["the contacts"] = "Contacts" };

    private static readonly HashSet<string> Large =
    [
        "Customers", "CustomerValues", "Contacts", "CustomerTags", "FollowUps", "StageChanges", "DecisionLinks", "Commitments", "AuditEntries",
        "Notifications", "OutboxMessages", "WatchNotices", "JobRuns",
    ];

    private static readonly Dictionary<string, Func<IServiceProvider, UserScope, Task>> Questions = new()
    {
        ["the list"] = (s, by) => List(s, new CustomerFilter(), by),
        ["the list far down"] = (s, by) => List(s, new CustomerFilter { P = "15" }, by),
        ["the list with three conditions"] = (s, by) => List(s, new CustomerFilter { Stage = "needs", Type = "potential", Category = "new" }, by),
        ["the list of one owner"] = (s, by) => List(s, new CustomerFilter { Owner = "me" }, by),
        ["the list by name"] = (s, by) => List(s, new CustomerFilter { Sort = "name" }, by),
        ["the list by a field of the company's own"] = (s, by) => List(s, new CustomerFilter { Sort = "-cf.planned-number" }, by),
        ["the list by such a field, where it is empty"] = (s, by) => List(s, new CustomerFilter { Sort = "cf.planned-number", P = "15" }, by),
        ["the list with a condition on such a field"] = (s, by) => List(s, CustomerFilter.Of("cf.planned-number.from=10&cf.planned-number.to=12"), by),
        ["the list with a choice of such a field"] = (s, by) => List(s, CustomerFilter.Of("cf.planned-choice=rare"), by),
        ["those left alone longest"] = (s, by) => List(s, new CustomerFilter { Owner = "me", Sort = "idle" }, by),
        ["whether a customer is silent"] = async (s, _) => await (await s.GetRequiredService<UrgeSubjects>().SilentAsync([Customer], None)).ToListAsync(None),
        ["a record"] = (s, by) => s.GetRequiredService<CustomerRecordQueries>().ReadAsync(Customer, by, None),
        ["words in a timeline"] = (s, by) => TimelineAsync(s, "接口", by),
        ["a timeline"] = (s, by) => TimelineAsync(s, null, by),
        ["what is open at a customer"] = (s, by) => s.GetRequiredService<FollowUpQueries>().OfCustomerAsync(Customer, by, None),
        ["what was promised"] = (s, by) => s.GetRequiredService<CommitmentService>().OpenOfCustomerAsync(Customer, by, None),
        ["who asks to collaborate"] = (s, by) => s.GetRequiredService<CollaborationQueries>().WaitingAsync(Customer, by, None),
        ["the desk"] = (s, by) => s.GetRequiredService<DeskQueries>().ReadAsync(team: false, by, None),
        ["the team's desk"] = (s, by) => s.GetRequiredService<DeskQueries>().ReadAsync(team: true, by, None),
        ["what is overdue"] = (s, by) => FollowUps(s, FollowUpList.Overdue, by),
        ["what is planned"] = (s, by) => FollowUps(s, FollowUpList.Planned, by),
        ["what is to do today"] = (s, by) => FollowUps(s, FollowUpList.Today, by),
        ["what was done"] = (s, by) => FollowUps(s, FollowUpList.Done, by),
        ["a month of the calendar"] = (s, by) => s.GetRequiredService<FollowUpCalendar>().ReadAsync(by.Today.AddDays(-17), 35, new CalendarChoice(false, [], true), by, None),
        ["one's own day"] = (s, by) => s.GetRequiredService<DailyReportQueries>().OwnAsync(null, by, None),
        ["the contacts"] = (s, by) => s.GetRequiredService<ContactQueries>().ListAsync(new ContactFilter(), by, None),
        ["what is overdue by priority"] = (s, by) => s.GetRequiredService<FollowUpListQueries>().ListAsync(
            new FollowUpSelection(FollowUpList.Overdue, false, null, new FollowUpFilter()) { Sort = "priority,assignee" }, new PageWanted(1, 20), by, None),
        ["the funnel of a month"] = (s, by) => Report(s, "funnel", by),
        ["how often follow-ups were made in a month"] = (s, by) => Report(s, "follow-up-frequency", by),
        ["why customers were lost in a month"] = (s, by) => Report(s, "losses", by),
        ["how long customers stay in stages"] = (s, by) => Report(s, "stages", by),
        ["the analysis of a month's customers"] = (s, by) => Report(s, "analysis", by),
        ["growth in a month"] = (s, by) => Report(s, "growth", by),
        ["what sources brought in a month"] = (s, by) => Report(s, "sources", by),
        ["the sales of a month by a template"] = (s, by) => s.AskAsync(TemplateSubject.Orders, "owner", "orderedOn", "sum:received", by),
        ["the new customers of a month by a template"] = (s, by) => s.AskAsync(TemplateSubject.Customers, "source", "createdAt", "sum:expectedAmount", by),
        ["what a team did in a month"] = (s, by) => Report(s, "team", by),
        ["what is expected"] = (s, by) => Report(s, "forecast", by),
        ["orders by region and industry in a month"] = (s, by) => Report(s, "order-share", by),
        ["the morning"] = (s, by) => s.GetRequiredService<MorningQueries>().ReadAsync(null, by, None),
        ["the customers who ordered in a month"] = (s, by) => List(s, new CustomerFilter { OrderedFrom = "2026-11-01", OrderedTo = "2026-11-30", OrderOwner = "me" }, by),
        ["the payments of a month"] = (s, by) => s.GetRequiredService<PaymentListQueries>().ListAsync(new PaymentFilter { OnFrom = "2026-11-01", OnTo = "2026-11-30" }, by, None),
        ["the targets of a month"] = (s, by) => s.GetRequiredService<TargetQueries>().ReadAsync(null, null, by, None),
        ["the targets on the desk"] = (s, by) => s.GetRequiredService<DeskTargets>().ReadAsync(team: false, by, None),
        ["the targets on the team's desk"] = (s, by) => s.GetRequiredService<DeskTargets>().ReadAsync(team: true, by, None),
        ["what the health of a page of customers goes by"] = (s, _) => s.GetRequiredService<HealthReader>().ReadAsync(
            s.GetRequiredService<CrmDbContext>().Customers.Where(c => EF.Parameter(Enumerable.Range(1, 500).ToList()).Contains(c.Id)), null, None),
        ["the health of a customer"] = (s, by) => s.GetRequiredService<HealthQueries>().OfCustomerAsync(1, by, None),
        ["the bell"] = (s, by) => s.GetRequiredService<NotificationQueries>().UnreadAsync(by, None),
        ["what open pages ask"] = (s, _) => s.GetRequiredService<FreshNotifications>().SinceAsync(Now(s).AddSeconds(-4), None),
        ["what the outbox has to send"] = (s, _) => s.GetRequiredService<OutboxLeases>().DueAsync(None),
        ["the exports that wait"] = (s, _) => s.GetRequiredService<DownloadRun>().IsAnythingWaitingAsync(None),
        ["the reminders that are due"] = (s, _) => s.GetRequiredService<ReminderDispatcher>().DueAt(Now(s)).ToListAsync(None),
        ["duplicates"] = (s, by) => s.GetRequiredService<DuplicateFinder>().FindAsync(
            new DuplicateQuestion("上海恒锐机械有限公司", "91310106MA1FL0000X", ["13800010001", "021-58880000"]), by, None),
    };

    public static TheoryData<string, string> Asked
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (var who in Partial.Append("admin"))
            {
                foreach (var name in Questions.Keys)
                    all.Add(name, who);
            }

            return all;
        }
    }

    public Task InitializeAsync() => planned.FillAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [PlanTheory]
    [MemberData(nameof(Asked))]
    public async Task No_large_table_is_read_from_end_to_end(string name, string who)
    {
        foreach (var plan in await PlansAsync(name, who))
        {
            Assert.False(plan.Scanned().Any(Large.Contains), plan.ToString());
            if (Partial.Contains(who))
                Assert.False(plan.ReadThrough().Any(t => Large.Contains(t) && t != JoinedWhole.GetValueOrDefault(name)), plan.ToString());
        }
    }

    /// <summary>Also an index is not to be read from end to end for somebody who has few customers.</summary>
    [PlanFact]
    public async Task A_rep_is_led_to_the_own_customers()
    {
        var own = (await PlansAsync("the list", "rep.north1")).Where(p => p.Sql.Contains("\"OwnerId\" = ", StringComparison.Ordinal)).ToList();
        Assert.InRange(own.Count, 2, int.MaxValue);
        Assert.All(own, p => Assert.True(p.IsLedBy("OwnerId"), p.ToString()));
    }

    private static DateTime Now(IServiceProvider services) => services.GetRequiredService<OrganizationClock>().UtcNow;

    private static Task<PageOf<CustomerRow>> List(IServiceProvider services, CustomerFilter filter, UserScope by) =>
        services.GetRequiredService<CustomerListQueries>().ListAsync(filter, by, None);

    private static Task<ReportResult> Report(IServiceProvider services, string code, UserScope by) =>
        services.GetRequiredService<ReportCatalog>().Find(code)!.ReadAsync(new ReportFilter { PeriodFrom = "month", PeriodTo = "month" }, by, None);

    private static Task<PageOf<FollowUpRow>> FollowUps(IServiceProvider services, FollowUpList list, UserScope by) =>
        services.GetRequiredService<FollowUpListQueries>().ListAsync(new FollowUpSelection(list, false, null, new FollowUpFilter()), new PageWanted(1, 20), by, None);

    private static async Task TimelineAsync(IServiceProvider services, string? q, UserScope by) => await services.GetRequiredService<CustomerTimeline>().ReadAsync(
        await services.GetRequiredService<CustomerRecordQueries>().ReadAsync(Customer, by, None), TimelineFilter.All, null, by, None, q);

    private async Task<IReadOnlyList<QueryPlan>> PlansAsync(string name, string who)
    {
        var by = await planned.AsAsync(who);
        await using var scope = planned.Services.CreateAsyncScope();

        // Once before, so that the small lists are in memory.
        await AskAsync(scope.ServiceProvider, name, by);
        planned.Plans.Clear();
        planned.Plans.IsOn = true;
        await AskAsync(scope.ServiceProvider, name, by);
        planned.Plans.IsOn = false;
        Assert.NotEmpty(planned.Plans.Plans);
        return [.. planned.Plans.Plans];
    }

    /// <summary>Whoever may not see the customer is told so, after the same query.</summary>
    private static async Task AskAsync(IServiceProvider services, string name, UserScope by)
    {
        try
        {
            await Questions[name](services, by);
        }
        catch (NotFoundException)
        {
            // The query was sent all the same.
        }
    }
}
