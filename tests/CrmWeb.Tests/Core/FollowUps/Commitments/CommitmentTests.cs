using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Commitments;

public sealed class CommitmentTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;

    [Theory]
    [InlineData(null)]
    [InlineData(" \n - \n")]
    [InlineData("寄样品", "寄样品")]
    [InlineData("- 寄样品\r\n• 报价\n\n报价", "寄样品", "报价")]
    public void Each_line_is_one_promise(string? typed, params string[] lines) => Assert.Equal(lines, CommitmentLines.Of(typed));

    [Fact]
    public async Task What_a_record_promises_stays_open_until_it_is_kept()
    {
        var (customer, record) = await PromiseAsync("周五前寄样品\n下周给报价");
        var open = await OpenAsync(customer);
        Assert.Equal(["周五前寄样品", "下周给报价"], open.Select(c => c.Text));
        Assert.All(open, c => Assert.Equal((record, "王海涛", TestClock.Start), (c.FollowUpId, c.MadeBy, c.MadeAt)));

        await app.WithAsync<CommitmentService>(c => c.FulfilAsync(open[0].Id, app.As(Who.RepEast3), None));
        Assert.Equal(["下周给报价"], (await OpenAsync(customer)).Select(c => c.Text));
        var both = await app.WithAsync<CommitmentService, IReadOnlyList<CommitmentRow>>(c => c.OfFollowUpAsync(record, app.As(Who.RepEast), None));
        Assert.Equal([("何家宝", false), ("", true)], both.Select(c => (c.FulfilledBy, c.IsOpen)));

        await app.WithAsync<CommitmentService>(c => c.ReopenAsync(open[0].Id, app.As(Who.RepEast), None));
        Assert.Equal(2, (await OpenAsync(customer)).Count);
        var log = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootId == customer && a.EntityType == nameof(Commitment)).OrderBy(a => a.Id).ToListAsync());
        Assert.Equal([AuditAction.Created, AuditAction.Created, AuditAction.Changed, AuditAction.Changed], log.Select(a => a.Action));
        Assert.Equal(["下周给报价", "周五前寄样品"], log.Take(2).Select(a => a.NewValue).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Completing_a_plan_promises_too_and_a_plan_alone_does_not()
    {
        var customer = await NewAsync();
        var plan = Forms.Plan(new DateTime(2026, 11, 20, 9, 0, 0));
        plan.Commitments = "还不算数";
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, plan, app.As(Who.RepEast), None));
        Assert.Empty(await OpenAsync(customer));

        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = "带样机上门";
        await app.WithAsync<FollowUpCompletion>(w => w.CompleteAsync(task, form, app.As(Who.RepEast), None));
        Assert.Equal("带样机上门", Assert.Single(await OpenAsync(customer)).Text);
    }

    [Fact]
    public async Task The_same_form_sent_twice_promises_once()
    {
        var customer = await NewAsync();
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = "只承诺一次";
        for (var i = 0; i < 2; i++)
            await app.WithAsync<FollowUpService>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), None));
        Assert.Single(await OpenAsync(customer));
    }

    [Fact]
    public async Task Two_taps_at_once_keep_the_first()
    {
        var (customer, _) = await PromiseAsync("两人同时点");
        var id = (await OpenAsync(customer))[0].Id;
        await Task.WhenAll(new[] { Who.RepEast, Who.MgrEast }.Select(who => Task.Run(() => app.WithAsync<CommitmentService>(c => c.FulfilAsync(id, app.As(who), None)))));
        Assert.Equal(1, await app.DbAsync(db => db.AuditEntries.CountAsync(a => a.EntityType == nameof(Commitment) && a.EntityId == id && a.Action == AuditAction.Changed)));
    }

    [Theory]
    [InlineData(21, 3)]
    [InlineData(1, 501)]
    public async Task Too_many_or_too_long_ones_are_refused_at_the_field(int lines, int length)
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(
            () => PromiseAsync(string.Join('\n', Enumerable.Range(0, lines).Select(i => i + new string('长', length)))));
        Assert.Equal(nameof(FollowUpForm.Commitments), Assert.Single(refusal.Errors).PropertyName);
    }

    [Theory]
    [InlineData(Who.RepEast2)]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public async Task Who_may_not_write_about_the_customer_keeps_no_promise_of_it(Who who)
    {
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = "不归你";
        var record = await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), None));
        var id = await app.DbAsync(db => db.Commitments.Where(c => c.FollowUpId == record).Select(c => c.Id).SingleAsync());
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CommitmentService>(c => c.FulfilAsync(id, app.As(who), None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CommitmentService>(c => c.ReopenAsync(id, app.As(who), None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
        if (who is Who.RepSouth or Who.MgrSouth)
            Assert.Empty(await app.WithAsync<CommitmentService, IReadOnlyList<CommitmentRow>>(c => c.OpenOfCustomerAsync(app.Company.EastCustomer, app.As(who), None)));
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.MgrEast, OwnedByRep($"承诺测试第{Interlocked.Increment(ref count)}号锻造厂"));

    private CrmWeb.Core.Customers.Forms.CustomerForm OwnedByRep(string name)
    {
        var form = Forms.Customer(name);
        form.Owner = app.Company[Who.RepEast].Id;
        return form;
    }

    private async Task<(int Customer, int Record)> PromiseAsync(string commitments)
    {
        var customer = await NewAsync();
        await app.DbAsync(async db =>
        {
            var loaded = await db.Customers.SingleAsync(c => c.Id == customer);
            loaded.AddCollaborator(new CrmWeb.Core.Customers.Collaborator(app.Company[Who.RepEast3].Id, canEdit: true, until: null));
            return await db.SaveChangesAsync(CrmWeb.Core.Access.UserScope.System, None);
        });
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.Commitments = commitments;
        return (customer, await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), None)));
    }

    private Task<IReadOnlyList<CommitmentRow>> OpenAsync(int customer) =>
        app.WithAsync<CommitmentService, IReadOnlyList<CommitmentRow>>(c => c.OpenOfCustomerAsync(customer, app.As(Who.RepEast), None));
}
