using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static System.Threading.CancellationToken;

namespace CrmWeb.Tests.Core.Requests;

/// <summary>
/// Whatever equal keys the rows have: walking through all pages of a list, forwards or backwards, gives each row exactly once, and a
/// page that is not there leads to the nearest one.
/// </summary>
public sealed class PagedListsTests(PagedListsTests.ManyRows app) : IClassFixture<PagedListsTests.ManyRows>
{
    private delegate Task<(IReadOnlyList<string> Keys, int Total, int Size)> PageReader(ManyRows app, int page);

    private static readonly Dictionary<string, PageReader> Lists = new()
    {
        ["follow-ups that are overdue"] = FollowUps(FollowUpList.Overdue),
        ["follow-ups that are done"] = FollowUps(FollowUpList.Done),
        ["contacts"] = async (app, page) => Of(await app.WithAsync<ContactQueries, PageOf<ContactRow>>(
            q => q.ListAsync(new ContactFilter { P = Text(page), Size = "7" }, app.As(Who.Admin), None)), r => $"{r.Card.Id}"),
        ["notifications"] = async (app, page) => Of(await app.WithAsync<NotificationQueries, PageOf<InboxRow>>(
            q => q.ListAsync(new InboxFilter(false, null, page, 7), app.As(Who.RepEast), None)), r => $"{r.Id}"),
        ["messages"] = async (app, page) =>
        {
            var list = await app.WithAsync<OutboxQueries, OutboxPage>(q => q.ListAsync(new OutboxFilter { State = "waiting", P = Text(page) }, app.As(Who.Admin), None));
            return ([.. list.Rows.Select(r => $"{r.Id}")], list.Total, OutboxFilter.PageSize);
        },
        ["runs of a job"] = async (app, page) =>
        {
            var list = await app.WithAsync<JobQueries, JobRunList>(q => q.ReadAsync("outbox", page, app.As(Who.Admin), None));
            return ([.. list.Runs.Select(r => r.Host)], list.Total, JobQueries.PageSize);
        },
        ["accounts"] = async (app, page) =>
        {
            var list = await app.WithAsync<UserQueries, UserPage>(q => q.ListAsync(new UserFilter { P = Text(page) }, app.As(Who.Admin), None));
            return ([.. list.Rows.Select(r => $"{r.Id}")], list.Total, UserFilter.PageSize);
        },
        ["the recycle bin"] = async (app, page) =>
        {
            var list = await app.WithAsync<RecycleBin, PageOf<BinnedCustomer>>(q => q.ListAsync(page, app.As(Who.Admin), None));
            return ([.. list.Rows.Select(r => $"{r.Id}")], list.Total, list.PageSize);
        },
    };

    static PagedListsTests()
    {
        foreach (var sort in CustomerFilter.Sorts)
        {
            Lists[$"customers by {sort}"] = async (app, page) => Of(await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(
                q => q.ListAsync(new CustomerFilter { Sort = sort, P = Text(page), Size = "7" }, app.As(Who.MgrEast), None)), r => $"{r.Id}");
        }
    }

    public static TheoryData<string> Names => [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_row_is_on_one_page_and_on_one_only(string list)
    {
        var (_, total, size) = await Lists[list](app, 1);
        var last = ((total - 1) / size) + 1;
        Assert.InRange(last, 2, 20);
        List<string> forwards = [], backwards = [];
        for (var page = 1; page <= last; page++)
        {
            forwards.AddRange((await Lists[list](app, page)).Keys);
            backwards.AddRange((await Lists[list](app, last + 1 - page)).Keys.Reverse());
        }

        Assert.Equal(total, forwards.Count);
        Assert.Equal(total, forwards.Distinct().Count());
        Assert.Equal(forwards, backwards.AsEnumerable().Reverse());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_page_that_is_not_there_leads_to_the_nearest_one(string list)
    {
        var (_, total, size) = await Lists[list](app, 1);
        var last = ((total - 1) / size) + 1;
        foreach (var (asked, expected) in new[] { (last + 1, last), (100_000, last), (int.MaxValue, last), (0, 1) })
            Assert.Equal(expected, (await Assert.ThrowsAsync<PageElsewhereException>(() => Lists[list](app, asked))).Page);
    }

    private static PageReader FollowUps(FollowUpList list) => async (app, page) => Of(await app.WithAsync<FollowUpListQueries, PageOf<FollowUpRow>>(
        q => q.ListAsync(new FollowUpSelection(list, IsTeam: true, null, new FollowUpFilter()), page, 7, app.As(Who.MgrEast), None)), r => $"{r.Id}");

    private static (IReadOnlyList<string> Keys, int Total, int Size) Of<T>(PageOf<T> page, Func<T, string> key) => ([.. page.Rows.Select(key)], page.Total, page.PageSize);

    private static string Text(int page) => page.ToString(CultureInfo.InvariantCulture);

    /// <summary>Some hundred rows of every kind with two or three different values in whatever they are ordered by.</summary>
    public sealed class ManyRows : CoreFixture, IAsyncLifetime
    {
        private const int Customers = 30;
        private readonly Random random = new(20_261_130);

        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            for (var i = 0; i < Customers; i++)
                await RegisterAsync(i % 2 == 0 ? Who.RepEast : Who.RepEast2, Forms.Customer($"同刻{i % 3}号{(char)('甲' + i)}仪表有限公司"));
            await DbAsync(WriteAsync);
        }

        private async Task<int> WriteAsync(CrmDbContext db)
        {
            var method = await db.ListItems.Where(l => l.Kind == CrmWeb.Core.ReferenceData.Lists.ListKind.FollowUpMethod).OrderBy(l => l.Id).Select(l => l.Id).FirstAsync();
            var role = await db.Roles.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync();
            var me = Company[Who.RepEast].Id;
            for (var i = 0; i < 60; i++)
            {
                var facts = new FollowUpFacts(method, null, $"第{i}次", "同一时刻");
                db.FollowUps.Add(FollowUp.Recorded(Company.EastCustomer, Guid.NewGuid(), facts, Moment(), me, TestClock.Start));
                db.FollowUps.Add(FollowUp.Planned(Company.EastCustomer, Guid.NewGuid(), facts, new FollowUpPlan(Moment(), me, FollowUpPriority.Normal, 10, NotificationChannels.Page), me, TestClock.Start));
                db.Notifications.Add(new Notification(me, NotificationKinds.System, $"paged:{i}", null, null, null, "{}", Moment()));
                db.OutboxMessages.Add(new OutboxMessage($"paged:{i}", OutboxChannel.Mail, NotificationKinds.System, me, null, new OutboxText("a@example.com", "甲", "乙", null, null, null), Moment(), Moment()));
                db.JobRuns.Add(new JobRun("outbox", Moment(), Moment(), $"host-{i}", null));
                db.Users.Add(new CrmUser($"paged{i}", $"同名{i % 2}", $"P{i:D3}", Company.DepartmentShanghai, role, TestClock.Start) { NormalizedUserName = $"PAGED{i}", SecurityStamp = "x" });
            }

            await db.SaveChangesAsync(UserScope.System, None);
            foreach (var id in await db.Customers.Select(c => c.Id).ToListAsync())
            {
                var (at, level, amount) = (Moment(), (CustomerLevel)random.Next(1, 3), random.Next(2));
                await db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
                    .SetProperty(c => c.UpdatedAt, at).SetProperty(c => c.CreatedAt, at).SetProperty(c => c.IdleSince, at)
                    .SetProperty(c => c.Name, $"同名{amount}有限公司")
                    .SetProperty(c => c.LastFollowUpAt, level == CustomerLevel.A ? null : at).SetProperty(c => c.NextFollowUpAt, level == CustomerLevel.A ? null : at)
                    .SetProperty(c => c.Level, amount == 0 ? null : level).SetProperty(c => c.Needs.ExpectedAmount, amount == 0 ? null : 100m * (int)level));
            }

            // The bin needs more than a page of its own rows.
            var binned = await db.Customers.IgnoreQueryFilters().AsNoTracking().FirstAsync(c => c.DeletedAt != null);
            var more = await Services.RunAsync<CustomerService, List<int>>(async registration =>
            {
                List<int> ids = [];
                for (var i = 0; i < RecycleBin.PageSize; i++)
                    ids.Add(await registration.RegisterAsync(Forms.Customer($"回收{(char)('甲' + i)}站仪表有限公司"), As(Who.RepEast), None));
                return ids;
            });
            return await db.Customers.Where(c => more.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.DeletedAt, binned.DeletedAt).SetProperty(c => c.DeletedById, binned.DeletedById));
        }

        private DateTime Moment() => TestClock.Start.AddDays(-2).AddHours(random.Next(2));
    }
}
