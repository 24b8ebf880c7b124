using System.IO.Compression;
using System.Net;
using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;
using Xunit;

namespace CrmWeb.Tests.Pages.Files;

/// <summary>Files on pages: their names in headers, previews, versions, the bin, archives.</summary>
public sealed class FilePagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const string Name = "报价单（最终版）·𠮷野.pdf";

    private int Customer => app.Company.EastCustomer;

    [Fact]
    public async Task A_download_has_its_exact_name_and_opens_nowhere()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var key = await app.FileAsync(Who.RepEast, Customer, Name);

        using var answer = await rep.Http.GetAsync($"/files/{key}/download");

        Assert.Equal(Uploads.Pdf, await answer.Content.ReadAsByteArrayAsync());
        var disposition = answer.Content.Headers.GetValues("Content-Disposition").Single();
        Assert.StartsWith("attachment; filename=", disposition, StringComparison.Ordinal);
        Assert.EndsWith("filename*=UTF-8''" + Uri.EscapeDataString(Name), disposition, StringComparison.Ordinal);
        Assert.All(disposition, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_is_shown_as_what_it_is_and_nothing_else_is()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var document = await app.FileAsync(Who.RepEast, Customer, Name);
        var text = await app.FileAsync(Who.RepEast, Customer, "页面.txt", "<script>alert(1)</script>"u8.ToArray());

        using var shown = await rep.Http.GetAsync($"/files/{document}/shown");

        Assert.Equal("application/pdf", shown.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("inline", shown.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", shown.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/files/{text}/shown")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/files/{text}/picture")).Status);
        var page = await rep.GetAsync($"/files/{text}");
        Assert.Equal("<script>alert(1)</script>", page.Document.QuerySelector("pre.file-text")!.TextContent);
    }

    [Fact]
    public async Task A_picture_is_shown_as_one_drawn_anew()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        using var bitmap = new SKBitmap(40, 20);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        byte[] polyglot = [.. png.ToArray(), .. "<script>alert(1)</script>"u8];
        var key = await app.FileAsync(Who.RepEast, Customer, "照片.png", polyglot);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var answer = await rep.Http.GetAsync($"/files/{key}/picture?small=true");
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
            Assert.DoesNotContain("script", System.Text.Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync()), StringComparison.Ordinal);
        }

        Assert.NotNull((await rep.GetAsync($"/files/{key}")).Document.QuerySelector("img.file-picture"));
    }

    [Fact]
    public async Task What_cannot_be_shown_says_so_and_offers_the_download()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var broken = await app.FileAsync(Who.RepEast, Customer, "坏.png", [0x89, .. "PNG\r\n\x1A\n"u8, 1, 2, 3]);

        var page = await rep.GetAsync($"/files/{broken}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("无法预览", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"a[href='/files/{broken}/download']"));

        // The page that says so is one of ours, with its style sheet.
        using var picture = await rep.Http.GetAsync($"/files/{broken}/picture");
        Assert.Equal(HttpStatusCode.NotFound, picture.StatusCode);
        Assert.DoesNotContain("sandbox", picture.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_content_keeps_the_one_before_as_a_version()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var key = await app.FileAsync(Who.RepEast, Customer, "版本.txt", "一"u8.ToArray());

        var refused = await rep.UploadAsync($"/files/upload?customer={Customer}&file={key}", [], ("别的.pdf", Uploads.Pdf));
        Assert.Contains("相同扩展名", (await refused.FollowAsync()).Texts("[data-toast]")[0], StringComparison.Ordinal);
        Assert.True((await rep.UploadAsync($"/files/upload?customer={Customer}&file={key}", [], ("新.txt", "二"u8.ToArray()))).IsRedirect);

        Assert.Equal("二", (await rep.GetAsync($"/files/{key}/download")).Text);
        Assert.Equal("一", (await rep.GetAsync($"/files/{key}/download?version=1")).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/files/{key}/download?version=3")).Status);
        var page = await rep.GetAsync($"/files/{key}");
        Assert.Equal("版本.txt", page.Texts("h1")[0]);
        Assert.Contains("版本 2", page.Texts("#versions-title"));
    }

    [Fact]
    public async Task A_file_is_renamed_with_its_ending_and_whoever_comes_second_is_told()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var key = await app.FileAsync(Who.RepEast, Customer, "旧名.pdf");
        var (first, second) = (await rep.GetAsync($"/files/{key}"), await rep.GetAsync($"/files/{key}"));

        var wrong = await first.FormWith("Form.Name").Set("Form.Name", "新名.exe").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal("新名.exe", wrong.FormWith("Form.Name")["Form.Name"]);
        Assert.True((await first.FormWith("Form.Name").Set("Form.Name", "新名.pdf").Set("Form.Kind", "contract").SubmitAsync()).IsRedirect);
        var late = await second.FormWith("Form.Name").Set("Form.Name", "别名.pdf").SubmitAsync();

        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Equal("别名.pdf", late.FormWith("Form.Name")["Form.Name"]);
        Assert.Equal("新名.pdf", (await rep.GetAsync($"/files/{key}")).Texts("h1")[0]);
        Assert.Contains("新名.pdf", (await rep.GetAsync($"/customers/{Customer}?timeline=changes")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_goes_to_the_bin_and_comes_back()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var key = await app.FileAsync(Who.RepEast, Customer, "进出回收站.pdf");

        var gone = await rep.PostAsync($"/files/{key}?handler=bin");
        Assert.DoesNotContain("进出回收站.pdf", (await gone.FollowAsync()).Texts(".file-name"));
        Assert.Contains("进出回收站.pdf", (await rep.GetAsync($"/customers/{Customer}/files?bin=true")).Texts(".file-name"));
        Assert.Equal(HttpStatusCode.NotFound, (await rep.GetAsync($"/customers/{Customer}/files/archive?file={key}")).Status);
        Assert.True((await rep.PostAsync($"/files/{key}?handler=restore")).IsRedirect);
        Assert.Contains("进出回收站.pdf", (await rep.GetAsync($"/customers/{Customer}/files?size=100")).Texts(".file-name"));
    }

    [Fact]
    public async Task Several_come_in_one_archive_under_different_names()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        Guid[] keys = [await app.FileAsync(Who.RepEast, Customer, "同名.txt", "一"u8.ToArray()), await app.FileAsync(Who.RepEast, Customer, "同名.txt", "二"u8.ToArray())];

        using var answer = await rep.Http.GetAsync($"/customers/{Customer}/files/archive?{string.Join('&', keys.Select(k => $"file={k}"))}");

        using var zip = new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        Assert.Equal(["同名 (2).txt", "同名.txt"], zip.Entries.Select(e => e.FullName).Order(StringComparer.Ordinal));
        Assert.All(zip.Entries, e => Assert.Equal(app.Services.GetRequiredService<OrganizationClock>().ToLocal(app.Clock.Now), e.LastWriteTime.DateTime, TimeSpan.FromSeconds(2)));
        Assert.Equal(HttpStatusCode.BadRequest, (await rep.GetAsync($"/customers/{Customer}/files/archive")).Status);
    }

    [Fact]
    public async Task The_list_goes_by_kind_and_the_record_and_the_timeline_name_the_file()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        await app.FileAsync(Who.RepEast, Customer, "会议纪要之一.txt", "x"u8.ToArray(), "minutes");

        Assert.Contains("会议纪要之一.txt", (await rep.GetAsync($"/customers/{Customer}/files?kind=minutes")).Texts(".file-name"));
        Assert.DoesNotContain("会议纪要之一.txt", (await rep.GetAsync($"/customers/{Customer}/files?kind=contract")).Texts(".file-name"));
        Assert.Equal(HttpStatusCode.BadRequest, (await rep.GetAsync($"/customers/{Customer}/files?kind=nothing")).Status);
        Assert.Contains("会议纪要之一.txt", (await rep.GetAsync($"/customers/{Customer}?timeline=files")).Texts(".timeline-files a"));
        Assert.DoesNotContain("会议纪要之一.txt", (await (await app.ClientAsync(Who.Marketer)).GetAsync($"/customers/{Customer}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_chosen_while_a_follow_up_is_written_are_its_own_once_it_is_saved()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var form = Forms.Record(new DateTime(2026, 11, 10, 9, 0, 0));
        await rep.UploadAsync($"/files/upload?customer={Customer}&form={form.CreationKey}", [], ("随跟进.pdf", Uploads.Pdf));

        var followUp = await app.WithAsync<FollowUpService, int>(s => s.RecordAsync(Customer, form, app.As(Who.RepEast), CancellationToken.None));

        Assert.Equal(followUp, await app.DbAsync(db => db.Attachments.Where(f => f.Name == "随跟进.pdf").Select(f => f.FollowUpId).SingleAsync()));
        Assert.Contains("随跟进.pdf", (await rep.GetAsync($"/follow-ups/{followUp}")).Texts(".file-name"));
        Assert.Contains("随跟进.pdf", (await rep.GetAsync($"/customers/{Customer}")).Texts($"#follow-up-{followUp} .timeline-files a"));
    }
}
