using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>A colleague's task completed, a task moved, and what a record must say.</summary>
public sealed class CompleterTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private readonly CoreFixture app;

    public CompleterTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Whoever_completes_a_colleagues_task_stands_for_it()
    {
        var task = await CompletedForColleagueAsync();
        var row = await ReadAsync(task);
        Assert.Equal("何家宝", row.AssigneeName);
        var promises = await app.WithAsync<CommitmentService, IReadOnlyList<CommitmentRow>>(c => c.OfFollowUpAsync(task, app.As(Who.RepEast), None));
        Assert.Equal("何家宝", Assert.Single(promises).MadeBy);

        var (from, to) = ($"{app.Company[Who.RepEast].Id}", $"{app.Company[Who.RepEast3].Id}");
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(
            a => a.EntityType == nameof(FollowUp) && a.EntityId == task && a.Field == nameof(FollowUp.AssigneeId) && a.OldValue == from && a.NewValue == to)));
    }

    [Fact]
    public async Task The_completer_corrects_for_a_day_and_the_former_assignee_does_not()
    {
        var task = await CompletedForColleagueAsync();
        Assert.True(await MayEditAsync(task, Who.RepEast3));
        Assert.False(await MayEditAsync(task, Who.RepEast));
        Assert.True(await MayEditAsync(task, Who.MgrEast));
        await CorrectAsync(task, Who.RepEast3);
        await Assert.ThrowsAsync<NotFoundException>(() => CorrectAsync(task, Who.RepEast));

        app.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromMinutes(1));
        Assert.False(await MayEditAsync(task, Who.RepEast3));
        Assert.True(await MayEditAsync(task, Who.MgrEast));
    }

    [Fact]
    public async Task Another_time_leaves_the_reminder_as_it_was()
    {
        var form = Forms.Plan(LocalNow.AddDays(1));
        form.ReminderLead = 45;
        form.Channels = [NotificationChannels.Mail];
        var task = await PlanAsync(form);
        await ReplanAsync(task, Forms.Plan(LocalNow.AddDays(2)));
        Assert.Equal((45, NotificationChannels.Page | NotificationChannels.Mail), await ReminderAsync(task));

        var other = Forms.Plan(LocalNow.AddDays(3));
        other.ReminderLead = 5;
        other.Channels = [NotificationChannels.Sms];
        await ReplanAsync(task, other);
        Assert.Equal((5, NotificationChannels.Page | NotificationChannels.Sms), await ReminderAsync(task));
    }

    [Theory]
    [InlineData("无")]
    [InlineData("test")]
    [InlineData("不清楚")]
    [InlineData("暂未填写")]
    [InlineData("。。。")]
    public async Task A_record_says_something(string filler)
    {
        var form = Forms.Record(LocalNow, content: filler);
        var refusal = await Assert.ThrowsAsync<ValidationException>(
            () => app.WithAsync<FollowUpService, int>(w => w.RecordAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), None)));
        var error = Assert.Single(refusal.Errors);
        Assert.Equal(nameof(FollowUpForm.Content), error.PropertyName);
        Assert.Contains(filler, error.ErrorMessage, StringComparison.Ordinal);
    }

    private async Task<int> CompletedForColleagueAsync()
    {
        var task = await PlanAsync(Forms.Plan(LocalNow.AddHours(2)));
        var form = Forms.Record(LocalNow.AddMinutes(-10));
        form.Commitments = "周五前寄样品";
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, form, app.As(Who.RepEast3), None));
        return task;
    }

    private async Task CorrectAsync(int id, Who who)
    {
        var form = Forms.Record(LocalNow.AddMinutes(-10), content: $"更正后的内容：{who}");
        form.Version = (await ReadAsync(id)).Version;
        await app.WithAsync<FollowUpEditor>(e => e.SaveAsync(id, form, app.As(who), None));
    }

    private Task<int> PlanAsync(FollowUpForm form) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), None));

    private Task ReplanAsync(int id, FollowUpForm form) => app.WithAsync<TaskPlanner>(w => w.ReplanAsync(id, form, app.As(Who.RepEast), None));

    private Task<bool> MayEditAsync(int id, Who who) => app.WithAsync<FollowUpEditor, bool>(e => e.MayEditAsync(id, app.As(who), None));

    private Task<FollowUpRow> ReadAsync(int id) => app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(id, app.As(Who.Admin), None));

    private async Task<(int Lead, NotificationChannels Channels)> ReminderAsync(int id)
    {
        var row = await ReadAsync(id);
        return (row.ReminderLeadMinutes, row.Channels);
    }
}
