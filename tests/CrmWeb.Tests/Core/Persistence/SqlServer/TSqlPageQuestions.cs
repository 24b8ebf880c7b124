using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.Reports.Forecast;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Reports.Growth;
using CrmWeb.Core.Reports.Health;
using CrmWeb.Core.Reports.Losses;
using CrmWeb.Core.Reports.Quality;
using CrmWeb.Core.Reports.Team;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>What the pages everybody opens ask, by name.</summary>
internal static class TSqlPageQuestions
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static readonly Dictionary<string, Func<TSqlAsked, UserScope, Task>> OfPages = new()
    {
        ["the customer list"] = (x, by) => x.List.ListAsync(new CustomerFilter(), by, None),
        ["the customer list by several columns"] = (x, by) => x.List.ListAsync(new CustomerFilter { Sort = "-amount,name,follow-up" }, by, None),
        ["how many customers views find"] = (x, by) => x.List.CountsAsync(new Dictionary<int, string> { [1] = "stage=initial", [2] = "idleDays=7&sort=name" }, by, None),
        ["one's own day"] = (x, by) => x.Daily.OwnAsync(null, by, None),
        ["a daily report"] = (x, by) => x.Daily.ReadAsync(1, by, None),
        ["the team's daily reports"] = (x, by) => x.DailyTeam.ReadAsync(null, by with { Permissions = Permissions.All }, None),
        ["the views of a list"] = (x, by) => x.Views.OfListAsync("customers", by, None),
        ["all views"] = (x, by) => x.Views.AllAsync(by, None),
        ["follow-ups with every condition"] = (x, by) => x.FollowUpLists.ListAsync(
            new FollowUpSelection(FollowUpList.Planned, true, by.UserId, new FollowUpFilter { Q = "机械", Method = "phone", Priority = "high", AtFrom = "week", AtTo = "7d" }), new PageWanted(1, 20), by, None),
        ["the customer list with every condition"] = (x, by) => x.List.ListAsync(
            new CustomerFilter
            {
                Q = "138",
                Industry = "C",
                Type = "potential",
                Category = "new",
                Level = "A",
                Stage = "initial",
                Tag = ["high-value", "tender"],
                TagMode = "all",
                Owner = "me",
                Developer = "me",
                Kind = "enterprise",
                NextFrom = "2026-01-01",
                NextTo = "2026-12-31",
                SignedFrom = "2026-01-01",
                SignedTo = "2026-12-31",
                FirstContactFrom = "2026-01-01",
                FirstContactTo = "2026-12-31",
                Source = "online",
                Region = "east",
                IdleDays = "7",
                CreatedFrom = "2026-01-01",
                CreatedTo = "2026-12-31",
                StuckDays = "7",
                LastFollowUpFrom = "2026-01-01",
                LastFollowUpTo = "2026-12-31",
                Completeness = "50",
                HealthFrom = "10",
                HealthTo = "90",
                SizeClass = "small",
                Headcount = "50-200",
                Revenue = "100m-300m",
                Budget = "over-1m",
                ExpectedFrom = "2026-01-01",
                ExpectedTo = "2026-12-31",
                AmountFrom = "1",
                AmountTo = "5000",
                P = "1",
            }, by, None),
        ["the customer list with any tag and a word"] = (x, by) => x.List.ListAsync(new CustomerFilter { Q = "机械", Tag = ["high-value", "tender"] }, by, None),
        ["orders with every condition"] = (x, by) => x.OrderLists.ListAsync(
            new OrderFilter { Q = "dd2026", Customer = "1", State = "Active", Paid = "overdue", Owner = "me", OnFrom = "year", OnTo = "today", AmountFrom = "1", AmountTo = "500", Category = "new", Industry = "none", Region = "east", Tag = ["tender"], Sort = "owner,-amount,customer" }, by, None),
        ["payments with every condition"] = async (x, by) => await x.Payments.ListAsync(
            new PaymentFilter { Owner = "me", Department = await x.DepartmentAsync(), OnFrom = "2026-01-01", OnTo = "2026-12-31", OrderedFrom = "2026-01-01", OrderedTo = "2026-12-31", Industry = "C" }, by, None),
        ["the targets of a month"] = (x, by) => x.Targets.ReadAsync("2026-11", null, by, None),
        ["the targets on the desk"] = (x, by) => x.DeskTargets.ReadAsync(team: false, by, None),
        ["the targets on the team's desk"] = (x, by) => x.DeskTargets.ReadAsync(team: true, by, None),
        ["the morning"] = (x, by) => x.Morning.ReadAsync(null, by with { Permissions = Permissions.All }, None),
        ["orders due soon"] = (x, by) => x.OrderLists.ListAsync(new OrderFilter { Paid = "due" }, by, None),
        ["orders paid in part"] = (x, by) => x.OrderLists.ListAsync(new OrderFilter { Paid = "partial" }, by, None),
        ["orders paid"] = (x, by) => x.OrderLists.ListAsync(new OrderFilter { Paid = "paid" }, by, None),
        ["the health of a customer"] = (x, by) => x.Health.OfCustomerAsync(1, by, None),
        ["the orders of a customer"] = (x, by) => x.Orders.OfCustomerAsync(1, by, None),
        ["what was done to an order"] = (x, by) => x.OrderLog.ReadAsync(1, by, None),
        ["the customer list as reports lead to it"] = (x, by) => x.List.ListAsync(
            new CustomerFilter { Reached = "needs", ReachedOnFrom = "2026-01-01", ReachedOnTo = "2026-12-31", Outcome = "lost", Missing = "phone", LossReason = "none", LostOnFrom = "year", StageKind = "open", OrderedFrom = "year", OrderOwner = "me", OrderDepartment = "1" }, by, None),
        ["follow-ups as reports lead to them"] = (x, by) => x.FollowUpLists.ListAsync(
            new FollowUpSelection(FollowUpList.Done, true, 1, new FollowUpFilter { Customer = "1", Category = "new", Industry = "C", Tag = ["tender"] }), new PageWanted(1, 20), by, None),
        ["the funnel"] = (x, by) => x.ReadAsync<FunnelReport>(new ReportFilter { Tag = ["tender"] }, by),
        ["how often follow-ups are made"] = (x, by) => x.Activity.ReadAsync(new ReportFilter { PeriodFrom = "2026-01-01", PeriodTo = "2026-12-31", Category = "new" }, by, None),
        ["an analysis by one dimension"] = (x, by) => x.ReadAsync<AnalysisReport>(new ReportFilter(), by),
        ["an analysis by two dimensions"] = (x, by) => x.ReadAsync<AnalysisReport>(new ReportFilter { By = "level", Then = "month", PeriodFrom = "2024-01-01" }, by),
        ["growth by month"] = (x, by) => x.ReadAsync<GrowthReport>(new ReportFilter { PeriodFrom = "2024-01-01" }, by),
        ["what a team did"] = (x, by) => x.ReadAsync<TeamReport>(new ReportFilter { Category = "new" }, by),
        ["what is expected"] = (x, by) => x.ReadAsync<ForecastReport>(new ReportFilter(), by),
        ["orders by region and industry"] = (x, by) => x.ReadAsync<OrderShareReport>(new ReportFilter(), by),
        ["time in stages"] = (x, by) => x.ReadAsync<StageTimeReport>(new ReportFilter(), by),
        ["reasons of losses"] = (x, by) => x.ReadAsync<LossReport>(new ReportFilter(), by),
        ["what sources brought"] = (x, by) => x.ReadAsync<SourceReport>(new ReportFilter(), by),
        ["how healthy customers are"] = (x, by) => x.ReadAsync<HealthReport>(new ReportFilter(), by),
        ["what is not known of customers"] = (x, by) => x.ReadAsync<QualityReport>(new ReportFilter(), by),
        ["a customer"] = (x, by) => x.Record.ReadAsync(1, by, None),
        ["how long a customer was in each stage"] = async (x, by) => await x.StageTimes.SpentAsync(await x.Record.ReadAsync(1, by, None), None),
        ["what follow-ups say"] = async (x, by) => await x.Timeline.ReadAsync(await x.Record.ReadAsync(1, by, None), TimelineFilter.All, null, by, None, "接口"),
        ["a customer's timeline"] = async (x, by) => await x.Timeline.ReadAsync(await x.Record.ReadAsync(1, by, None) with { HasOrders = true, HasFiles = true }, TimelineFilter.All, new TimelineCursor(TestClock.Start, TimelineSource.Stage, 7), by, None),
        ["a customer's edit form"] = (x, by) => x.Editing.OpenAsync(1, by, None),
        ["the contact list"] = (x, by) => x.Contacts.ListAsync(new ContactFilter { Q = "138", Departed = "all", Owner = "me" }, by, None),
        ["a contact"] = (x, by) => x.Contacts.ReadEditableAsync(1, by, None),
        ["suggestions"] = (x, by) => x.Search.SuggestAsync("恒锐", by, None),
        ["duplicates"] = (x, by) => x.Duplicates.FindAsync(new DuplicateQuestion("上海恒锐", "91310106MA1FL0000X", [TestCompany.EastMobile, "021-58880000"]), by, None),
        ["requests to collaborate"] = (x, by) => x.Collaboration.WaitingAsync(1, by, None),
        ["one's own requests"] = (x, by) => x.Collaboration.MineAsync(by, None),
        ["the contacts by every column"] = (x, by) => x.Contacts.ListAsync(new ContactFilter { Sort = "owner,-left,customer" }, by, None),
        ["customers to be exported"] = (x, by) => x.List.OfIdsAsync([1, 2], [], by, None),
        ["contacts to be exported"] = async (x, by) => await x.Contacts.OfIdsAsync([.. await x.Contacts.IdsAsync(new ContactFilter { Sort = "owner,customer" }, 10, by, None), 1], [], by, None),
        ["follow-ups to be exported"] = (x, by) => x.FollowUpLists.OfIdsAsync([1, 2], [], by, None),
        ["orders to be exported"] = async (x, by) => await x.OrderLists.OfIdsAsync([.. await x.OrderLists.IdsAsync(new OrderFilter { Paid = "paid", Sort = "customer" }, 10, by, None), 1], by, None),
        ["the recycle bin"] = (x, by) => x.Bin.ListAsync(new PageWanted(1, 20), by, None),
        ["whom to give a task"] = (x, by) => x.Assignees.ForAsync(1, by, None),
        ["the desk"] = (x, by) => x.Desk.ReadAsync(team: false, by, None),
        ["the team's desk"] = (x, by) => x.Desk.ReadAsync(team: true, by, None),
        ["a follow-up"] = (x, by) => x.FollowUps.ReadAsync(1, by, None),
        ["promises to a customer"] = (x, by) => x.Commitments.OpenOfCustomerAsync(1, by, None),
        ["whether a record may be corrected"] = (x, by) => x.Correcting.MayEditAsync(1, by, None),
        ["what is open at a customer, and the last words"] = (x, by) => x.FollowUps.OfCustomerAsync(1, by, None),
        ["overdue follow-ups by every column"] = (x, by) => x.FollowUpLists.ListAsync(
            new FollowUpSelection(FollowUpList.Overdue, true, null, new FollowUpFilter()) { Sort = "assignee,-customer,priority" }, new PageWanted(1, 20), by, None),
        ["overdue follow-ups"] = (x, by) => x.FollowUpLists.ListAsync(new FollowUpSelection(FollowUpList.Overdue, true, null, new FollowUpFilter()), new PageWanted(1, 20), by, None),
        ["today's follow-ups"] = (x, by) => x.FollowUpLists.ListAsync(new FollowUpSelection(FollowUpList.Today, true, null, new FollowUpFilter()), new PageWanted(1, 20), by, None),
        ["planned follow-ups"] = (x, by) => x.FollowUpLists.ListAsync(new FollowUpSelection(FollowUpList.Planned, false, null, new FollowUpFilter()), new PageWanted(1, 20), by, None),
        ["done follow-ups"] = (x, by) => x.FollowUpLists.ListAsync(new FollowUpSelection(FollowUpList.Done, false, null, new FollowUpFilter()), new PageWanted(1, 20), by, None),
        ["one colleague's follow-ups"] = (x, by) => x.FollowUpLists.ListAsync(new FollowUpSelection(FollowUpList.Today, true, 1, new FollowUpFilter()), new PageWanted(1, 20), by, None),
        ["who has how many follow-ups"] = (x, by) => x.FollowUps.CountByPersonAsync(FollowUpList.Overdue, [1], by, None),
        ["a month of the team's calendar"] = (x, by) => x.TaskCalendar.ReadAsync(new DateOnly(2026, 11, 1), 35, new CalendarChoice(true, [1, 2], false), by, None),
        ["what a phone subscribes to"] = (x, by) => x.Feed.TasksAsync(by, TestClock.Start, TestClock.Start.AddDays(1), None),
        ["several ticked tasks"] = (x, by) => x.FollowUps.RowsAsync(new OpenTasks(x.Db).ChangeableBy(by).Where(f => new[] { 1, 2 }.Contains(f.Id)), by, None),
        ["whom to give several tasks"] = (x, by) => x.Assignees.ForAsync([1, 2], by, None),
        ["the lists"] = (x, _) => x.Lists.ListsAsync(UserScope.System, None),
        ["a list with its uses"] = (x, _) => x.Lists.ReadAsync("industry", UserScope.System, None),
        ["who uses an entry"] = (x, _) => x.Lists.UsesAsync(1, UserScope.System, None),
        ["a merge of two entries"] = (x, _) => ReferenceMerge.MoveRowsAsync<ListItem>(x.Db, 1, 2, new BulkWrite(TSqlQuestions.Administrator, TestClock.Start), None),
        ["the tags with their customers"] = (x, _) => x.Tags.ReadAsync(UserScope.System, None),
        ["a merge of two tags"] = (x, _) => ReferenceMerge.MoveRowsAsync<Tag>(x.Db, 1, 2, new BulkWrite(TSqlQuestions.Administrator, TestClock.Start), None),
        ["the stages with their customers"] = (x, _) => x.Stages.ReadAsync(UserScope.System, None),
        ["the removal of a stage"] = (x, _) => StageRemoval.MoveCustomersAsync(
            x.Db, new Stage("old", "旧", "Old", 1, StageKind.Open, "blue", 10, null), new Stage("new", "新", "New", 2, StageKind.Lost, "blue", 10, null),
            "removed", 1, new BulkWrite(TSqlQuestions.Administrator, TestClock.Start), None),
        ["the inbox"] = (x, by) => x.Inbox.ListAsync(new InboxFilter(true, NotificationKinds.Reminder, new PageWanted(1, 20)), by, None),
        ["what is unread"] = (x, by) => x.Inbox.UnreadAsync(by, None),
        ["news for an open page"] = (x, by) => x.Inbox.NewsAsync(1, [2, 3], by, None),
        ["the reminders that are due"] = (x, _) => x.Reminding.DueAt(TestClock.Start).ToListAsync(None),
        ["what to urge about"] = (x, _) => x.UrgeSubjects.ReadAsync(new UrgeForm { Tasks = [1], Customers = [1] }, TSqlQuestions.Administrator, None),
        ["silent customers to tell of"] = (x, _) => x.Watching.FindAsync(TSqlQuestions.Rule("silent", WatchRecipient.Owner, stage: 1, repeat: 2), None),
        ["stuck customers to tell of"] = (x, _) => x.Watching.FindAsync(TSqlQuestions.Rule("stuck", WatchRecipient.Manager, stage: null, repeat: null), None),
        ["overdue tasks to tell of"] = (x, _) => x.Watching.FindAsync(TSqlQuestions.Rule("overdue", WatchRecipient.Assignee, stage: null, repeat: null), None),
        ["a year of the calendar"] = (x, _) => x.Calendar.ReadAsync(2026, UserScope.System, None),
        ["the watch rules"] = (x, _) => x.Rules.ListAsync(UserScope.System, None),
        ["the jobs"] = (x, _) => x.Jobs.ReadAsync(UserScope.System, None),
        ["how jobs stand"] = (x, _) => x.Leases.StandingAsync(None),
        ["a job that was to be run"] = (x, _) => x.Leases.TakeAsync(new ScheduledJob("cleaning", typeof(Cleaning), new JobSchedule("0 20 3 * * *", TimeZoneInfo.Utc)), None),
        ["a job's runs"] = (x, _) => x.Jobs.ReadAsync("cleaning", new PageWanted(1, 20), UserScope.System, None),
        ["cleaning up"] = (x, _) => x.Cleaning.CleanAsync(None),
        ["the next number"] = (x, _) => x.Numbers.NextAsync(x.Db, None),
    };
}
