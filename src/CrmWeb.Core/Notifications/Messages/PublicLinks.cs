using Microsoft.Extensions.Configuration;

namespace CrmWeb.Core.Notifications.Messages;

/// <summary>Makes whole addresses for messages that leave the program; they begin with the setting PublicBaseUrl.</summary>
public sealed class PublicLinks(IConfiguration configuration)
{
    private readonly string? start = Uri.TryCreate(configuration["PublicBaseUrl"], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        ? address.GetLeftPart(UriPartial.Path).TrimEnd('/')
        : null;

    /// <param name="path">Begins with a slash.</param>
    /// <returns>Null where no address was set: in Development, or while only this machine is served.</returns>
    public string? To(string path) => start is null ? null : start + path;
}
