using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CrmWeb.Security;

/// <summary>A form somebody sent after the session had ended: whose it was, where it went and what stood in it.</summary>
public sealed record Draft(int UserId, string Path, IReadOnlyList<KeyValuePair<string, string>> Fields, DateTimeOffset Until);

/// <summary>
/// Lets a form survive an expired session. The server keeps nothing: the fields travel, encrypted and signed, through the
/// sign-in page and come back to the form, which shows them again for the same user to save. Only what a page of ours had this
/// browser send is kept, and only for forms that show themselves before they act.
/// </summary>
public sealed class DraftKeeper(IDataProtectionProvider protection, FormOrigin origin, TimeProvider time)
{
    /// <summary>Form field by which a page is asked to show what was typed instead of saving it.</summary>
    public const string RestoreField = "__restore";

    private const int MaxLength = 200_000;
    private const string AntiforgeryField = "__RequestVerificationToken";
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);
    private readonly IDataProtector protector = protection.CreateProtector("CrmWeb.Draft");

    /// <summary>Whether a field of this name holds a password, key or token, which nothing carries on; a test holds every field that hides what is typed to it.</summary>
    internal static bool IsSecret(string field) =>
        field.Contains("Password", StringComparison.OrdinalIgnoreCase) || field.Contains("Secret", StringComparison.OrdinalIgnoreCase)
        || field.EndsWith("RefreshToken", StringComparison.OrdinalIgnoreCase);

    /// <summary>Opens what the sign-in page carried, for the user whose it is.</summary>
    /// <returns>Null where it is missing, too old, not ours or somebody else's.</returns>
    public Draft? Open(string? sealedDraft, int userId)
    {
        if (string.IsNullOrEmpty(sealedDraft))
            return null;

        try
        {
            var draft = JsonSerializer.Deserialize<Draft>(protector.Unprotect(sealedDraft));
            return draft is { Path: ['/', not '/', ..] } && draft.UserId == userId && draft.Until > time.GetUtcNow() ? draft : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>Refuses a form that came when nobody, or somebody else, was signed in; keeps it where that is safe.</summary>
    internal async Task<RefusedForm> RefuseAsync(HttpContext context)
    {
        var sender = await origin.OfAsync(context);
        var now = int.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (int?)null;
        var reason = now is null && context.GetEndpoint()?.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null
            ? FormRefusal.SessionEnded
            : sender is not null && sender.UserId != now ? FormRefusal.OtherUser : FormRefusal.Unknown;
        return new RefusedForm(reason, sender?.UserId is { } owner && RestorableFormAttribute.IsAskedFor(context) ? await SealAsync(context, owner) : null);
    }

    /// <summary>Answers a form that came too late with the page that says so, which carries on what is kept.</summary>
    internal async Task LeadToLoginAsync(HttpContext context)
    {
        var refused = await RefuseAsync(context);
        context.Items[nameof(RefusedForm)] = refused;
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    private async Task<string?> SealAsync(HttpContext context, int owner)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var address = context.Request.PathBase + context.Request.Path + context.Request.QueryString;
        var fields = form
            .Where(f => f.Key is not (AntiforgeryField or RestoreField) && !IsSecret(f.Key))
            .SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))
            .ToList();
        var json = JsonSerializer.Serialize(new Draft(owner, address, fields, time.GetUtcNow() + MaxAge));
        return json.Length <= MaxLength ? protector.Protect(json) : null;
    }
}
