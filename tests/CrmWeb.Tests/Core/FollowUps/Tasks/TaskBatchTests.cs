using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>Several tasks moved, given away and called off at once.</summary>
public sealed class TaskBatchTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly CoreFixture app;

    public TaskBatchTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task All_move_to_a_day_and_keep_their_times_or_take_one()
    {
        var (customer, ids) = await TasksAsync(9, 14);
        await RescheduleAsync(ids, new DateOnly(2026, 11, 25), null);
        Assert.Equal([At(25, 9), At(25, 14)], await TimesAsync(ids));
        Assert.Equal(At(25, 9), (await app.CustomerAsync(customer)).NextFollowUpAt);
        await RescheduleAsync(ids, new DateOnly(2026, 11, 26), new TimeOnly(10, 0));
        Assert.Equal([At(26, 10), At(26, 10)], await TimesAsync(ids));
    }

    [Fact]
    public async Task One_that_would_be_planned_for_the_past_keeps_all_where_they_are()
    {
        var (_, ids) = await TasksAsync(9, 14);
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => RescheduleAsync(ids, new DateOnly(2026, 11, 18), null));
        Assert.Contains("1", Assert.Single(refusal.Errors).ErrorMessage, StringComparison.Ordinal);
        Assert.Equal([At(20, 9), At(20, 14)], await TimesAsync(ids));
        await Assert.ThrowsAsync<ValidationException>(() => RescheduleAsync(ids, null, null));
    }

    [Fact]
    public async Task Those_one_may_not_change_and_those_done_stay()
    {
        var (_, ids) = await TasksAsync(9, 14);
        await app.WithAsync<TaskActions>(w => w.CancelAsync(ids[0], null, app.As(Who.RepEast), None));
        Assert.Equal(new SeveralTasksResult(1, 1), await RescheduleAsync(ids, new DateOnly(2026, 11, 25), null));
        await Assert.ThrowsAsync<NotFoundException>(() => RescheduleAsync(ids, new DateOnly(2026, 11, 25), null, Who.RepSouth));
        await Assert.ThrowsAsync<BadQueryException>(() => RescheduleAsync([.. Enumerable.Range(1, 101)], new DateOnly(2026, 11, 25), null));
    }

    [Fact]
    public async Task A_colleague_gets_those_whose_customers_they_see_and_is_told_of_each()
    {
        var (customer, mine) = await TasksAsync(9, 14);
        var (_, others) = await TasksAsync(16);
        await app.DbAsync(async db =>
        {
            var shared = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == customer);
            shared.AddCollaborator(new CrmWeb.Core.Customers.Collaborator(app.Company[Who.RepEast3].Id, canEdit: false, until: null));
            return await db.SaveChangesAsync();
        });

        var result = await ReassignAsync([.. mine, .. others], Who.RepEast3, Who.MgrEast);
        Assert.Equal(new SeveralTasksResult(2, 1), result);
        var assignees = await app.DbAsync(db => db.FollowUps.Where(f => mine.Contains(f.Id) || others.Contains(f.Id)).OrderBy(f => f.Id).Select(f => f.AssigneeId).ToListAsync());
        Assert.Equal([app.Company[Who.RepEast3].Id, app.Company[Who.RepEast3].Id, app.Company[Who.RepEast].Id], assignees);
        Assert.Equal(2, await app.DbAsync(db => db.Notifications.CountAsync(n => n.Kind == NotificationKinds.Assigned && mine.Contains(n.FollowUpId!.Value))));
        await Assert.ThrowsAsync<ValidationException>(() => ReassignAsync(others, Who.RepSouth, Who.MgrEast));
    }

    [Fact]
    public async Task Called_off_together_each_is_in_the_change_log()
    {
        var (customer, ids) = await TasksAsync(9, 14, 16);
        var result = await app.WithAsync<TaskBatch, SeveralTasksResult>(s => s.CancelAsync(new SeveralTasksForm { Ids = [.. ids] }, app.As(Who.RepEast), None));
        Assert.Equal(new SeveralTasksResult(3, 0), result);
        Assert.Null((await app.CustomerAsync(customer)).NextFollowUpAt);
        Assert.Equal(3, await app.DbAsync(db => db.AuditEntries.CountAsync(
            a => a.EntityType == nameof(FollowUp) && ids.Contains(a.EntityId) && a.Field == nameof(FollowUp.State) && a.NewValue == "Cancelled")));
    }

    private static DateTime At(int day, int hour) => new DateTime(2026, 11, day, hour, 0, 0, DateTimeKind.Utc).AddHours(-8);

    private async Task<(int Customer, int[] Ids)> TasksAsync(params int[] hours)
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer($"上海批量{Interlocked.Increment(ref count)}号有限公司"));
        List<int> ids = [];
        foreach (var hour in hours)
            ids.Add(await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(new DateTime(2026, 11, 20, hour, 0, 0)), app.As(Who.RepEast), None)));
        return (customer, [.. ids]);
    }

    private Task<SeveralTasksResult> RescheduleAsync(int[] ids, DateOnly? day, TimeOnly? time, Who who = Who.RepEast) => app.WithAsync<TaskBatch, SeveralTasksResult>(
        s => s.RescheduleAsync(new SeveralTasksForm { Ids = [.. ids], Day = day, Time = time }, app.As(who), None));

    private Task<SeveralTasksResult> ReassignAsync(int[] ids, Who assignee, Who who) => app.WithAsync<TaskBatch, SeveralTasksResult>(
        s => s.ReassignAsync(new SeveralTasksForm { Ids = [.. ids], Assignee = app.Company[assignee].Id }, app.As(who), None));

    private Task<List<DateTime>> TimesAsync(int[] ids) => app.DbAsync(db => db.FollowUps.Where(f => ids.Contains(f.Id)).OrderBy(f => f.Id).Select(f => f.At).ToListAsync());
}
