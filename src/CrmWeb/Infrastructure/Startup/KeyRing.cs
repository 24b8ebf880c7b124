using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>
/// Looks at the keys of sessions and sealed settings before anybody is served. The framework passes a damaged one over and makes
/// a new one, and nobody learns why everybody had to sign in again and why no message is sent any more.
/// </summary>
internal static class KeyRing
{
    /// <exception cref="InstallationException">A key is damaged; the message says which and what to do.</exception>
    public static void Demand(IServiceProvider services, DatabaseSettings settings)
    {
        List<(Guid Id, string Where)> keys = [];
        foreach (var (where, element) in settings.Provider == DatabaseProvider.Sqlite ? Files(settings) : Rows(services))
        {
            // An element with nothing in it never was a key.
            if (!element.HasAttributes && !element.HasElements)
                continue;
            if (element.Name.LocalName == "key")
                keys.Add((Id(where, element), where));
            else if (element.Name.LocalName != "revocation")
                throw Damaged(where, "it holds no key");
        }

        if (keys.Count == 0)
            return;
        var read = services.GetRequiredService<IKeyManager>().GetAllKeys().ToDictionary(k => k.KeyId);
        foreach (var (id, where) in keys)
        {
            try
            {
                _ = read[id].CreateEncryptor() ?? throw new FormatException("it is of an unknown kind");
            }
            catch (Exception e)
            {
                throw Damaged(where, e.Message);
            }
        }
    }

    private static IEnumerable<(string Where, XElement Element)> Files(DatabaseSettings settings)
    {
        var folder = Path.Combine(settings.DataFolder, ProtectionKeys.Folder);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal).Select(file => ($"The key file {file}", Parse($"The key file {file}", File.ReadAllText(file))))
            : [];
    }

    private static IEnumerable<(string Where, XElement Element)> Rows(IServiceProvider services) =>
        services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository!.GetAllElements()
            .Select(element => ($"The key {element.Attribute("id")?.Value} in the table ProtectionKeys", element));

    private static XElement Parse(string where, string xml)
    {
        try
        {
            return XElement.Parse(xml);
        }
        catch (XmlException e)
        {
            throw Damaged(where, e.Message);
        }
    }

    /// <summary>What the framework would note as a fault with all its calls, and pass over.</summary>
    private static Guid Id(string where, XElement key) =>
        Guid.TryParse(key.Attribute("id")?.Value, out var id)
        && new[] { "creationDate", "activationDate", "expirationDate" }.All(name => DateTimeOffset.TryParse(key.Element(name)?.Value, CultureInfo.InvariantCulture, out _))
        && key.Element("descriptor") is { } descriptor && descriptor.Attribute("deserializerType") is not null && descriptor.HasElements
            ? id
            : throw Damaged(where, "parts of it are missing");

    private static InstallationException Damaged(string where, string why) => ProtectionKeys.Damaged(where, why);
}
