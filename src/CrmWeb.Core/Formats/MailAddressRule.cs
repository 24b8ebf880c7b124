using System.Net.Mail;

namespace CrmWeb.Core.Formats;

/// <summary>Which mail addresses are taken.</summary>
internal static class MailAddressRule
{
    /// <summary>Whether this is one mail address and nothing besides: no name, no second one, no line break.</summary>
    public static bool IsAddress(string? typed) =>
        typed is { Length: <= 256 } && typed.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '"' or '\\' or ',' or ';'))
        && MailAddress.TryCreate(typed, out var address) && address.Address == typed;
}
