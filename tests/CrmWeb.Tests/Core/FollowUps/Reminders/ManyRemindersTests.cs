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
    /// <summary>Six pages of them.</summary>
    private const int Many = 3000;

    private const int Pages = 6;

    /// <summary>Commands a page may take, however many reminders it has; what is written past the change tracker is not among them.</summary>
    private const int MostAPage = 16;

    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Very_many_due_reminders_are_told_in_one_run_with_a_few_commands_for_each_five_hundred()
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

        app.Sql.Clear();
        Assert.Equal(Many, await app.WithAsync<ReminderDispatcher, int>(r => r.RemindDueAsync(UserScope.System, None)));
        Assert.InRange(app.Sql.Commands.Count, Pages, Pages * MostAPage);

        app.Sql.Clear();
        Assert.Equal(0, await app.WithAsync<ReminderDispatcher, int>(r => r.RemindDueAsync(UserScope.System, None)));
        Assert.Single(app.Sql.Commands);
    }

    [PlanFact]
    public async Task What_is_due_is_found_by_the_index_of_what_is_owed()
    {
        var isPostgres = app.Settings.Provider == DatabaseProvider.PostgreSql;
        await using var scope = app.Services.CreateAsyncScope();
        await using var command = scope.ServiceProvider.GetRequiredService<ReminderDispatcher>().DueAt(TestClock.Start).CreateDbCommand();
        await command.Connection!.OpenAsync(None);
        if (isPostgres)
        {
            // So small a table it would read whole, index or not; what is asked is whether the index has the order that is wanted.
            await using var planner = command.Connection.CreateCommand();
            planner.CommandText = "SET enable_seqscan = off; SET enable_bitmapscan = off";
            await planner.ExecuteNonQueryAsync(None);
        }

        command.CommandText = (isPostgres ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + command.CommandText;
        List<string> steps = [];
        await using (var reader = await command.ExecuteReaderAsync(None))
        {
            while (await reader.ReadAsync(None))
                steps.Add(reader.GetString(isPostgres ? 0 : 3));
        }

        await command.Connection.CloseAsync();
        Assert.Contains(steps, s => s.Contains("IX_FollowUps_RemindAt", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, s => s == "SCAN f" || s.Contains("TEMP B-TREE", StringComparison.Ordinal) || s.TrimStart(' ', '-', '>').StartsWith("Sort  (", StringComparison.Ordinal));
    }
}
