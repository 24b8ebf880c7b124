using System.Net;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Files;

/// <summary>Forms about files that two people have open at once.</summary>
public sealed class FileFormTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_wrong_name_comes_back_with_what_somebody_else_saved_meanwhile_beside_it()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var key = await app.FileAsync(Who.RepEast, app.Company.EastCustomer, "旧名.pdf");
        var (first, second) = (await rep.GetAsync($"/files/{key}"), await rep.GetAsync($"/files/{key}"));
        Assert.True((await second.FormWith("Form.Name").Set("Form.Name", "别人改的名.pdf").Set("Form.Kind", "contract").SubmitAsync()).IsRedirect);

        var wrong = await first.FormWith("Form.Name").Set("Form.Name", "我的名.exe").Set("Form.Kind", "minutes").SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal("我的名.exe", wrong.FormWith("Form.Name")["Form.Name"]);
        Assert.Contains(wrong.Texts("#Form_Name_more .field-warning"), t => t.Contains("别人改的名.pdf", StringComparison.Ordinal));
        Assert.Contains(wrong.Texts("#Form_Kind_more"), t => t.Contains("合同", StringComparison.Ordinal));

        // Sent once more it is meant.
        Assert.True((await wrong.FormWith("Form.Name").Set("Form.Name", "我的名.pdf").SubmitAsync()).IsRedirect);
        Assert.Equal("我的名.pdf", (await rep.GetAsync($"/files/{key}")).Texts("h1")[0]);
    }

    [Fact]
    public async Task A_wrong_name_alone_brings_no_warning()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var key = await app.FileAsync(Who.RepEast, app.Company.EastCustomer, "独自.pdf");

        var wrong = await (await rep.GetAsync($"/files/{key}")).FormWith("Form.Name").Set("Form.Name", "独自.exe").SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Empty(wrong.Texts(".field-warning"));
    }

    [Fact]
    public async Task Wrong_settings_come_back_with_what_somebody_else_saved_meanwhile_beside_them()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var (first, second) = (await admin.GetAsync("/admin/files"), await admin.GetAsync("/admin/files"));
        Assert.DoesNotContain(first.Texts(".field-warning"), t => t.Length > 0);
        Assert.True((await second.FormWith("Form.Megabytes").Set("Form.Megabytes", "50").Set("Form.Formats", "pdf", "png").SubmitAsync()).IsRedirect);

        var wrong = await first.FormWith("Form.Megabytes").Set("Form.Megabytes", "0").SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Contains(wrong.Texts(".field-warning"), t => t.Contains("50", StringComparison.Ordinal));
        Assert.Contains(wrong.Texts("#Form_Formats_warning"), t => t.EndsWith("PDF · PNG 图片", StringComparison.Ordinal));

        Assert.True((await wrong.FormWith("Form.Megabytes").Set("Form.Megabytes", "60").SubmitAsync()).IsRedirect);
        Assert.Equal("60", (await admin.GetAsync("/admin/files")).FormWith("Form.Megabytes")["Form.Megabytes"]);
    }

    [Fact]
    public async Task Settings_saved_over_what_somebody_else_saved_meanwhile_are_asked_about()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var (first, second) = (await admin.GetAsync("/admin/files"), await admin.GetAsync("/admin/files"));
        Assert.True((await second.FormWith("Form.Megabytes").Set("Form.Megabytes", "70").SubmitAsync()).IsRedirect);

        var late = await first.FormWith("Form.Megabytes").Set("Form.Megabytes", "80").SubmitAsync();

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("80", late.FormWith("Form.Megabytes")["Form.Megabytes"]);
        Assert.Contains(late.Texts(".field-warning"), t => t.Contains("70", StringComparison.Ordinal));
    }
}
