using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Files;

/// <summary>Files on their way in: what is taken, what is refused, and that nothing half remains.</summary>
public sealed class UploadTests(CrmApp app) : IClassFixture<CrmApp>
{
    private const string Hostile = "\"><svg onload=alert(1)>.png";
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\x1A\n"u8, 0, 0, 0, 0];

    private string Address => $"/files/upload?customer={app.Company.EastCustomer}";

    [Fact]
    public async Task A_form_sends_several_files_at_once_and_is_led_back_with_a_word()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var before = await CountAsync();

        var answer = await rep.UploadAsync(Address, [("Kind", "quotation"), ("Key", $"{Guid.NewGuid()}")], ("报价单（最终版）·𠮷野.pdf", Uploads.Pdf), ("清单.csv", "a,b"u8.ToArray()));

        Assert.Equal($"/customers/{app.Company.EastCustomer}/files", answer.Location);
        var page = await answer.FollowAsync();
        Assert.Contains("报价单（最终版）·𠮷野.pdf", page.Texts(".file-name"));
        Assert.Contains("已上传 2 个文件。", page.Texts("[data-toast]")[0], StringComparison.Ordinal);
        Assert.Equal(before + 2, await CountAsync());
    }

    [Fact]
    public async Task A_form_sent_twice_keeps_its_files_once()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        (string, string?)[] fields = [("Kind", "other"), ("Key", $"{Guid.NewGuid()}")];
        var before = await CountAsync();

        foreach (var _ in Enumerable.Range(0, 2))
            Assert.True((await rep.UploadAsync(Address, fields, ("一次.pdf", Uploads.Pdf))).IsRedirect);

        Assert.Equal(before + 1, await CountAsync());
        AssertNothingHalf();
    }

    [Fact]
    public async Task Whose_token_is_missing_or_foreign_sends_nothing()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var before = await CountAsync();

        var answer = await rep.SendPartsAsync(Address, Uploads.Parts([("Kind", "other")], ("合同.pdf", Uploads.Pdf)));
        var late = await rep.SendPartsAsync(Address, Uploads.Parts([], ("合同.pdf", Uploads.Pdf), ("x", "y"u8.ToArray())));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.Status, late.Status));
        Assert.Equal(before, await CountAsync());
        AssertNothingHalf();
    }

    [Theory]
    [InlineData("图.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("页面.html", "<script>alert(1)</script>")]
    [InlineData("照片.png", "<html><script>alert(1)</script></html>")]
    [InlineData("照片.png.aspx", "x")]
    [InlineData("a.aspx.", "x")]
    [InlineData("a.aspx::$DATA", "x")]
    [InlineData("a.cshtml", "x")]
    [InlineData("合同.pdf", "MZ")]
    [InlineData("空.txt", "")]
    [InlineData("..", "x")]
    public async Task What_is_not_allowed_or_not_what_it_says_is_refused_in_a_sentence(string name, string content)
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var before = await CountAsync();

        var answer = await SendAsync(rep, name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Matches("\"said\":\"[^\"]+\"", answer.Text);
        Assert.Equal(before, await CountAsync());
        AssertNothingHalf();
    }

    [Theory]
    [InlineData(Hostile, "___svg onload=alert(1)_.png")]
    [InlineData("../../../x.png", "x.png")]
    [InlineData("图\u202Egnp.png", "图gnp.png")]
    [InlineData("图.png.", "图.png")]
    public async Task A_hostile_name_becomes_a_harmless_one(string given, string kept)
    {
        var rep = await app.ClientAsync(Who.RepEast);

        var answer = await SendAsync(rep, given, Png);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(await app.DbAsync(db => db.Attachments.AnyAsync(f => f.Name == kept)));
        var list = await rep.GetAsync($"/customers/{app.Company.EastCustomer}/files?size=100");
        Assert.Contains(kept, list.Texts(".file-name"));
        Assert.Empty(list.Document.QuerySelectorAll("[onload]"));
    }

    [Fact]
    public async Task What_is_larger_than_the_limit_is_refused_before_it_is_read()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address);

        // Says that 2 GB follow, and sends none of them.
        request.Content = new UnendingContent(2L * 1024 * 1024 * 1024);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await rep.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("100 MB", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        AssertNothingHalf();
    }

    [Fact]
    public async Task A_file_that_turns_out_too_large_leaves_nothing()
    {
        using (var scope = app.Services.CreateScope())
        {
            var settings = scope.ServiceProvider.GetRequiredService<FileSettingsService>();
            await settings.SaveAsync(new FileSettingsForm { Megabytes = 1, Formats = [.. FileFormat.All.Select(f => f.Code)], Version = (await settings.ReadAsync(CancellationToken.None)).Version }, app.As(Who.Admin), CancellationToken.None);
        }

        var before = await CountAsync();
        await Assert.ThrowsAsync<FluentValidation.ValidationException>(() => app.FileAsync(Who.RepEast, app.Company.EastCustomer, "大.txt", Encoding.UTF8.GetBytes(new string('a', (1024 * 1024) + 1))));

        Assert.Equal(before, await CountAsync());
        AssertNothingHalf();
        await app.DbAsync(db => db.Set<FileSettings>().ExecuteDeleteAsync());
    }

    [Theory]
    [InlineData("multipart/form-data; boundary=x", "", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data", "--x\r\n\r\n--x--\r\n", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("multipart/form-data; boundary=x", "--y\r\n\r\n--y--\r\n", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"a.txt\"\r\n\r\nabc", HttpStatusCode.BadRequest)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"a.txt\"\r\n\r\nabc\r\n--x\r\n", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_whole_form_is_the_senders_fault(string type, string body, HttpStatusCode status)
    {
        var rep = await app.SignInAsync(Who.RepEast);
        var before = await CountAsync();
        rep.Http.DefaultRequestHeaders.Add("X-CSRF-TOKEN", (await rep.GetAsync($"/customers/{app.Company.EastCustomer}/files")).FormWith("Kind")["__RequestVerificationToken"]);

        var answer = await rep.SendPartsAsync(Address, new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } });

        Assert.Equal(status, answer.Status);
        AssertNothingHalf();
        Assert.InRange(await CountAsync(), before, before + (body.Contains("abc\r\n", StringComparison.Ordinal) ? 1 : 0));
    }

    [Fact]
    public async Task A_contact_a_follow_up_and_a_file_of_another_customer_are_refused()
    {
        var rep = await app.ClientAsync(Who.RepEast);
        var other = await app.RegisterAsync(Who.RepEast, Forms.Customer("上传另一家阀门有限公司"));
        var contact = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == other).Select(c => c.Id).FirstAsync());
        var followUp = await app.WithAsync<FollowUpService, int>(s => s.RecordAsync(other, Forms.Record(new DateTime(2026, 11, 10, 9, 0, 0)), app.As(Who.RepEast), CancellationToken.None));
        var file = await app.FileAsync(Who.RepEast, other);
        var before = await app.SnapshotAsync();

        foreach (var more in new[] { $"contact={contact}", $"followUp={followUp}", $"file={file}" })
            Assert.Equal(HttpStatusCode.NotFound, (await rep.UploadAsync($"{Address}&{more}", [], ("合同.pdf", [.. Uploads.Pdf, 10]))).Status);

        Assert.Empty(before.Changes(await app.SnapshotAsync()));
        AssertNothingHalf();
    }

    [Fact]
    public async Task Of_more_than_a_hundred_files_at_once_the_first_hundred_are_kept_and_that_is_said()
    {
        var rep = await app.ClientAsync(Who.RepSouth);
        var before = await CountAsync();

        var answer = await rep.UploadAsync(
            $"/files/upload?customer={app.Company.SouthCustomer}", [("Key", $"{Guid.NewGuid()}")], [.. Enumerable.Range(1, 101).Select(n => ($"第{n}个.txt", "x"u8.ToArray()))]);

        Assert.Contains("100", (await answer.FollowAsync()).Texts("[data-toast]")[0], StringComparison.Ordinal);
        Assert.Equal(before + 100, await CountAsync());
    }

    [Fact]
    public async Task A_line_that_breaks_in_the_middle_leaves_nothing()
    {
        var before = await CountAsync();

        await Assert.ThrowsAsync<IOException>(() => app.WithAsync<AttachmentService>(s => s.AddAsync(
            new UploadForm { Customer = app.Company.EastCustomer, CreationKey = Guid.NewGuid() }, "合同.pdf", new BrokenContent(), app.As(Who.RepEast), CancellationToken.None)));

        Assert.Equal(before, await CountAsync());
        AssertNothingHalf();
    }

    [Fact]
    public async Task A_storage_that_takes_nothing_is_told_in_a_sentence_and_leaves_no_row()
    {
        var before = await CountAsync();
        var rep = await app.ClientAsync(Who.RepEast);
        var folder = Path.Combine(app.Services.GetRequiredService<DatabaseSettings>().DataFolder, "files");
        if (Directory.Exists(folder))
            Directory.Move(folder, folder + "-away");
        await File.WriteAllTextAsync(folder, "no folder");
        try
        {
            var answer = await SendAsync(rep, "合同.pdf", Uploads.Pdf);
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.Status);
            Assert.Matches("\"said\":\"[^\"]+\"", answer.Text);
            Assert.Equal(before, await CountAsync());
        }
        finally
        {
            File.Delete(folder);
            if (Directory.Exists(folder + "-away"))
                Directory.Move(folder + "-away", folder);
        }
    }

    private Task<int> CountAsync() => app.DbAsync(db => db.Attachments.CountAsync());

    private void AssertNothingHalf() => Assert.DoesNotContain(app.Services.GetRequiredService<IFileStore>().All(), f => !f.IsKept);

    private async Task<PageAnswer> SendAsync(Browser rep, string name, byte[] content)
    {
        rep.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        try
        {
            return await rep.UploadAsync(Address, [("Key", $"{Guid.NewGuid()}")], (name, content));
        }
        finally
        {
            rep.Http.DefaultRequestHeaders.Accept.Clear();
        }
    }

    /// <summary>Says how long it is, and never comes.</summary>
    private sealed class UnendingContent : HttpContent
    {
        private readonly long length;

        public UnendingContent(long length)
        {
            this.length = length;
            Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => Task.CompletedTask;

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }

    /// <summary>A beginning, then the line is gone.</summary>
    private sealed class BrokenContent : MemoryStream
    {
        private int times;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (times++ > 2)
                throw new IOException("gone");
            Uploads.Pdf.CopyTo(buffer);
            return ValueTask.FromResult(Uploads.Pdf.Length);
        }
    }
}
