using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

public sealed class CustomerEditorTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_stage_move_or_a_follow_up_does_not_disturb_an_open_form()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("冲突测试四号泵业有限公司"));
        var form = await OpenAsync(id, Who.RepEast);
        var record = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        record.Stage = "needs";
        await app.WithAsync<CrmWeb.Core.FollowUps.Recording.FollowUpService, int>(w => w.RecordAsync(id, record, app.As(Who.RepEast), None));
        form.Remarks = "仍然保存";
        await SaveAsync(id, form, Who.RepEast);

        var customer = await app.CustomerAsync(id);
        Assert.Equal("仍然保存", customer.Notes.Remarks);
        Assert.NotNull(customer.LastFollowUpAt);
    }

    [Fact]
    public async Task An_edit_does_not_bring_a_deleted_customer_back()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("冲突测试五号泵业有限公司"));

        // Loaded before the deletion, saved after it: the moment no check before saving can cover.
        await Assert.ThrowsAsync<EditConflictException>(() => app.DbAsync(async db =>
        {
            var loaded = await db.Customers.SingleAsync(c => c.Id == id);
            await app.WithAsync<RecycleBin>(b => b.DeleteAsync(id, app.As(Who.MgrEast), None));
            loaded.Touch(app.Company[Who.RepEast].Id, app.Clock.Now);
            return await db.SaveChangesAsync(app.As(Who.RepEast), None);
        }));

        Assert.NotNull((await app.CustomerAsync(id)).DeletedAt);
    }

    [Fact]
    public async Task A_stage_move_does_not_bring_a_deleted_customer_back()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("冲突测试六号泵业有限公司"));
        var stage = (await app.WithAsync<CrmWeb.Core.ReferenceData.Stages.PipelineCatalog, CrmWeb.Core.ReferenceData.Stages.PipelineSnapshot>(p => p.GetAsync(None).AsTask())).Find("needs")!;
        await Assert.ThrowsAsync<EditConflictException>(() => app.DbAsync(async db =>
        {
            var loaded = await db.Customers.SingleAsync(c => c.Id == id);
            await app.WithAsync<RecycleBin>(b => b.DeleteAsync(id, app.As(Who.MgrEast), None));
            loaded.MoveTo(stage, app.Company[Who.RepEast].Id, app.Clock.Now, null, null);
            return await db.SaveChangesAsync(app.As(Who.RepEast), None);
        }));

        var customer = await app.CustomerAsync(id);
        Assert.NotNull(customer.DeletedAt);
        Assert.NotEqual(stage.Id, customer.StageId);
    }

    [Fact]
    public async Task A_deleted_customer_can_be_restored_as_it_was()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("回收站一号泵业有限公司"));
        await app.WithAsync<RecycleBin>(b => b.DeleteAsync(id, app.As(Who.MgrEast), None));
        var binned = await app.WithAsync<RecycleBin, PageOf<BinnedCustomer>>(b => b.ListAsync(new PageWanted(1, 20), app.As(Who.MgrEast), None));
        Assert.Contains(binned.Rows, b => b.Id == id && b.DeletedByName == app.As(Who.MgrEast).Name);
        await Assert.ThrowsAsync<NotFoundException>(() => OpenAsync(id, Who.RepEast));

        await app.WithAsync<RecycleBin>(b => b.RestoreAsync(id, app.As(Who.MgrEast), None));

        Assert.Equal("回收站一号泵业有限公司", (await OpenAsync(id, Who.RepEast)).Name);
    }

    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.RepEast3)]
    [InlineData(Who.MgrSouth)]
    [InlineData(Who.Service)]
    public async Task Who_may_not_delete_deletes_and_restores_nothing(Who who)
    {
        var before = await app.SnapshotAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<RecycleBin>(b => b.DeleteAsync(app.Company.EastCustomer, app.As(who), None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<RecycleBin>(b => b.RestoreAsync(app.Company.BinnedCustomer, app.As(who), None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    [Fact]
    public async Task Reassigning_changes_owner_and_department_and_nothing_else()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("移交一号泵业有限公司"));
        var before = await app.CustomerAsync(id);
        await app.WithAsync<CustomerAssignment>(a => a.AssignAsync(id, app.Company[Who.RepEast3].Id, app.As(Who.MgrEast), None));
        var after = await app.CustomerAsync(id);

        Assert.Equal((app.Company[Who.RepEast3].Id, app.Company.DepartmentHangzhou), (after.OwnerId, after.DepartmentId));
        Assert.Equal((before.StageId, before.StageEnteredAt, before.DeveloperId), (after.StageId, after.StageEnteredAt, after.DeveloperId));
    }

    [Theory]
    [InlineData(Who.MgrEast, Who.RepSouth)]
    [InlineData(Who.MgrEast, Who.Service)]
    public async Task An_heir_is_chosen_inside_the_branch(Who by, Who heir)
    {
        var refusal = await Assert.ThrowsAsync<ValidationException>(() => app.WithAsync<CustomerAssignment>(
            a => a.AssignAsync(app.Company.EastCustomer, app.Company[heir].Id, app.As(by), None)));
        Assert.Equal("Owner", Assert.Single(refusal.Errors).PropertyName);
    }

    private Task<CustomerForm> OpenAsync(int id, Who who) => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(who), None));

    private Task SaveAsync(int id, CustomerForm form, Who who) => app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(who), None));
}
