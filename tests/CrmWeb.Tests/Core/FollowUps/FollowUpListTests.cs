using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps;

/// <summary>What is overdue, due today and planned follows from the clock; the day is Shanghai's.</summary>
public sealed class FollowUpListTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Two minutes before midnight in Shanghai, four in the afternoon in UTC.</summary>
    private static readonly DateTime BeforeMidnight = new(2026, 11, 24, 15, 58, 0, DateTimeKind.Utc);

    /// <summary>Tasks of the south's rep at these times of Shanghai's wall clock.</summary>
    private static readonly (string Subject, DateTime Local)[] Tasks =
    [
        ("昨天", new DateTime(2026, 11, 23, 9, 0, 0)),
        ("十一点半", new DateTime(2026, 11, 24, 23, 30, 0)),
        ("午夜前", new DateTime(2026, 11, 24, 23, 59, 0)),
        ("午夜后", new DateTime(2026, 11, 25, 0, 0, 0)),
        ("明天上午", new DateTime(2026, 11, 25, 10, 0, 0)),
    ];

    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        if (await CountAsync(Who.RepSouth) is { Planned: > 0 })
            return;
        foreach (var (subject, local) in Tasks)
        {
            await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(
                app.Company.SouthCustomer, Forms.Plan(local, subject), app.As(Who.RepSouth), None));
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Before_midnight_in_Shanghai_today_ends_at_midnight_there()
    {
        app.Clock.Now = BeforeMidnight;
        Assert.Equal(["昨天", "十一点半"], await SubjectsAsync(FollowUpList.Overdue));
        Assert.Equal(["午夜前"], await SubjectsAsync(FollowUpList.Today));
        Assert.Equal(["午夜后", "明天上午"], await SubjectsAsync(FollowUpList.Planned));
        Assert.Equal(new FollowUpCounts(2, 1, 2), await CountAsync(Who.RepSouth));
    }

    [Fact]
    public async Task After_midnight_in_Shanghai_tomorrow_has_become_today()
    {
        app.Clock.Now = BeforeMidnight.AddMinutes(2);
        Assert.Equal(["昨天", "十一点半", "午夜前"], await SubjectsAsync(FollowUpList.Overdue));
        Assert.Equal(["午夜后", "明天上午"], await SubjectsAsync(FollowUpList.Today));
        Assert.Equal(new FollowUpCounts(3, 2, 0), await CountAsync(Who.RepSouth));
    }

    [Fact]
    public async Task Overdue_is_derived_and_never_stored()
    {
        app.Clock.Now = BeforeMidnight;
        var overdue = (await ListAsync(FollowUpList.Overdue, Who.RepSouth, team: false)).Rows[0];
        Assert.Equal(FollowUpState.Pending, overdue.State);
        Assert.True(overdue.IsOverdueAt(app.Clock.Now));
        Assert.False(overdue.IsOverdueAt(TestClock.Start));
    }

    [Theory]
    [InlineData(Who.RepSouth, false, 5)]
    [InlineData(Who.MgrSouth, false, 0)]
    [InlineData(Who.MgrSouth, true, 5)]
    [InlineData(Who.MgrEast, true, 1)]
    [InlineData(Who.Admin, true, 6)]
    [InlineData(Who.RepEast2, true, 0)]
    [InlineData(Who.Marketer, true, 0)]
    public async Task The_team_is_what_lies_inside_the_scope(Who who, bool team, int expected)
    {
        var counts = await CountAsync(who, team);
        Assert.Equal(expected, counts.Overdue + counts.Today + counts.Planned);
    }

    [Fact]
    public async Task A_follow_up_is_read_through_its_customer()
    {
        var row = await app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(app.Company.DoneFollowUp, app.As(Who.RepEast2), None));
        Assert.Equal(app.Company.EastCustomer, row.CustomerId);
        await Assert.ThrowsAsync<NotFoundException>(
            () => app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(app.Company.DoneFollowUp, app.As(Who.RepSouth), None)));
    }

    [Fact]
    public async Task The_desk_shows_what_is_due_with_the_last_words_and_whom_to_call()
    {
        app.Clock.Now = new DateTime(2026, 11, 19, 3, 0, 0, DateTimeKind.Utc);
        var desk = await DeskAsync(Who.RepEast, team: false);
        var due = Assert.Single(desk.Due);

        Assert.Equal((app.Company.PlannedFollowUp, "愿意看方案"), (due.FollowUp.Id, due.LastWords));
        Assert.Equal(new ContactLine(TestCompany.EastContact, TestCompany.EastMobile, TestCompany.EastMobile), due.Contact);
        Assert.Equal(new FollowUpCounts(1, 0, 0), desk.Counts);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0], desk.Stages.Select(s => s.Count));
    }

    [Theory]
    [InlineData(Who.RepEast, false, 1)]
    [InlineData(Who.RepEast2, true, 0)]
    [InlineData(Who.MgrEast, true, 1)]
    [InlineData(Who.MgrSouth, true, 1)]
    [InlineData(Who.Admin, true, 2)]
    public async Task The_desk_counts_only_what_one_may_see(Who who, bool team, int customers) =>
        Assert.Equal(customers, (await DeskAsync(who, team)).Stages.Sum(s => s.Count));

    [Fact]
    public async Task A_customer_with_a_plan_is_not_idle_and_one_without_is()
    {
        app.Clock.Now = TestClock.Start.AddDays(20);
        var lonely = await app.RegisterAsync(Who.MgrSouth, Forms.Customer("无人问津铸造厂"));
        app.Clock.Advance(TimeSpan.FromDays(9));
        var idle = (await DeskAsync(Who.MgrSouth, team: true)).Idle;

        Assert.Equal((lonely, 9), Assert.Single(idle) is { } only ? (only.Id, only.IdleDays) : default);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == lonely).ExecuteDeleteAsync());
    }

    private Task<DeskView> DeskAsync(Who who, bool team) =>
        app.WithAsync<DeskQueries, DeskView>(d => d.ReadAsync(team, app.As(who), None));

    private Task<FollowUpCounts> CountAsync(Who who, bool team = false) =>
        app.WithAsync<FollowUpQueries, FollowUpCounts>(q => q.CountAsync(team, app.As(who), None));

    private Task<PageOf<FollowUpRow>> ListAsync(FollowUpList list, Who who, bool team) =>
        app.WithAsync<FollowUpListQueries, PageOf<FollowUpRow>>(q => q.ListAsync(new FollowUpSelection(list, team, null, new FollowUpFilter()), 1, 20, app.As(who), None));

    private async Task<IEnumerable<string?>> SubjectsAsync(FollowUpList list) =>
        (await ListAsync(list, Who.RepSouth, team: false)).Rows.Select(r => r.Subject);
}
