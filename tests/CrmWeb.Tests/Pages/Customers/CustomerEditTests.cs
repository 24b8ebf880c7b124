using System.Net;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers;

public sealed class CustomerEditTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task Who_saves_second_sees_both_versions_and_nothing_is_overwritten()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("镇江同时编辑有限公司"));
        var mine = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        var theirs = (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        Assert.True((await theirs.Set("Form.Remarks", "经理写的").SubmitAsync()).IsRedirect);

        var conflict = await mine.Set("Form.Remarks", "销售写的").Set("Form.Address", "滨河路1号").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Equal(["备注", "销售写的", "经理写的"], conflict.Texts(".notice tbody td").Take(3));
        Assert.StartsWith(app.As(Who.MgrEast).Name, conflict.Texts(".notice tbody td")[3], StringComparison.Ordinal);
        Assert.Equal("经理写的", await RemarksAsync(id));

        Assert.True((await conflict.FormWith("Form.Name").SubmitAsync()).IsRedirect);
        Assert.Equal("销售写的", await RemarksAsync(id));
        Assert.Equal("滨河路1号", await app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Company.Address).SingleAsync()));
    }

    [Fact]
    public async Task Who_saves_second_may_take_the_others_value()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("镇江采用对方有限公司"));
        var mine = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        var theirs = (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        await theirs.Set("Form.Remarks", "经理写的").SubmitAsync();
        var conflict = await mine.Set("Form.Remarks", "销售写的").SubmitAsync();

        Assert.True((await conflict.FormWith("Form.Name").Set("Form.TakeTheirs[0]", "Remarks").SubmitAsync()).IsRedirect);
        Assert.Equal("经理写的", await RemarksAsync(id));
    }

    [Fact]
    public async Task What_only_the_other_changed_is_kept_and_said()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("镇江自动合并有限公司"));
        var mine = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        var theirs = (await (await app.ClientAsync(Who.MgrEast)).GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        await theirs.Set("Form.Remarks", "经理写的").Set("Form.Level", "A").SubmitAsync();

        var record = await (await mine.Set("Form.Address", "滨河路2号").SubmitAsync()).FollowAsync();
        Assert.Contains($"{app.As(Who.MgrEast).Name}同时改了客户等级、备注，已合并。", record.Text);
        var customer = await app.DbAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(("经理写的", "滨河路2号"), (customer.Notes.Remarks, customer.Company.Address));
    }

    [Fact]
    public async Task Every_changed_field_is_on_the_record_with_old_and_new_value()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("扬州变更日志有限公司"));
        var browser = await app.ClientAsync(Who.RepEast);
        var form = (await browser.GetAsync($"/customers/{id}/edit")).FormWith("Form.Name");
        await form.Set("Form.Industry", "C36").Set("Form.Level", "B").Set("Form.Contacts[0].Mobile", "13900001111").SubmitAsync();

        var changes = (await browser.GetAsync($"/customers/{id}?timeline=changes")).Texts("#timeline .change");
        Assert.Contains(changes, c => c.StartsWith("所属行业", StringComparison.Ordinal) && c.Contains("通用设备制造业") && c.Contains("汽车制造业"));
        Assert.Contains(changes, c => c.StartsWith("客户等级", StringComparison.Ordinal) && c.EndsWith('B'));
        Assert.Contains(changes, c => c.Contains("手机号") && c.EndsWith("13900001111", StringComparison.Ordinal));
        Assert.DoesNotContain("13900001111", (await (await app.ClientAsync(Who.Marketer)).GetAsync($"/customers/{id}?timeline=changes")).Text);
    }

    [Fact]
    public async Task A_deleted_customer_waits_in_the_bin_and_comes_back()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("泰州回收站有限公司"));
        var manager = await app.ClientAsync(Who.MgrEast);
        var gone = await manager.PostAsync($"/customers/{id}?handler=Delete");
        Assert.Equal("/customers", gone.Location);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.GetAsync($"/customers/{id}")).Status);
        Assert.Contains("泰州回收站有限公司", (await manager.GetAsync("/customers/recycle-bin")).Text);
        Assert.DoesNotContain("泰州回收站有限公司", (await (await app.ClientAsync(Who.MgrSouth)).GetAsync("/customers/recycle-bin")).Text);

        await manager.PostAsync($"/customers/recycle-bin?handler=Restore&id={id}");
        Assert.Equal(HttpStatusCode.OK, (await manager.GetAsync($"/customers/{id}")).Status);
    }

    [Fact]
    public async Task A_manager_gives_a_customer_to_a_colleague_and_its_stage_and_history_stay()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("南通换负责人有限公司"));
        var manager = await app.ClientAsync(Who.MgrEast);
        await manager.PostAsync($"/customers/{id}/stage", ("Move.Stage", "quotation"), ("Move.From", "initial"));
        await manager.PostAsync($"/customers/{id}?handler=Assign", ("Owner", $"{app.Company[Who.RepEast3].Id}"));

        var customer = await app.DbAsync(db => db.Customers.Include(c => c.StageChanges).SingleAsync(c => c.Id == id));
        Assert.Equal(app.Company[Who.RepEast3].Id, customer.OwnerId);
        Assert.Equal(app.Company.DepartmentHangzhou, customer.DepartmentId);
        Assert.Equal(2, customer.StageChanges.Count);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}")).Status);
        Assert.Contains("何家宝", (await manager.GetAsync($"/customers/{id}?timeline=changes")).Text);
    }

    [Fact]
    public async Task A_manager_cannot_give_a_customer_to_another_branch()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("盐城越权移交有限公司"));
        var answer = await (await app.ClientAsync(Who.MgrEast)).PostAsync($"/customers/{id}?handler=Assign", ("Owner", $"{app.Company[Who.RepSouth].Id}"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("不能指定该同事", answer.Text);
        Assert.Equal(app.Company[Who.RepEast].Id, await app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.OwnerId).SingleAsync()));
    }

    private Task<string?> RemarksAsync(int id) => app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Notes.Remarks).SingleAsync());
}
