using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Pages;

/// <summary>Follows every link of a user, one page of each kind, and looks for words of the other language.</summary>
internal sealed partial class LanguageCrawl(Browser browser, IReadOnlyList<string> data, bool english)
{
    private static readonly string[] Spoken = ["title", "placeholder", "aria-label", "alt", "content", "data-label", "data-confirm", "data-confirm-button"];

    /// <summary>Names that are the same in Chinese: the product, keys, standards, formats.</summary>
    private static readonly string[] Names = ["CrmWeb", "Ctrl", "Shift", "Enter", "Excel", "GB/T", "GB", "IT", "QQ", "URL", "https", "http", "www", "KB", "MB", "ID", "yyyy", "MM", "dd"];

    /// <summary>Formats of files and their endings.</summary>
    private static readonly HashSet<string> Formats =
    [
        "BMP", "CSV", "GIF", "HEIC", "JPEG", "OFD", "PDF", "PNG", "TIFF", "WebP", "Word", "ZIP", "iPhone", "SHA", "UTF", "mp", "z",
        .. CrmWeb.Core.Files.FileFormat.All.SelectMany(f => f.Endings).Select(e => e[1..]),
    ];

    /// <summary>Names that mail servers, gateways and their consoles use, where those are set up.</summary>
    private static readonly string[] GatewayNames =
    [
        "TLS", "STARTTLS", "HTTP", "POST", "JSON", "Webhook", "AccessKey", "Secret", "Authorization", "PublicBaseUrl",
        "smtp", "exmail", "qq", "com", "com/", "crm", "example", "path", "text", "mobile",
        "OAuth", "soft" /* what is left of Microsoft: Micro and Online are entries of lists */, "Google", "Workspace", "outlook", "office", "default", "mail", "google", "login", "microsoftonline", "oauth", "token", "com/token", "googleapis",
    ];

    /// <summary>A language is called by its own name, so that its readers find it.</summary>
    private static readonly string[] Languages = ["English", "中文"];

    /// <summary>Pages of Hangfire's own, in its words; a test of theirs looks whether they are in the reader's language.</summary>
    private const string Dashboard = "/admin/jobs/dashboard";

    /// <summary>No text to be read here; it says what the CSV beside it says.</summary>
    private const string Workbook = "handler=xlsx";

    private readonly HashSet<(string Text, bool IsGateway)> looked = [];

    public List<string> Findings { get; } = [];

    public HashSet<string> Visited { get; } = [];

    public async Task WalkAsync(params string[] starts)
    {
        Queue<string> waiting = new(starts);
        while (waiting.TryDequeue(out var address))
        {
            if (!IsNew(address))
                continue;
            var page = await browser.GetAsync(address);
            if (page.IsRedirect)
                page = await page.FollowAsync();
            Look(address, page.Document);
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!).Where(a => !a.StartsWith(Dashboard, StringComparison.Ordinal) && !a.Contains(Workbook, StringComparison.Ordinal)))
                waiting.Enqueue(link.Split('#')[0]);
        }
    }

    /// <summary>Sends a form empty, so that the page says what it wants.</summary>
    public async Task MisfillAsync(string address, string field)
    {
        var form = (await browser.GetAsync(address)).FormWith(field);
        var answer = await form.Set(field, "").SubmitAsync();
        Look($"{address} with an empty {field}", answer.Document);
        if (answer.Document.QuerySelector(".crm-errors, .invalid-feedback, .notice-danger") is null)
            Findings.Add($"{address}: nothing was said about an empty {field}.");
    }

    /// <summary>
    /// Whether it is a page of a kind not seen yet: numbers in its path count for nothing, and of the parts of its query what counts is
    /// that any two of them were seen together. A list says nothing more for having all its conditions at once, in each of thousands of ways.
    /// </summary>
    private bool IsNew(string address)
    {
        var parts = address.Split('?', 2);
        var path = Digits().Replace(parts[0], "#");
        List<string> keys = parts.Length == 1 ? [] : [.. parts[1].Split('&').Select(p => p.Split('=')[0]).Distinct().Order(StringComparer.Ordinal)];
        var kinds = keys.SelectMany((key, i) => keys.Skip(i + 1).Select(other => $"{path}?{key}&{other}").Prepend($"{path}?{key}")).Prepend(path);
        return kinds.Count(Visited.Add) > 0;
    }

    private void Look(string address, IHtmlDocument document)
    {
        var isGateway = address.StartsWith("/admin/notifications", StringComparison.Ordinal);
        foreach (var text in Texts(document.DocumentElement).Where(t => !Languages.Contains(t.Trim())))
        {
            // Taking out what people typed is slow: not for what is written throughout in the page's language, and once for what every page says.
            if (!(english ? Han() : Latin()).IsMatch(text) || !looked.Add((text, isGateway)))
                continue;
            var rest = data.Aggregate(Masked().Replace(text, " "), (left, value) => left.Replace(value, " ", StringComparison.OrdinalIgnoreCase));
            var strange = english ? Han().Match(rest) : Latin().Matches(rest).FirstOrDefault(m => !Names.Contains(m.Value) && !Formats.Contains(m.Value) && !(isGateway && GatewayNames.Contains(m.Value)));
            if (strange is { Success: true })
                Findings.Add($"{address}: “{strange.Value}” in “{text.Trim()}”");
        }
    }

    private static IEnumerable<string> Texts(IElement element)
    {
        // Marked as another language, initials of a name, or code.
        if (element.LocalName is "script" or "style" or "template" || element.ClassList.Contains("initials")
            || (element.LocalName != "html" && element.HasAttribute("lang")))
            yield break;
        foreach (var attribute in element.Attributes.Where(a => Spoken.Contains(a.Name) || a.Name.StartsWith("data-text-", StringComparison.Ordinal)))
        {
            if (attribute.Name != "content" || element.GetAttribute("name") == "description")
                yield return attribute.Value;
        }

        foreach (var child in element.ChildNodes.Where(_ => element.LocalName != "textarea"))
        {
            if (child is IElement inner)
            {
                foreach (var text in Texts(inner))
                    yield return text;
            }
            else if (child is IText words && !string.IsNullOrWhiteSpace(words.Data))
            {
                yield return words.Data;
            }
        }
    }

    /// <summary>Every text that people typed, the longest first.</summary>
    public static async Task<IReadOnlyList<string>> TypedAsync(CrmDbContext db)
    {
        HashSet<string> values = [];
        foreach (var type in db.Model.GetEntityTypes().Where(e => e.GetTableName() is not null))
        {
            foreach (var property in type.GetFlattenedProperties().Where(p => p.ClrType == typeof(string) && !(p.Name is "Zh" or "En" or "Aliases")))
            {
                // Names of tables and columns from the model, not from a user.
                var sql = $"SELECT DISTINCT \"{property.GetColumnName()}\" AS \"Value\" FROM \"{type.GetTableName()}\" WHERE \"{property.GetColumnName()}\" IS NOT NULL";
                values.UnionWith(await db.Database.SqlQueryRaw<string>(sql).ToListAsync());
            }
        }

        return [.. values.SelectMany(v => v.Split('\n', '\r').Prepend(v)).Select(v => v.Trim()).Where(v => v.Length > 1).Distinct().OrderByDescending(v => v.Length)];
    }

    [GeneratedRegex(@"\p{L}{1,2}\*+")]
    private static partial Regex Masked();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"[\u3400-\u9fff\u3001\u3002\uff01-\uff5e]+")]
    private static partial Regex Han();

    [GeneratedRegex("[A-Za-z][A-Za-z/]+")]
    private static partial Regex Latin();
}
