using System.Net.Http.Headers;
using System.Text;
using CrmWeb.Core.Files;

namespace CrmWeb.Testing;

/// <summary>Files as a browser sends them, and files that are there already.</summary>
public static class Uploads
{
    public static readonly byte[] Pdf = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    /// <summary>Keeps a file with a customer.</summary>
    public static Task<Guid> FileAsync(this CrmApp app, Who by, int customer, string name = "合同.pdf", byte[]? content = null, string? kind = null) =>
        app.WithAsync<AttachmentService, Guid>(s => s.AddAsync(
            new UploadForm { Customer = customer, Kind = kind, CreationKey = Guid.NewGuid() }, name, new MemoryStream(content ?? Pdf), app.As(by), CancellationToken.None));

    /// <summary>Sends files as a form does: fields first, names as browsers write them.</summary>
    public static async Task<PageAnswer> UploadAsync(this Browser browser, string address, IEnumerable<(string Name, string? Value)> fields, params (string Name, byte[] Content)[] files)
    {
        await browser.PrepareAsync();
        return await browser.SendPartsAsync(address, Parts([("__RequestVerificationToken", browser.FormToken), .. fields], files));
    }

    /// <summary>The parts of a form, with each name in raw UTF-8.</summary>
    public static HttpContent Parts(IEnumerable<(string Name, string? Value)> fields, params (string Name, byte[] Content)[] files)
    {
        const string Boundary = "----crm-test-boundary";
        using MemoryStream body = new();
        foreach (var (name, value) in fields)
            Write($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        foreach (var (name, content) in files)
        {
            Write($"--{Boundary}\r\nContent-Disposition: form-data; name=\"Files\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
            body.Write(content);
            Write("\r\n");
        }

        Write($"--{Boundary}--\r\n");
        return new ByteArrayContent(body.ToArray()) { Headers = { ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={Boundary}") } };

        void Write(string text) => body.Write(Encoding.UTF8.GetBytes(text));
    }
}
