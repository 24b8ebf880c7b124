using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace CrmWeb.Security;

/// <summary>Whose page a form came from.</summary>
/// <param name="UserId">Who was signed in when the page was made; null for the page of a stranger.</param>
public sealed record FormSender(int? UserId);

/// <summary>
/// Tells a form of our own pages in this very browser from one that a foreign page had it send, also when nobody, or
/// somebody else, is signed in by now: the antiforgery token is tried for everybody who has been signed in here.
/// </summary>
public sealed class FormOrigin(IAntiforgery antiforgery, KnownDevices devices, IConfiguration configuration)
{
    /// <param name="byTokenAlone">For a form that is carried out now and not kept: the token is what proves it everywhere else.</param>
    /// <returns>Null where it is not proven that the form is ours.</returns>
    public async Task<FormSender?> OfAsync(HttpContext context, bool byTokenAlone = false)
    {
        if (!byTokenAlone && !IsSameOrigin(context.Request))
            return null;

        // One that cannot be read is answered as such, before anybody asks for its token.
        if (context.Request.HasFormContentType)
            await context.Request.ReadFormAsync(context.RequestAborted);
        var (signedIn, session) = (context.User, context.Features.Get<IAuthenticateResultFeature>());
        var result = session?.AuthenticateResult;
        try
        {
            foreach (var user in devices.Of(context).Users)
            {
                context.User = Somebody(user);
                if (await antiforgery.IsRequestValidAsync(context))
                    return new FormSender(user);
            }

            context.User = new ClaimsPrincipal(new ClaimsIdentity());
            return await antiforgery.IsRequestValidAsync(context) ? new FormSender(null) : null;
        }
        catch (AntiforgeryValidationException)
        {
            return null;
        }
        finally
        {
            context.User = signedIn;

            // Whoever sets the user takes away what the session was opened with.
            if (session is not null)
                session.AuthenticateResult = result;
        }
    }

    /// <summary>What the browser itself says of who has it send this; one that says nothing is judged by the token alone.</summary>
    private bool IsSameOrigin(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site == "same-origin";
        var told = request.Headers.Origin.ToString() is { Length: > 0 } origin ? origin : request.Headers.Referer.ToString();
        return told.Length == 0
            || (Uri.TryCreate(told, UriKind.Absolute, out var from) && (IsHere(from, request.Host.Value) || IsHere(from, PublicHost())));
    }

    private string? PublicHost() => Uri.TryCreate(configuration["PublicBaseUrl"], UriKind.Absolute, out var site) ? site.Authority : null;

    private static bool IsHere(Uri from, string? host) =>
        host is { Length: > 0 } && (string.Equals(from.Authority, host, StringComparison.OrdinalIgnoreCase)
            || string.Equals($"{from.Host}:{from.Port}", host, StringComparison.OrdinalIgnoreCase));

    /// <summary>A principal of whom the token's maker looks at the id alone.</summary>
    private static ClaimsPrincipal Somebody(int user) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, user.ToString(CultureInfo.InvariantCulture))], "known device"));
}
