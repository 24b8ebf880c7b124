using System.Text.Json;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>Whom a run tells, and how often.</summary>
public sealed class WatchRunTests(ForgetfulFixture app) : IClassFixture<ForgetfulFixture>, IAsyncLifetime
{
    private static readonly WatchRuleFacts ThreeDays = new(3, false, WatchRecipient.Owner, NotificationChannels.Page, null);

    /// <summary>Everything that other tests left is in order, so that a run finds this test's own.</summary>
    public async Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        await app.DbAsync(db => db.Customers.IgnoreQueryFilters().ExecuteUpdateAsync(s => s
            .SetProperty(c => c.IdleSince, TestClock.Start.AddYears(9)).SetProperty(c => c.StageEnteredAt, TestClock.Start.AddYears(9))));
        await app.DbAsync(db => db.FollowUps.ExecuteUpdateAsync(s => s.SetProperty(f => f.State, FollowUpState.Done)));
        await app.DbAsync(db => db.Customers.IgnoreQueryFilters().ExecuteUpdateAsync(s => s.SetProperty(c => c.NextFollowUpAt, (DateTime?)null)));
        foreach (var department in new[] { app.Company.DepartmentEast, app.Company.DepartmentShanghai, app.Company.DepartmentSouth })
            await app.AppointAsync(department, null);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_case_is_told_once_and_again_only_when_it_is_another()
    {
        var customer = await app.CustomerAsync(silent: 4);
        var rule = await app.RuleAsync("silent", ThreeDays);
        Assert.Equal(new WatchOutcome(1, 1, 1), await app.RunAsync());
        Assert.Equal(new WatchOutcome(1, 0, 0), await app.RunAsync());
        app.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(0, (await app.RunAsync()).Cases);

        await app.WithAsync<FollowUpService>(w => w.RecordAsync(customer, Forms.Record(app.Clock.Now.AddHours(7)), app.As(Who.RepEast), CancellationToken.None));
        Assert.Equal(0, (await app.RunAsync()).Cases);
        app.Clock.Advance(TimeSpan.FromDays(4));
        Assert.Equal(1, (await app.RunAsync()).Cases);

        var told = await app.DbAsync(db => db.Notifications.Where(n => n.CustomerId == customer).OrderBy(n => n.Id).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.All(told, n => Assert.Equal(("silent", app.Company[Who.RepEast].Id), (n.Kind, n.UserId)));
        Assert.Equal("4", JsonSerializer.Deserialize<Dictionary<string, string>>(told[0].Facts)![NotificationFacts.Days]);
        Assert.StartsWith($"silent:watch:{rule.Id}:{customer}:", told[0].Key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_standing_case_is_told_again_at_its_time_and_after_days_down_once()
    {
        await app.CustomerAsync(silent: 4);
        await app.RuleAsync("silent", ThreeDays with { RepeatDays = 2 });
        Assert.Equal(1, (await app.RunAsync()).Cases);
        app.Clock.Advance(TimeSpan.FromHours(47));
        Assert.Equal(0, (await app.RunAsync()).Cases);
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, (await app.RunAsync()).Cases);
        Assert.Equal(0, (await app.RunAsync()).Cases);

        app.Clock.Advance(TimeSpan.FromDays(9));
        Assert.Equal(new WatchOutcome(1, 1, 1), await app.RunAsync());
        Assert.Equal(0, (await app.RunAsync()).Cases);
    }

    [Fact]
    public async Task What_was_told_a_year_ago_is_cleaned_away_and_the_repeats_count_on()
    {
        var customer = await app.CustomerAsync(silent: 4);
        var repeated = await app.RuleAsync("silent", ThreeDays with { RepeatDays = 200 });
        var single = await app.RuleAsync("silent", ThreeDays);
        await app.DbAsync(db => db.WatchRules.Where(r => r.Id == repeated.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.IsActive, true)));
        foreach (var cases in new[] { 2, 1 })
        {
            Assert.Equal(cases, (await app.RunAsync()).Cases);
            app.Clock.Advance(TimeSpan.FromDays(200));
        }

        await app.WithAsync<Cleaning>(c => c.CleanAsync(CancellationToken.None));
        Assert.Equal([(repeated.Id, 1)], await SlotsAsync());
        Assert.Equal(2, (await app.RunAsync()).Cases);
        Assert.Equal([(repeated.Id, 1), (repeated.Id, 2), (single.Id, 0)], await SlotsAsync());
        Assert.Equal(0, (await app.RunAsync()).Cases);

        async Task<List<(int, int)>> SlotsAsync() =>
            [.. (await app.DbAsync(db => db.WatchNotices.Where(n => n.CustomerId == customer).OrderBy(n => n.RuleId).ThenBy(n => n.Slot).ToListAsync())).Select(n => (n.RuleId, n.Slot))];
    }

    [Fact]
    public async Task A_repeat_in_working_days_waits_for_them()
    {
        app.Clock.Now = new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc);
        await app.CustomerAsync(silent: 9);
        await app.RuleAsync("silent", ThreeDays with { WorkingDaysOnly = true, RepeatDays = 1 });
        Assert.Equal(1, (await app.RunAsync()).Cases);
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, (await app.RunAsync()).Cases);
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await app.RunAsync()).Cases);
    }

    [Fact]
    public async Task Many_at_once_are_told_in_one_sentence_and_each_is_noted()
    {
        for (var i = 0; i <= WatchRun.MostSingly; i++)
            await app.CustomerAsync(silent: 5 + i);
        await app.RuleAsync("silent", ThreeDays);
        Assert.Equal(new WatchOutcome(1, WatchRun.MostSingly + 1, 1), await app.RunAsync());
        Assert.Equal(0, (await app.RunAsync()).Cases);
        var one = await app.DbAsync(db => db.Notifications.OrderByDescending(n => n.Id).FirstAsync());
        Assert.Null(one.CustomerId);
        var said = Assert.Single(await app.WithAsync<NotificationComposer, IReadOnlyList<NotificationText?>>(
            c => c.ForReaderAsync([NotificationSubject.Of(one)], app.As(Who.RepEast), CancellationToken.None)))!;
        Assert.Equal("/customers?watch=silent&owner=me", said.Path);
        Assert.Contains($"{WatchRun.MostSingly + 1}", said.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_such_a_sentence_opens_exactly_what_the_rules_in_force_catch()
    {
        List<int> silent = [await app.CustomerAsync(silent: 5), await app.CustomerAsync(silent: 4)];
        await app.CustomerAsync(silent: 2);
        await app.CustomerAsync(silent: 9, owner: Who.RepSouth);
        await app.RuleAsync("silent", ThreeDays);
        Assert.Equal(silent.Order(), await CaughtAsync("silent"));
        await app.RunAsync();
        Assert.Equal(silent.Order(), await CaughtAsync("silent"));
        Assert.Empty(await CaughtAsync("stuck"));
        await Assert.ThrowsAsync<CrmWeb.Core.Requests.BadQueryException>(() => CaughtAsync("overdue"));
    }

    [Fact]
    public async Task A_manager_is_the_next_head_who_is_here_and_not_the_person_concerned()
    {
        var customer = await app.CustomerAsync(inStage: 9);
        var rule = await app.RuleAsync("stuck", new WatchRuleFacts(7, false, WatchRecipient.Manager, NotificationChannels.Page, null));
        Assert.Empty(await app.FindAsync(rule));

        await app.AppointAsync(app.Company.DepartmentEast, Who.MgrEast);
        Assert.Equal([app.Company[Who.MgrEast].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));
        await app.AppointAsync(app.Company.DepartmentShanghai, Who.RepEast);
        Assert.Equal([app.Company[Who.MgrEast].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));

        // One who does not see the customer could do nothing about it.
        await app.AppointAsync(app.Company.DepartmentShanghai, Who.RepEast2);
        Assert.Equal([app.Company[Who.MgrEast].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));
        await app.AppointAsync(app.Company.DepartmentShanghai, Who.Admin);
        Assert.Equal([app.Company[Who.Admin].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));

        // Told once each: the one who comes after is told too, nobody twice.
        await app.RunAsync();
        Assert.Empty(await app.FindAsync(rule));
        await app.AppointAsync(app.Company.DepartmentShanghai, null);
        Assert.Equal([(customer, app.Company[Who.MgrEast].Id)], (await app.FindAsync(rule)).Select(h => (h.Case.CustomerId, h.RecipientId)));
    }

    [Fact]
    public async Task Of_a_task_whose_assignee_lost_sight_of_the_customer_the_owner_hears()
    {
        var customer = await app.CustomerAsync(silent: 0);
        await app.TaskAsync(customer, overdue: 2);
        var rule = await app.RuleAsync("overdue", new WatchRuleFacts(0, false, WatchRecipient.Assignee, NotificationChannels.Page, null));
        Assert.Equal([app.Company[Who.RepEast].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));
        await app.ChangeAsync(customer, s => s.SetProperty(c => c.OwnerId, (int?)app.Company[Who.RepEast2].Id));
        Assert.Equal([app.Company[Who.RepEast2].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));
        Assert.Equal(new WatchOutcome(1, 1, 1), await app.RunAsync());
        Assert.Equal(app.Company[Who.RepEast2].Id, await app.DbAsync(db => db.Notifications.OrderByDescending(n => n.Id).Select(n => n.UserId).FirstAsync()));
        Assert.Empty(await app.FindAsync(rule));
    }

    [Fact]
    public async Task Where_the_owner_has_left_the_head_is_told()
    {
        var left = await app.Services.HireAsync(app.Company.DepartmentShanghai, app.As(Who.Admin));
        var customer = await app.CustomerAsync(silent: 9);
        await app.ChangeAsync(customer, s => s.SetProperty(c => c.OwnerId, (int?)left.Id));
        await app.DbAsync(db => db.Users.Where(u => u.Id == left.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, false)));
        app.Services.GetRequiredService<UserDirectory>().Invalidate();
        await app.AppointAsync(app.Company.DepartmentEast, Who.MgrEast);
        var rule = await app.RuleAsync("silent", ThreeDays);
        Assert.Equal([app.Company[Who.MgrEast].Id], (await app.FindAsync(rule)).Select(h => h.RecipientId));
        await app.RunAsync();
        Assert.Empty(await app.FindAsync(rule));
    }

    [Fact]
    public async Task A_rule_that_is_switched_off_and_one_of_an_unknown_kind_tell_nobody()
    {
        await app.CustomerAsync(silent: 9);
        await app.RuleAsync("silent", ThreeDays with { IsActive = false });
        Assert.Equal(new WatchOutcome(0, 0, 0), await app.RunAsync());
        await app.RuleAsync("of-a-later-version", ThreeDays);
        Assert.Equal(new WatchOutcome(1, 0, 0), await app.RunAsync());
    }

    private async Task<IEnumerable<int>> CaughtAsync(string kind) => (await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(
        q => q.ListAsync(new CustomerFilter { Watch = kind, Owner = "me" }, app.As(Who.RepEast), CancellationToken.None))).Rows.Select(r => r.Id).Order();
}
