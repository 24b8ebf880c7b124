using System.Diagnostics;
using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Reminders;

/// <summary>A morning on which very much is due, and a minute in which nothing is.</summary>
public sealed class ManyRemindersTests(ForgetfulFixture app) : IClassFixture<ForgetfulFixture>
{
    private const int Many = 10_000;

    /// <summary>What ten thousand may take.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Ten_thousand_due_reminders_are_told_in_one_run()
    {
        var (customer, rep) = (app.Company.EastCustomer, app.Company[Who.RepEast].Id);
        var method = await app.DbAsync(db => db.FollowUps.Select(f => f.MethodId).FirstAsync());
        await app.DbAsync(async db =>
        {
            var facts = new FollowUpFacts(method, null, "批量提醒", null);
            await db.SaveNewAsync(Enumerable.Range(0, Many).Select(i => FollowUp.Planned(
                customer, Guid.NewGuid(), facts, new FollowUpPlan(TestClock.Start.AddMinutes(30), rep, FollowUpPriority.Normal, 10, NotificationChannels.Page), rep, TestClock.Start)), None);
            return 0;
        });
        app.Clock.Now = TestClock.Start.AddMinutes(21);

        var watch = Stopwatch.StartNew();
        var told = await app.WithAsync<ReminderDispatcher, int>(r => r.RemindDueAsync(UserScope.System, None));
        watch.Stop();
        Assert.Equal(Many, told);
        Assert.True(watch.Elapsed < Limit, $"{told} reminders took {watch.Elapsed}.");

        app.Sql.Clear();
        Assert.Equal(0, await app.WithAsync<ReminderDispatcher, int>(r => r.RemindDueAsync(UserScope.System, None)));
        Assert.Single(app.Sql.Commands);
    }

    [Fact]
    public async Task What_is_due_is_found_by_the_index_of_what_is_owed()
    {
        if (app.Settings.Provider != DatabaseProvider.Sqlite)
            return;
        await using var scope = app.Services.CreateAsyncScope();
        await using var command = scope.ServiceProvider.GetRequiredService<ReminderDispatcher>().DueAt(TestClock.Start).CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await command.Connection!.OpenAsync(None);
        List<string> steps = [];
        await using (var reader = await command.ExecuteReaderAsync(None))
        {
            while (await reader.ReadAsync(None))
                steps.Add(reader.GetString(3));
        }

        await command.Connection.CloseAsync();
        Assert.Contains(steps, s => s.Contains("USING INDEX IX_FollowUps_RemindAt", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, s => s == "SCAN f" || s.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }
}
