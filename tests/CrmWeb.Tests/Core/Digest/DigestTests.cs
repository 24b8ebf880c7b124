using System.Text.Json;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Digest;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Watching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Digest;

public sealed class DigestTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    /// <summary>Half past eight in Shanghai on a Thursday; the server's own day is still Wednesday in New York.</summary>
    private static readonly DateTime Morning = new(2026, 11, 19, 0, 30, 0, DateTimeKind.Utc);

    public async Task InitializeAsync()
    {
        app.Clock.Now = Morning;
        await app.DbAsync(db => db.Notifications.ExecuteDeleteAsync());
        await app.DbAsync(db => db.NotificationHours.ExecuteDeleteAsync());
        await app.DbAsync(db => db.FollowUps.ExecuteUpdateAsync(s => s.SetProperty(f => f.State, FollowUpState.Done)));
        await app.DbAsync(db => db.Customers.IgnoreQueryFilters().ExecuteUpdateAsync(s => s
            .SetProperty(c => c.IdleSince, Morning.AddYears(9)).SetProperty(c => c.StageEnteredAt, Morning.AddYears(9)).SetProperty(c => c.NextFollowUpAt, (DateTime?)null)));
        await app.RuleAsync("silent", new WatchRuleFacts(3, false, WatchRecipient.Owner, NotificationChannels.Page, null));
        await app.DbAsync(async db =>
        {
            db.WatchRules.Add(new WatchRule("stuck", new WatchRuleFacts(7, false, WatchRecipient.Owner, NotificationChannels.Page, null)));
            return await db.SaveChangesAsync();
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_day_is_the_organisations_and_everybody_counts_their_own_and_managers_the_team()
    {
        // Until midnight in Shanghai it is today, a minute later tomorrow; half past seven has passed.
        var customer = await app.CustomerAsync(silent: 0);
        foreach (var at in new[] { "2026-11-18T23:30", "2026-11-19T15:59", "2026-11-19T16:01", "2026-11-19T01:00" })
            await app.TaskAsync(customer, (Morning - DateTime.Parse(at + "Z", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal)).TotalDays);
        await app.CustomerAsync(silent: 4);
        await app.CustomerAsync(silent: 4, owner: Who.RepSouth);
        await app.CustomerAsync(inStage: 8);

        await RunAsync();
        var rep = await FactsAsync(Who.RepEast);
        Assert.Equal(("2", "1", "1", "1"), (rep["today"], rep["overdue"], rep["silent"], rep["stuck"]));
        Assert.DoesNotContain("team.today", rep.Keys);
        var manager = await FactsAsync(Who.MgrEast);
        Assert.Equal(("0", "0", "0", "0"), (manager["today"], manager["overdue"], manager["silent"], manager["stuck"]));
        Assert.Equal(("2", "1", "1", "1"), (manager["team.today"], manager["team.overdue"], manager["team.silent"], manager["team.stuck"]));
        Assert.Equal("1", (await FactsAsync(Who.MgrSouth))["team.silent"]);
        Assert.False(await ToldAsync(Who.RepEast2));
    }

    [Fact]
    public async Task It_comes_once_a_day_and_on_working_days_alone_and_not_to_those_who_want_none()
    {
        await app.CustomerAsync(silent: 4);
        await app.CustomerAsync(silent: 4, owner: Who.RepSouth);
        await app.DbAsync(async db =>
        {
            var hours = new NotificationHours(app.Company[Who.RepSouth].Id);
            hours.Change(null, null, false, NotificationChannels.None);
            db.NotificationHours.Add(hours);
            return await db.SaveChangesAsync();
        });
        Assert.True(await RunAsync() > 0);
        Assert.Equal(0, await RunAsync());
        Assert.True(await ToldAsync(Who.RepEast));
        Assert.False(await ToldAsync(Who.RepSouth));

        // Saturday and Sunday nothing, on Monday again.
        app.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await RunAsync());
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await RunAsync());
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await RunAsync() > 0);
    }

    [Fact]
    public async Task Whoever_takes_nothing_but_the_digest_reads_there_how_much_waits_in_the_inbox()
    {
        await ChooseAsync(Who.RepEast, digestOnly: true, NotificationChannels.Mail);
        await app.DbAsync(db =>
        {
            foreach (var kind in new[] { NotificationKinds.Urged, NotificationKinds.Assigned, NotificationKinds.Digest })
                db.Notifications.Add(new Notification(app.Company[Who.RepEast].Id, kind, $"{kind}:before", null, null, null, "{}", Morning.AddHours(-9)));
            return db.SaveChangesAsync();
        });
        await RunAsync();
        var line = await app.DbAsync(db => db.Notifications.AsNoTracking().SingleAsync(n => n.Kind == NotificationKinds.Digest && n.Key != "digest:before" && n.UserId == app.Company[Who.RepEast].Id));
        var said = Assert.Single(await app.WithAsync<NotificationComposer, IReadOnlyList<NotificationText?>>(
            c => c.ForReaderAsync([NotificationSubject.Of(line)], app.As(Who.RepEast), CancellationToken.None)))!;
        Assert.Equal([("unread notifications 2", "/notifications")], said.Lines.Select(l => (l.Text, l.Path)));
        Assert.False(await ToldAsync(Who.RepEast2));
    }

    [Fact]
    public async Task A_digest_that_may_not_be_switched_off_comes_to_those_who_chose_none()
    {
        await app.CustomerAsync(silent: 4);
        await ChooseAsync(Who.RepEast, digestOnly: false, NotificationChannels.None);
        await app.DbAsync(async db =>
        {
            db.NotificationPolicies.Add(new NotificationPolicy(NotificationKinds.Digest, NotificationChannels.Mail));
            return await db.SaveChangesAsync();
        });
        app.Services.GetRequiredService<ChannelSetup>().Invalidate();
        try
        {
            await RunAsync();
            Assert.True(await ToldAsync(Who.RepEast));
        }
        finally
        {
            await app.DbAsync(db => db.NotificationPolicies.ExecuteDeleteAsync());
            app.Services.GetRequiredService<ChannelSetup>().Invalidate();
        }
    }

    [Fact]
    public async Task Every_number_has_a_link_that_opens_as_many_rows()
    {
        await app.TaskAsync(await app.CustomerAsync(silent: 0), overdue: 2);
        await app.CustomerAsync(silent: 4);
        await app.CustomerAsync(silent: 5, inStage: 9);
        await RunAsync();
        var line = await app.DbAsync(db => db.Notifications.AsNoTracking().SingleAsync(n => n.UserId == app.Company[Who.RepEast].Id));
        var said = Assert.Single(await app.WithAsync<NotificationComposer, IReadOnlyList<NotificationText?>>(
            c => c.ForReaderAsync([NotificationSubject.Of(line)], app.As(Who.RepEast), CancellationToken.None)))!;
        Assert.Equal(["/follow-ups?list=overdue", "/customers?watch=silent&owner=me", "/customers?watch=stuck&owner=me"], said.Lines.Select(l => l.Path));
        Assert.Equal(2, (await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(
            q => q.ListAsync(new CustomerFilter { Watch = "silent", Owner = "me" }, app.As(Who.RepEast), CancellationToken.None))).Total);
        Assert.Contains("2", said.Lines[1].Text, StringComparison.Ordinal);
        Assert.All(said.Lines, l => Assert.Contains(l.Text, said.Detail!, StringComparison.Ordinal));
    }

    private Task<int> ChooseAsync(Who who, bool digestOnly, NotificationChannels digest) => app.DbAsync(async db =>
    {
        var hours = new NotificationHours(app.Company[who].Id);
        hours.Change(null, null, digestOnly, digest);
        db.NotificationHours.Add(hours);
        return await db.SaveChangesAsync();
    });

    private Task<int> RunAsync() => app.WithAsync<DigestRun, int>(r => r.RunAsync(CancellationToken.None));

    private Task<bool> ToldAsync(Who who) => app.DbAsync(db => db.Notifications.AnyAsync(n => n.Kind == NotificationKinds.Digest && n.UserId == app.Company[who].Id));

    private async Task<Dictionary<string, string>> FactsAsync(Who who) => JsonSerializer.Deserialize<Dictionary<string, string>>(
        (await app.DbAsync(db => db.Notifications.SingleAsync(n => n.Kind == NotificationKinds.Digest && n.UserId == app.Company[who].Id))).Facts)!;
}
