using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Recording;

public sealed class FollowUpEditorTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private static int count;
    private readonly CoreFixture app;

    public FollowUpEditorTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task A_correction_is_kept_field_by_field_with_who_and_when()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        app.Clock.Advance(TimeSpan.FromHours(2));
        await EditAsync(record, f => f.Content = "改正后的内容");

        var row = await ReadAsync(record);
        Assert.Equal(("改正后的内容", "王海涛", app.Clock.Now), (row.Content, row.EditedByName, row.EditedAt));
        var correction = Assert.Single(await CorrectionsAsync(row));
        var change = Assert.Single(correction.Changes);
        Assert.Equal("改正后的内容", change.New);
        Assert.Equal("电话沟通了需求，对方希望先看方案。", change.Old);
        Assert.False(row.IsLateEntry);
    }

    [Fact]
    public async Task Saving_without_a_change_is_no_correction()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1).AddSeconds(17));
        await EditAsync(record, f => f.At = LocalNow.AddHours(-1));
        Assert.Null((await ReadAsync(record)).EditedAt);
    }

    [Fact]
    public async Task Completing_is_no_correction_and_can_be_corrected()
    {
        var customer = await NewAsync();
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, Forms.Plan(LocalNow.AddHours(2)), app.As(Who.RepEast), None));
        app.Clock.Advance(TimeSpan.FromHours(3));
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, Forms.Record(LocalNow.AddHours(2)), app.As(Who.RepEast), None));
        Assert.Empty(await CorrectionsAsync(await ReadAsync(task)));
        await EditAsync(task, f => f.Result = "改了结果");
        Assert.Equal("改了结果", Assert.Single(Assert.Single(await CorrectionsAsync(await ReadAsync(task))).Changes).New);
    }

    [Fact]
    public async Task Another_time_moves_first_and_last_contact_of_the_customer()
    {
        var (customer, first) = await RecordAsync(LocalNow.AddDays(-3));
        var form = Forms.Record(LocalNow.AddDays(-1));
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), None));
        await EditAsync(first, f => f.At = LocalNow.AddHours(-2));

        var row = await app.CustomerAsync(customer);
        Assert.Equal((TestClock.Start.AddDays(-1), TestClock.Start.AddHours(-2)), (row.FirstContactAt, row.LastFollowUpAt));
        Assert.Equal(TestClock.Start, row.IdleSince);
        Assert.False((await ReadAsync(first)).IsLateEntry);

        await EditAsync(first, f => f.At = LocalNow.AddDays(-9));
        row = await app.CustomerAsync(customer);
        Assert.Equal((TestClock.Start.AddDays(-9), TestClock.Start.AddDays(-1)), (row.FirstContactAt, row.LastFollowUpAt));
        Assert.True((await ReadAsync(first)).IsLateEntry);
    }

    [Fact]
    public async Task After_a_day_only_a_manager_corrects()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        app.Clock.Advance(TimeSpan.FromHours(24));
        await EditAsync(record, f => f.Content = "刚好一天");

        // A correction does not start the day anew.
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => EditAsync(record, f => f.Content = "太晚了"));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));

        await EditAsync(record, f => f.Content = "经理更正", Who.MgrEast);
        Assert.Equal(("经理更正", "陈立新"), ((await ReadAsync(record)).Content, (await ReadAsync(record)).EditedByName));
        Assert.Equal(2, (await CorrectionsAsync(await ReadAsync(record))).Count);
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepEast3)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Nobody_else_corrects(Who who)
    {
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => EditAsync(app.Company.DoneFollowUp, f => f.Content = "不是我写的", who));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task A_plan_is_not_corrected() =>
        await Assert.ThrowsAsync<NotFoundException>(() => EditAsync(app.Company.PlannedFollowUp, f => f.Content = "还没发生"));

    [Fact]
    public async Task Where_both_changed_a_field_it_is_asked_and_nothing_is_overwritten()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        var form = await OpenAsync(record);
        await EditAsync(record, f => f.Content = "经理先改", Who.MgrEast);
        form.Content = "我也在改";
        var clash = Assert.Single((await SaveAsync(record, form, Who.RepEast)).Clashes);
        Assert.Equal(("Content", "我也在改", "经理先改", "陈立新"), (clash.Field, clash.Mine, clash.Theirs, clash.By));
        Assert.Equal("经理先改", (await ReadAsync(record)).Content);
    }

    [Fact]
    public async Task What_only_the_other_changed_is_kept_beside_ones_own()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        var form = await OpenAsync(record);
        await EditAsync(record, f => (f.Result, f.Method) = ("谈定", "visit"), Who.MgrEast);
        await EditAsync(record, f => f.Objections = "价格", Who.MgrEast);
        form.Content = "只改内容";
        var merge = await SaveAsync(record, form, Who.RepEast);
        Assert.True(merge.IsSaved);
        Assert.All(merge.Taken, t => Assert.Equal("陈立新", t.By));
        Assert.Equal(3, merge.Taken.Count);
        var row = await ReadAsync(record);
        Assert.Equal(("只改内容", "谈定", "visit", "价格"), (row.Content, row.Result, row.Method!.Code, row.Objections));
    }

    [Theory]
    [InlineData(true, "经理先改")]
    [InlineData(false, "我也在改")]
    public async Task The_form_shown_again_saves_what_was_decided(bool theirs, string content)
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        var form = await OpenAsync(record);
        await EditAsync(record, f => f.Content = "经理先改", Who.MgrEast);
        (form.Content, form.NextStep) = ("我也在改", "下周再去");
        var again = (await SaveAsync(record, form, Who.RepEast)).Form;
        again.TakeTheirs = [theirs ? "Content" : "-"];
        Assert.True((await SaveAsync(record, again, Who.RepEast)).IsSaved);
        var row = await ReadAsync(record);
        Assert.Equal((content, "下周再去"), (row.Content, row.NextStep));
    }

    [Fact]
    public async Task A_form_that_does_not_say_when_it_was_opened_is_asked_about_every_difference()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        var form = await OpenAsync(record);
        await EditAsync(record, f => f.Result = "谈定", Who.MgrEast);
        (form.Content, form.Seen) = ("我也在改", null);
        Assert.Equal(["Content", "Result"], (await SaveAsync(record, form, Who.RepEast)).Clashes.Select(c => c.Field));
    }

    [Fact]
    public async Task The_time_that_nobody_touched_keeps_its_seconds_when_versions_are_merged()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        var at = (await ReadAsync(record)).HappenedAt;
        var form = await OpenAsync(record);
        await EditAsync(record, f => f.Result = "谈定", Who.MgrEast);
        form.Content = "只改内容";
        Assert.True((await SaveAsync(record, form, Who.RepEast)).IsSaved);
        Assert.Equal(at, (await ReadAsync(record)).HappenedAt);
    }

    [Fact]
    public async Task The_rules_of_the_form_hold_here_too()
    {
        var (_, record) = await RecordAsync(LocalNow.AddHours(-1));
        foreach (var (field, breakIt) in new (string, Action<FollowUpForm>)[]
        {
            (nameof(FollowUpForm.Content), f => f.Content = " "), (nameof(FollowUpForm.At), f => f.At = LocalNow.AddDays(1)), (nameof(FollowUpForm.Method), f => f.Method = "pigeon"),
        })
        {
            var refusal = await Assert.ThrowsAsync<ValidationException>(() => EditAsync(record, breakIt));
            Assert.Equal(field, Assert.Single(refusal.Errors).PropertyName);
        }
    }

    [Fact]
    public async Task Kept_promises_stay_and_open_ones_follow_the_text()
    {
        var (customer, record) = await RecordAsync(LocalNow.AddHours(-1), "已经寄出的样品\n要改写的\n要去掉的");
        var kept = await app.DbAsync(db => db.Commitments.Where(c => c.FollowUpId == record).OrderBy(c => c.Id).Select(c => c.Id).FirstAsync());
        await app.WithAsync<CommitmentService>(c => c.FulfilAsync(kept, app.As(Who.RepEast), None));
        await EditAsync(record, f => f.Commitments = "改写好了");

        var rows = await app.DbAsync(db => db.Commitments.Where(c => c.CustomerId == customer).OrderBy(c => c.Id).ToListAsync());
        Assert.Equal(["已经寄出的样品", "改写好了"], rows.Select(c => c.Text));
        Assert.Equal([true, false], rows.Select(c => c.FulfilledAt is not null));

        await EditAsync(record, f => f.Commitments = "改写好了\n又加一项");
        Assert.Equal(3, await app.DbAsync(db => db.Commitments.CountAsync(c => c.CustomerId == customer)));
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"修改测试第{Interlocked.Increment(ref count)}号锻造厂"));

    private async Task<(int Customer, int Record)> RecordAsync(DateTime at, string? commitments = null)
    {
        var customer = await NewAsync();
        var form = Forms.Record(at);
        form.Commitments = commitments;
        return (customer, await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), None)));
    }

    private Task<FollowUpRow> ReadAsync(int id) => app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(id, app.As(Who.Admin), None));

    private Task<IReadOnlyList<FollowUpCorrection>> CorrectionsAsync(FollowUpRow row) =>
        app.WithAsync<FollowUpCorrections, IReadOnlyList<FollowUpCorrection>>(q => q.ReadAsync(row, app.As(Who.Admin), None));

    private async Task<FollowUpForm> FormAsync(int id)
    {
        var row = await ReadAsync(id);
        return new FollowUpForm
        {
            Version = row.Version,
            Method = row.Method!.Code,
            At = row.At.AddHours(8),
            Content = row.Content,
            Subject = row.Subject,
            Result = row.Result,
            NextStep = row.NextStep,
            Commitments = row.Commitments,
            Contact = row.ContactId,
        };
    }

    private async Task EditAsync(int id, Action<FollowUpForm> change, Who who = Who.RepEast)
    {
        var form = await FormAsync(id);
        change(form);
        await SaveAsync(id, form, who);
    }

    private Task<FollowUpForm> OpenAsync(int id) => app.WithAsync<FollowUpEditor, FollowUpForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));

    private Task<FollowUpMerge> SaveAsync(int id, FollowUpForm form, Who who) => app.WithAsync<FollowUpEditor, FollowUpMerge>(e => e.SaveAsync(id, form, app.As(who), None));
}
