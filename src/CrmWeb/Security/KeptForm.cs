namespace CrmWeb.Security;

/// <summary>
/// A form as it was sent, kept because it could not be taken now: past the end of a session it travels through the sign-in page
/// (<see cref="DraftKeeper"/>), past a database that was away the page for that fault offers to send it again.
/// </summary>
/// <param name="Address">Where it went.</param>
/// <param name="Fields">Everything that stood in it, so that nothing typed is lost.</param>
public sealed record KeptForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>Form field by which a page is asked to show what was typed instead of saving it.</summary>
    public const string RestoreField = "__restore";

    private const string AntiforgeryField = "__RequestVerificationToken";

    /// <summary>Whether it goes to a page of ours.</summary>
    public bool IsLocal => Address is ['/', not '/', ..];

    /// <summary>The form of a request that has one.</summary>
    /// <param name="address">Where it was sent, with its query.</param>
    public static async Task<KeptForm> OfAsync(HttpContext context, string address)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new KeptForm(address, [.. form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))]);
    }

    /// <summary>What may be sent again just as it is.</summary>
    /// <returns>Null where there is nothing to send again, and for forms with a password or another secret, which no page may carry.</returns>
    public static async Task<KeptForm?> ToSendAgainAsync(HttpContext context, string? address)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Headers.ContainsKey("HX-Request") || address is null)
            return null;

        var kept = await OfAsync(context, address);
        return kept.IsLocal && request.Form.Files.Count == 0 && !request.Form.Keys.Any(k => IsSecret(k) || k == RestoreField) ? kept : null;
    }

    /// <summary>What may be shown again to the person who typed it: without passwords, other secrets and the token of its page.</summary>
    public KeptForm WithoutSecrets() => this with { Fields = [.. Fields.Where(f => f.Key is not (AntiforgeryField or RestoreField) && !IsSecret(f.Key))] };

    /// <summary>Whether a field of this name holds a password, key or token, which nothing carries on; a test holds every field that hides what is typed to it.</summary>
    internal static bool IsSecret(string field) =>
        field.Contains("Password", StringComparison.OrdinalIgnoreCase) || field.Contains("Secret", StringComparison.OrdinalIgnoreCase)
        || field.EndsWith("RefreshToken", StringComparison.OrdinalIgnoreCase);
}
