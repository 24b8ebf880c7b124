using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CrmWeb.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace CrmWeb.Pages.Files;

/// <summary>One file among the parts of a request, to be read before the next one is asked for.</summary>
/// <param name="Name">As the sender gives it.</param>
internal sealed record UploadPart(string? Name, Stream Body);

/// <summary>The parts of a request in their order, never more than a piece of one in memory. Fields stand before the files.</summary>
internal sealed class UploadParts(HttpContext http, string boundary)
{
    /// <summary>Bytes that a form needs besides its files.</summary>
    public const int RoomForFields = 256 * 1024;

    private const int PieceBytes = 64 * 1024;
    private const int MostFields = 20;
    private const int LongestField = 4096;

    private readonly MultipartReader reader = new(boundary, http.Request.Body, PieceBytes);

    /// <summary>What came so far.</summary>
    public Dictionary<string, string> Fields { get; } = [];

    /// <returns>Null at the end. A file field in which nothing was chosen has no name and counts as an empty field.</returns>
    /// <exception cref="InvalidDataException">These are no parts of a form, or too many fields.</exception>
    /// <exception cref="IOException">They end in the middle.</exception>
    public async Task<UploadPart?> NextFileAsync()
    {
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                throw new InvalidDataException("A part has no name.");
            if (disposition.IsFileDisposition())
            {
                var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
                return new UploadPart(name.Replace("%22", "\"", StringComparison.Ordinal), section.Body);
            }

            if (disposition.IsFormDisposition())
                await ReadFieldAsync(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), section.Body);
        }

        return null;
    }

    /// <summary>The key of one file of a form: its own for each sender, so that nobody takes another's, and for each turn. What is sent under it counts besides.</summary>
    public static Guid KeyOf(string? formKey, int index, UserScope by) => Guid.TryParse(formKey, out var key)
        ? new Guid(SHA256.HashData([.. key.ToByteArray(), .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{index}:{by.UserId}"))]).AsSpan(0, 16))
        : Guid.NewGuid();

    private async Task ReadFieldAsync(string name, Stream body)
    {
        var value = new byte[LongestField];
        var length = await body.ReadAtLeastAsync(value, value.Length, throwOnEndOfStream: false, http.RequestAborted);
        if (length == value.Length || Fields.Count == MostFields)
            throw new InvalidDataException("The fields beside the files are too many or too long.");
        Fields[name] = Encoding.UTF8.GetString(value, 0, length);
    }
}

/// <summary>Whether files come from a page of ours, shown to whoever is signed in.</summary>
internal sealed class UploadToken(IAntiforgery antiforgery, DraftKeeper drafts)
{
    private const string Field = "__RequestVerificationToken";
    private const string Header = "X-CSRF-TOKEN";

    /// <summary>By the header a script sends, or the field a form has before its files.</summary>
    public Task<bool> IsOursAsync(HttpContext http, Dictionary<string, string> fields)
    {
        if (!http.Request.Headers.ContainsKey(Header) && fields.TryGetValue(Field, out var token))
            http.Request.Headers[Header] = token;
        return antiforgery.IsRequestValidAsync(http);
    }

    /// <returns>The status of the page that says why.</returns>
    public async Task<int> RefuseAsync(HttpContext http) => ((StatusCodeResult)(await drafts.RefuseAsync(http)).Answer(http)).StatusCode;
}
