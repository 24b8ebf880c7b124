using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CrmWeb.Security;

/// <summary>A form somebody sent after the session had ended: where it went and what stood in it.</summary>
public sealed record Draft(string Path, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>
/// Lets a form survive an expired session. The server keeps nothing: the fields travel, encrypted and signed, through the
/// sign-in page and come back to the form, which shows them again for the user to save.
/// </summary>
public sealed class DraftKeeper(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Form field by which a page is asked to show what was typed instead of saving it.</summary>
    public const string RestoreField = "__restore";

    private const int MaxLength = 200_000;
    private const string AntiforgeryField = "__RequestVerificationToken";
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);
    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector("CrmWeb.Draft").ToTimeLimitedDataProtector();

    /// <summary>Opens what the sign-in page carried; null where it is missing, too old or not ours.</summary>
    public Draft? Open(string? sealedDraft)
    {
        if (string.IsNullOrEmpty(sealedDraft))
            return null;

        try
        {
            var draft = JsonSerializer.Deserialize<Draft>(protector.Unprotect(sealedDraft));
            return draft is not null && draft.Path.StartsWith('/') && !draft.Path.StartsWith("//", StringComparison.Ordinal) ? draft : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Answers a form that came too late with the sign-in form, which carries it on.</summary>
    internal async Task LeadToLoginAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var address = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        var fields = form
            .Where(f => f.Key is not (AntiforgeryField or RestoreField) && !f.Key.Contains("assword", StringComparison.Ordinal) && !f.Key.Contains("Secret", StringComparison.Ordinal))
            .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))
            .ToList();
        var json = JsonSerializer.Serialize(new Draft(address, fields));
        if (json.Length > MaxLength)
        {
            context.Response.Redirect(CrmLinks.Login(null));
            return;
        }

        // The page for this status carries the sign-in form, and the draft in it.
        context.Items[nameof(Draft)] = protector.Protect(json, time.GetUtcNow() + MaxAge);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }
}
