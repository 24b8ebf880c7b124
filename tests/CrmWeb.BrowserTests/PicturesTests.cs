using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests;

/// <summary>
/// Takes the pictures of the README and the user guide. It fails when a page no longer shows what its caption says.
/// With CRM_PICTURES set to a folder (eng/pictures.sh does) they are kept there.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed class PicturesTests(DemoSite site)
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CRM_PICTURES");

    [BrowserTheory]
    [InlineData("desk", "rep.east1", 1280, "/", "工作台", "My desk")]
    [InlineData("desk-team", "mgr.east", 1280, "/", "工作台", "Team desk")]
    [InlineData("desk-phone", "rep.east1", 390, "/", "工作台", "My desk")]
    [InlineData("customers", "rep.east1", 1280, "/customers", "客户", "Customers")]
    [InlineData("customer-new", "rep.east1", 1280, "/customers/new", "新增客户", "New customer")]
    [InlineData("customer", "rep.east1", 1280, "FIRST", null, null)]
    [InlineData("customer-phone", "rep.east1", 390, "FIRST", null, null)]
    [InlineData("follow-up-phone", "rep.east1", 390, "FOLLOW-UP", "写跟进", "Write follow-up")]
    [InlineData("follow-ups", "mgr.east", 1280, "/follow-ups?team=true", "跟进", "Follow-ups")]
    [InlineData("calendar", "rep.east1", 1280, "/follow-ups/calendar?view=week", "日历", "Calendar")]
    [InlineData("contacts", "rep.east1", 1280, "/contacts", "联系人", "Contacts")]
    [InlineData("calendar", "rep.east1", 1280, "/follow-ups/calendar", "日历", "Calendar")]
    [InlineData("notifications", "rep.east1", 1280, "/notifications?list=all", "通知", "Notifications")]
    [InlineData("report-funnel", "mgr.east", 1280, "/reports/funnel", "转化漏斗", "Funnel")]
    [InlineData("report-team", "mgr.east", 1280, "/reports/team", "团队业绩分析表", "Team performance")]
    [InlineData("morning", "mgr.east", 1280, "/reports/morning", "晨会", "Morning meeting")]
    [InlineData("report-template", "mgr.east", 1280, "/reports/templates/2", "客户行业分布", "Customers by industry")]
    [InlineData("targets", "mgr.east", 1280, "/reports/targets", "销售目标", "Sales targets")]
    [InlineData("export", "mgr.east", 1280, "/customers/export?stage=quotation", "导出", "Export")]
    [InlineData("health", "mgr.east", 1280, "/reports/health", "健康度", "Customer health")]
    [InlineData("daily", "rep.east1", 1280, "/reports/daily", "日报", "My daily report")]
    [InlineData("required-fields", "admin", 1280, "/admin/fields/required", "必填字段", "Required fields")]
    [InlineData("custom-field", "admin", 1280, "/admin/fields/1", "转型需求", "Transformation")]
    [InlineData("orders", "mgr.east", 1280, "/orders", "订单", "Orders")]
    [InlineData("files", "rep.east1", 1280, "/customers/1/files", "文件", "Files")]
    [InlineData("custom-fields", "admin", 1280, "/admin/fields", "自定义字段", "Custom fields")]
    [InlineData("rules", "admin", 1280, "/admin/rules", "监控规则", "Watch rules")]
    [InlineData("working-calendar", "admin", 1280, "/admin/calendar", "工作日历", "Working calendar")]
    [InlineData("channels", "admin", 1280, "/admin/notifications", "通知渠道", "Notification channels")]
    [InlineData("jobs", "admin", 1280, "/admin/jobs", "后台任务", "Jobs")]
    [InlineData("lists", "admin", 1280, "/admin/lists", "列表", "Lists")]
    [InlineData("tags", "admin", 1280, "/admin/tags", "标签", "Tags")]
    [InlineData("stages", "admin", 1280, "/admin/stages", "跟进阶段", "Pipeline stages")]
    [InlineData("departments", "admin", 1280, "/admin/departments", "部门", "Departments")]
    [InlineData("users", "admin", 1280, "/admin/users", "用户", "Users")]
    public async Task A_picture_shows_what_its_caption_says(string name, string user, int width, string path, string? zh, string? en)
    {
        foreach (var (language, heading) in new[] { ("zh-CN", zh), ("en", en) })
        {
            await using var window = await (await site.OpenAsync(width, language: language)).AsAsync(user);
            await window.Page.GotoAsync(await ResolveAsync(window, path));
            var title = window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });
            await (heading is null ? Expect(title).Not.ToBeEmptyAsync() : Expect(title).ToContainTextAsync(heading));
            if (await window.Page.Locator("[data-chart]").CountAsync() > 0)
                await Expect(window.Page.Locator("canvas").First).ToBeVisibleAsync();
            if (Folder is not null)
                await window.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.{language}.png") });
        }
    }

    private static async Task<string> ResolveAsync(Window window, string path)
    {
        if (path.StartsWith('/'))
            return path;
        await window.Page.GotoAsync("/customers?stage=quotation");
        var first = (await window.Page.Locator("a.primary-link").First.GetAttributeAsync("href"))!;
        return path == "FIRST" ? first : $"/follow-ups/new?customer={first.Split('/')[^1]}";
    }
}
