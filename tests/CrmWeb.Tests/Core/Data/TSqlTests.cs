using CrmWeb.Core.Auditing;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.Desk;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using CrmWeb.Core.Tags;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.Core.WorkingDays;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Data;

/// <summary>
/// SQL Server is not always at hand, so what it would be sent is read by a parser of its language (compatibility level 150).
/// </summary>
public sealed class TSqlTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>The questions the pages ask, by name.</summary>
    private static readonly Dictionary<string, Func<Asked, UserScope, Task>> Questions = new()
    {
        ["the customer list"] = (x, by) => x.List.ListAsync(new CustomerFilter(), by, None),
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
        ["a customer"] = (x, by) => x.Record.ReadAsync(1, by, None),
        ["a customer's timeline"] = (x, by) => x.Timeline.ReadAsync(1, TimelineFilter.All, TestClock.Start, by, None),
        ["a customer's edit form"] = (x, by) => x.Editing.OpenAsync(1, by, None),
        ["the contact list"] = (x, by) => x.Contacts.ListAsync(new ContactFilter { Q = "138", Departed = "all", Owner = "me" }, by, None),
        ["a contact"] = (x, by) => x.Contacts.ReadEditableAsync(1, by, None),
        ["suggestions"] = (x, by) => x.Search.SuggestAsync("恒锐", by, None),
        ["duplicates"] = (x, by) => x.Duplicates.FindAsync(new DuplicateQuestion("上海恒锐", "91310106MA1FL0000X", [TestCompany.EastMobile, "021-58880000"]), by, None),
        ["requests to collaborate"] = (x, by) => x.Collaboration.WaitingAsync(1, by, None),
        ["one's own requests"] = (x, by) => x.Collaboration.MineAsync(by, None),
        ["the recycle bin"] = (x, by) => x.Bin.ListAsync(by, None),
        ["whom to give a task"] = (x, by) => x.Assignees.ForAsync(1, by, None),
        ["the desk"] = (x, by) => x.Desk.ReadAsync(team: false, by, None),
        ["the team's desk"] = (x, by) => x.Desk.ReadAsync(team: true, by, None),
        ["a follow-up"] = (x, by) => x.FollowUps.ReadAsync(1, by, None),
        ["promises to a customer"] = (x, by) => x.Commitments.OpenOfCustomerAsync(1, by, None),
        ["whether a record may be corrected"] = (x, by) => x.Correcting.MayEditAsync(1, by, None),
        ["what is open at a customer, and the last words"] = (x, by) => x.FollowUps.OfCustomerAsync(1, by, None),
        ["overdue follow-ups"] = (x, by) => x.FollowUps.ListAsync(FollowUpList.Overdue, true, 1, 20, by, None),
        ["today's follow-ups"] = (x, by) => x.FollowUps.ListAsync(FollowUpList.Today, true, 1, 20, by, None),
        ["planned follow-ups"] = (x, by) => x.FollowUps.ListAsync(FollowUpList.Planned, false, 2, 20, by, None),
        ["done follow-ups"] = (x, by) => x.FollowUps.ListAsync(FollowUpList.Done, false, 1, 20, by, None),
        ["one colleague's follow-ups"] = (x, by) => x.FollowUps.ListAsync(FollowUpList.Today, true, 1, 1, 20, by, None),
        ["who has how many follow-ups"] = (x, by) => x.FollowUps.CountByPersonAsync(FollowUpList.Overdue, 1, by, None),
        ["a month of the team's calendar"] = (x, by) => x.TaskCalendar.ReadAsync(new DateOnly(2026, 11, 1), 35, true, null, by, None),
        ["what a phone subscribes to"] = (x, by) => x.Feed.TasksAsync(by, TestClock.Start, TestClock.Start.AddDays(1), None),
        ["several ticked tasks"] = (x, by) => x.FollowUps.RowsAsync(new OpenTasks(x.Db).ChangeableBy(by).Where(f => new[] { 1, 2 }.Contains(f.Id)), by, None),
        ["whom to give several tasks"] = (x, by) => x.Assignees.ForAsync([1, 2], by, None),
        ["the lists"] = (x, _) => x.Lists.ListsAsync(UserScope.System, None),
        ["a list with its uses"] = (x, _) => x.Lists.ReadAsync("industry", UserScope.System, None),
        ["who uses an entry"] = (x, _) => x.Lists.UsesAsync(1, UserScope.System, None),
        ["a merge of two entries"] = (x, _) => ListMerging.MoveRowsAsync(x.Db, 1, 2, new BulkWrite(UserScope.System with { UserId = 1 }, TestClock.Start), None),
        ["the tags with their customers"] = (x, _) => x.Tags.ReadAsync(UserScope.System, None),
        ["a merge of two tags"] = (x, _) => TagMerging.MoveCustomersAsync(x.Db, 1, 2, new BulkWrite(UserScope.System with { UserId = 1 }, TestClock.Start), None),
        ["the stages with their customers"] = (x, _) => x.Stages.ReadAsync(UserScope.System, None),
        ["the removal of a stage"] = (x, _) => StageRemoval.MoveCustomersAsync(
            x.Db, new Stage("old", "旧", "Old", 1, StageKind.Open, "blue", 10, null), new Stage("new", "新", "New", 2, StageKind.Lost, "blue", 10, null),
            "removed", 1, new BulkWrite(UserScope.System with { UserId = 1 }, TestClock.Start), None),
        ["the inbox"] = (x, by) => x.Inbox.ListAsync(new InboxFilter(true, NotificationKinds.Reminder, 2, 20), by, None),
        ["what is unread"] = (x, by) => x.Inbox.UnreadAsync(by, None),
        ["news for an open page"] = (x, by) => x.Inbox.NewsAsync(1, [2, 3], by, None),
        ["the reminders that are due"] = (x, _) => x.Reminding.DueAt(TestClock.Start).ToListAsync(None),
        ["what to urge about"] = (x, _) => x.UrgeSubjects.ReadAsync(new UrgeForm { Tasks = [1], Customers = [1] }, UserScope.System with { UserId = 1 }, None),
        ["silent customers to tell of"] = (x, _) => x.Watching.FindAsync(Rule("silent", WatchRecipient.Owner, stage: 1, repeat: 2), None),
        ["stuck customers to tell of"] = (x, _) => x.Watching.FindAsync(Rule("stuck", WatchRecipient.Manager, stage: null, repeat: null), None),
        ["overdue tasks to tell of"] = (x, _) => x.Watching.FindAsync(Rule("overdue", WatchRecipient.Assignee, stage: null, repeat: null), None),
        ["a year of the calendar"] = (x, _) => x.Calendar.ReadAsync(2026, UserScope.System, None),
        ["the watch rules"] = (x, _) => x.Rules.ListAsync(UserScope.System, None),
        ["the jobs"] = (x, _) => x.Jobs.ReadAsync(UserScope.System, None),
        ["a job's runs"] = (x, _) => x.Jobs.ReadAsync("cleaning", 2, UserScope.System, None),
        ["cleaning up"] = (x, _) => x.Cleaning.CleanAsync(None),
        ["the next number"] = (x, _) => x.Numbers.NextAsync(x.Db, None),
    };

    public static TheoryData<string, Who> Names
    {
        get
        {
            TheoryData<string, Who> names = [];
            foreach (var who in new[] { Who.RepEast, Who.MgrEast, Who.Admin })
            {
                foreach (var name in Questions.Keys)
                    names.Add(name, who);
            }

            return names;
        }
    }

    private static WatchRule Rule(string kind, WatchRecipient recipient, int? stage, int? repeat)
    {
        var rule = new WatchRule(kind, new WatchRuleFacts(3, true, recipient, ReminderChannels.Page, repeat, stage, CustomerCategory.Key, CustomerLevel.A, 1));
        typeof(WatchRule).GetProperty(nameof(WatchRule.Id))!.SetValue(rule, 1);
        return rule;
    }

    public static TheoryData<string> Sorts => [.. CustomerFilter.Sorts];

    [Fact]
    public void The_schema_is_one_that_SQL_Server_reads()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        AssertReads(db.Database.GenerateCreateScript());
        AssertReads(db.GetService<IMigrator>().GenerateScript());
        AssertReads(db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
    }

    [Fact]
    public async Task The_lock_of_a_start_is_one_that_SQL_Server_reads() => Assert.All(await CommandsAsync(async x =>
    {
        await StartupLock.LockAsync(x.Db, None);
        await StartupLock.UnlockAsync(x.Db, None);
    }), AssertReads);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_question_is_one_that_SQL_Server_reads(string name, Who who)
    {
        // Reps and the like may not look into the bin.
        if (name == "the recycle bin" && !app.As(who).Has(Permissions.CustomersDelete))
            who = Who.MgrEast;
        Assert.All(await CommandsAsync(x => Questions[name](x, app.As(who))), AssertReads);
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Every_order_of_the_list_is_one_that_SQL_Server_reads(string sort) =>
        Assert.All(await CommandsAsync(x => x.List.ListAsync(new CustomerFilter { Sort = sort }, app.As(Who.RepEast), None)), AssertReads);

    [Theory]
    [InlineData("SELECT SUM((SELECT TOP 1 [x] FROM [b])) FROM [a]")]
    [InlineData("SELECT COUNT(*) FROM [a] GROUP BY (SELECT TOP 1 [x] FROM [b])")]
    [InlineData("SELECT FROM [a] LIMIT 1")]
    [InlineData("SELECT [b].[x] FROM (SELECT [x] FROM [a] ORDER BY [x]) AS [b]")]
    [InlineData("SELECT * FROM [a] WHERE [x] IN (SELECT [x] FROM [b] ORDER BY [y])")]
    [InlineData("SELECT DISTINCT [x] FROM [a] ORDER BY [y]")]
    [InlineData("SELECT MAX(COUNT(*)) FROM [a]")]
    public void What_SQL_Server_would_refuse_is_noticed(string sql) => Assert.NotEmpty(TSqlFaults.Of(sql));

    [Theory]
    [InlineData("SELECT [b].[x] FROM (SELECT TOP 5 [x] FROM [a] ORDER BY [x]) AS [b] ORDER BY [b].[x]")]
    [InlineData("SELECT [b].[x] FROM (SELECT [x] FROM [a] ORDER BY [x] OFFSET 5 ROWS) AS [b]")]
    [InlineData("SELECT DISTINCT [a].[x] AS [n] FROM [a] ORDER BY [n]")]
    public void What_it_takes_is_left_alone(string sql) => Assert.Empty(TSqlFaults.Of(sql));

    private static void AssertReads(string sql)
    {
        var faults = TSqlFaults.Of(sql);
        Assert.True(faults.Count == 0, $"{string.Join("; ", faults)}\n{sql}");
    }

    private async Task<List<string>> CommandsAsync(Func<Asked, Task> ask)
    {
        var server = new PretendedServer();
        await using var db = Offline.Context(DatabaseProvider.SqlServer, server);
        await using var scope = app.Services.CreateAsyncScope();
        await ask(new Asked(db, scope.ServiceProvider));
        Assert.NotEmpty(server.Commands);
        return server.Commands;
    }

    /// <summary>The classes that read, on the pretended server; lists and names come from the real one.</summary>
    private sealed class Asked(CrmDbContext db, IServiceProvider services)
    {
        public CrmDbContext Db => db;

        public CustomerListQueries List => Make<CustomerListQueries>();

        public CustomerRecordQueries Record => ActivatorUtilities.CreateInstance<CustomerRecordQueries>(services, db, Contacts);

        public ContactQueries Contacts => Make<ContactQueries>();

        public CustomerTimeline Timeline => ActivatorUtilities.CreateInstance<CustomerTimeline>(services, db, FollowUps);

        public CustomerEditing Editing => ActivatorUtilities.CreateInstance<CustomerEditing>(services, db, Duplicates);

        public CustomerSearch Search => Make<CustomerSearch>();

        public DuplicateFinder Duplicates => Make<DuplicateFinder>();

        public CustomerBin Bin => Make<CustomerBin>();

        public AssigneeChoices Assignees => Make<AssigneeChoices>();

        public FollowUpQueries FollowUps => Make<FollowUpQueries>();

        public FollowUpCalendar TaskCalendar => ActivatorUtilities.CreateInstance<FollowUpCalendar>(services, db, FollowUps);

        public CalendarFeedWriter Feed => ActivatorUtilities.CreateInstance<CalendarFeedWriter>(services, db, FollowUps);

        public CommitmentKeeping Commitments => Make<CommitmentKeeping>();

        public FollowUpEditing Correcting => Make<FollowUpEditing>();

        public CollaborationQueries Collaboration => Make<CollaborationQueries>();

        public NotificationQueries Inbox => ActivatorUtilities.CreateInstance<NotificationQueries>(services, db, Make<NotificationComposing>());

        public Reminding Reminding => ActivatorUtilities.CreateInstance<Reminding>(services, db, Make<Announcing>());

        public UrgeSubjects UrgeSubjects => Make<UrgeSubjects>();

        public DeskQueries Desk => ActivatorUtilities.CreateInstance<DeskQueries>(services, db, FollowUps);

        public ListAdminQueries Lists => Make<ListAdminQueries>();

        public TagAdminQueries Tags => Make<TagAdminQueries>();

        public StageQueries Stages => Make<StageQueries>();

        public WatchFinding Watching => Make<WatchFinding>();

        public WatchRuleQueries Rules => Make<WatchRuleQueries>();

        public CalendarQueries Calendar => Make<CalendarQueries>();
        public JobQueries Jobs => Make<JobQueries>();

        public Cleaning Cleaning => Make<Cleaning>();

        public CustomerNumbers Numbers => services.GetRequiredService<CustomerNumbers>();

        private T Make<T>() => ActivatorUtilities.CreateInstance<T>(services, db);
    }
}
