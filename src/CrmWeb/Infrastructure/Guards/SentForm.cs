using CrmWeb.Security;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>A form that met a database that was away, as it was sent: the page for that fault offers to send it again.</summary>
/// <param name="Address">Where it went.</param>
/// <param name="Fields">Everything that stood in it, so that nothing typed is lost.</param>
public sealed record SentForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Null where there is nothing to send again, and for forms with a password or another secret, which no page may carry.</summary>
    public static async Task<SentForm?> OfAsync(HttpContext context, string? path)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Headers.ContainsKey("HX-Request")
            || path is not ['/', not '/', ..])
            return null;

        var form = await request.ReadFormAsync(context.RequestAborted);
        return form.Files.Count > 0 || form.Keys.Any(k => DraftKeeper.IsSecret(k) || k == DraftKeeper.RestoreField)
            ? null
            : new SentForm(path, [.. form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))]);
    }
}
