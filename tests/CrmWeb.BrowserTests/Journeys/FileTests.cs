using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace CrmWeb.BrowserTests.Journeys;

/// <summary>Files of a customer: dropped, pasted, chosen, looked at, also without script.</summary>
[Collection(DemoCollection.Name)]
public sealed class FileTests(DemoSite site)
{
    /// <summary>Makes an event with files in it, as dropping and pasting do.</summary>
    private const string Bring = """
        ([kind, name, type, base64]) => {
          const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
          const data = new DataTransfer();
          data.items.add(new File([bytes], name, { type }));
          const event = kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
          document.querySelector('main').dispatchEvent(event);
        }
        """;

    /// <summary>A PNG of one point.</summary>
    private const string Point = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    [BrowserTheory]
    [InlineData(1280)]
    [InlineData(360)]
    public async Task Files_come_by_drop_and_by_paste_and_are_looked_at_one_after_the_other(int width)
    {
        await using var rep = await (await site.OpenAsync(width)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers?owner=me");
        await page.GotoAsync(await page.Locator("main tbody a.primary-link").First.GetAttributeAsync("href") + "/files");
        var name = $"会议记录-{width}.txt";
        await page.EvaluateAsync(Bring, new[] { "drop", name, "text/plain", Convert.ToBase64String("第一条：确认交期。"u8) });
        await Expect(page.Locator(".files .file-name", new() { HasText = name })).ToBeVisibleAsync();
        await page.EvaluateAsync(Bring, new[] { "paste", "image.png", "image/png", Point });
        await Expect(page.Locator(".files .file-name", new() { HasText = "截图-" }).First).ToBeVisibleAsync();
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(await rep.BarriersAsync());

        // One that is not allowed never leaves the browser.
        await page.EvaluateAsync(Bring, new[] { "drop", "页面.html", "text/html", Convert.ToBase64String("<script>"u8) });
        await Expect(page.Locator(".upload-said.state-overdue")).ToContainTextAsync("不允许上传此格式");

        await page.Locator(".files .file-name", new() { HasText = "截图-" }).First.ClickAsync();
        await Expect(page.Locator("img.file-picture")).ToBeVisibleAsync();
        Assert.True(await page.Locator("img.file-picture").EvaluateAsync<bool>("image => image.complete && image.naturalWidth > 0"));
        Assert.Empty(await rep.BarriersAsync());
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("pre.file-text")).ToHaveTextAsync("第一条：确认交期。");
        Assert.Equal(0, await rep.SidewaysAsync());
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task A_file_attached_while_a_follow_up_is_written_stands_on_its_entry()
    {
        await using var rep = await (await site.OpenAsync(1280)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers?owner=me");
        await page.Locator("main tbody a.primary-link").Nth(1).ClickAsync();
        await page.Locator("[data-composer] textarea").First.FillAsync("客户发来了需求文档，附后。");
        await page.Locator("[data-composer] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "需求文档.txt", MimeType = "text/plain", Buffer = "需求"u8.ToArray() });
        await Expect(page.Locator("[data-composer] .upload-said")).ToContainTextAsync("保存后归入本次跟进");
        await page.Locator("[data-composer] button[type=submit]").ClickAsync();

        await Expect(page.Locator(".timeline-item", new() { HasText = "客户发来了需求文档，附后。" }).Locator(".timeline-files a")).ToHaveTextAsync("需求文档.txt");
        Assert.Empty(rep.Faults);
    }

    [BrowserFact]
    public async Task Without_script_files_go_by_the_button()
    {
        await using var rep = await (await site.OpenAsync(360, script: false)).AsAsync("rep.east1");
        var page = rep.Page;
        await page.GotoAsync("/customers?owner=me");
        await page.GotoAsync(await page.Locator("main tbody a.primary-link").Nth(2).GetAttributeAsync("href") + "/files");
        await page.Locator("form.upload input[type=file]").First.SetInputFilesAsync(new FilePayload { Name = "无脚本.txt", MimeType = "text/plain", Buffer = "x"u8.ToArray() });
        await page.Locator("form.upload button[type=submit]").ClickAsync();

        await Expect(page.Locator(".files .file-name", new() { HasText = "无脚本.txt" })).ToBeVisibleAsync();
        Assert.Equal(0, await rep.SidewaysAsync());
    }
}
