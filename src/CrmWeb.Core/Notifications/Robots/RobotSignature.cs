using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmWeb.Core.Notifications.Robots;

/// <summary>How the robots of two products sign; they look alike and are each other's opposite.</summary>
public static class RobotSignature
{
    /// <summary>钉钉: HMAC-SHA256 of "timestamp\nsecret" with the secret as key, base64, encoded for an address.</summary>
    /// <param name="timestamp">Milliseconds since 1970.</param>
    public static string DingTalk(long timestamp, string secret) =>
        Uri.EscapeDataString(Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Text(timestamp, secret))));

    /// <summary>飞书: HMAC-SHA256 of nothing with "timestamp\nsecret" as key, base64.</summary>
    /// <param name="timestamp">Seconds since 1970.</param>
    public static string Feishu(long timestamp, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Text(timestamp, secret), Array.Empty<byte>()));

    private static byte[] Text(long timestamp, string secret) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{timestamp}\n{secret}"));
}
