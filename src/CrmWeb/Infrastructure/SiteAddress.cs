namespace CrmWeb.Infrastructure;

/// <summary>Where people reach the program: as the settings say, else as this request did.</summary>
public sealed class SiteAddress(IConfiguration configuration)
{
    /// <returns>Without a slash at the end.</returns>
    public string Of(HttpRequest request) =>
        configuration["PublicBaseUrl"] is { Length: > 0 } configured ? configured.TrimEnd('/') : $"{request.Scheme}://{request.Host}{request.PathBase}";
}
