using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CrmWeb.Security;

/// <summary>A form somebody sent after the session had ended, and whose it was.</summary>
public sealed record Draft(int UserId, KeptForm Form, DateTimeOffset Until);

/// <summary>
/// Lets a form survive an expired session. The server keeps nothing: the fields travel, encrypted and signed, through the
/// sign-in page and come back to the form, which shows them again for the same user to save. Only what a page of ours had this
/// browser send is kept, and only for forms that show themselves before they act.
/// </summary>
public sealed class DraftKeeper(IDataProtectionProvider protection, FormOrigin origin, TimeProvider time)
{
    private const int MaxLength = 200_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);
    private readonly IDataProtector protector = protection.CreateProtector("CrmWeb.Draft");

    /// <summary>Opens what the sign-in page carried, for the user whose it is.</summary>
    /// <returns>Null where it is missing, too old, not ours or somebody else's.</returns>
    public Draft? Open(string? sealedDraft, int userId)
    {
        if (string.IsNullOrEmpty(sealedDraft))
            return null;

        try
        {
            var draft = JsonSerializer.Deserialize<Draft>(protector.Unprotect(sealedDraft));
            return draft is { Form.IsLocal: true } && draft.UserId == userId && draft.Until > time.GetUtcNow() ? draft : null;
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
        var form = await KeptForm.OfAsync(context, context.Request.PathBase + context.Request.Path + context.Request.QueryString);
        var json = JsonSerializer.Serialize(new Draft(owner, form.WithoutSecrets(), time.GetUtcNow() + MaxAge));
        return json.Length <= MaxLength ? protector.Protect(json) : null;
    }
}
