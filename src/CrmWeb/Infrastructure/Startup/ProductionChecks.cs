using System.Net;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>Refuses to serve the world with settings that would be unsafe; what is wrong by itself <see cref="SettingChecks"/> has refused before.</summary>
internal static class ProductionChecks
{
    /// <summary>Says which setting is missing; null where none is.</summary>
    public static string? Objection(WebApplication app)
    {
        var configuration = app.Configuration;
        if (!app.Environment.IsProduction() || ServesOnlyLoopback(configuration))
            return null;

        if (string.IsNullOrWhiteSpace(configuration["AllowedHosts"]) || configuration["AllowedHosts"] == "*")
            return "AllowedHosts must name the host names this installation is reached by, because it serves other machines.";
        return Uri.TryCreate(configuration["PublicBaseUrl"], UriKind.Absolute, out _)
            ? null
            : "PublicBaseUrl must be the address people use, such as https://crm.example.com, because links in messages start with it.";
    }

    /// <summary>Whether every address listened on is this machine's own.</summary>
    public static bool ServesOnlyLoopback(IConfiguration configuration)
    {
        var addresses = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? ""));
        return string.IsNullOrEmpty(configuration["http_ports"]) && string.IsNullOrEmpty(configuration["https_ports"])
            && addresses.All(a => BindingAddress.Parse(a).Host is var host
                && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));
    }
}
