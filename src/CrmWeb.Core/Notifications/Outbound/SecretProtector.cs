using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>Seals passwords, keys and robots' addresses for the database; nobody is shown them again.</summary>
public sealed class SecretProtector(IDataProtectionProvider protection)
{
    /// <summary>Escaped, Chinese would be six times as long.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IDataProtector protector = protection.CreateProtector("CrmWeb.Channels");

    public string Seal(string secret) => protector.Protect(secret);

    public string SealJson<T>(T settings) => Seal(JsonSerializer.Serialize(settings, Plain));

    /// <returns>Null where nothing was sealed, or by keys this installation no longer has.</returns>
    public string? Open(string? sealedSecret)
    {
        if (string.IsNullOrEmpty(sealedSecret))
            return null;
        try
        {
            return protector.Unprotect(sealedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="Open"/>
    public T? OpenJson<T>(string? sealedSettings)
        where T : class => Open(sealedSettings) is { } json ? JsonSerializer.Deserialize<T>(json) : null;
}
