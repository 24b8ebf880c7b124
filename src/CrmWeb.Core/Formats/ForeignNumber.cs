using PhoneNumbers;

namespace CrmWeb.Core.Formats;

/// <summary>
/// A telephone number outside the mainland's plan: Hong Kong, Macau, Taiwan, abroad. It is told by its country code (+852 …, 00852 …)
/// and checked against the numbering plan of that country (libphonenumber). The mainland never comes here: its rules are our own.
/// </summary>
/// <param name="Key">E.164: +85223456789. What is stored for comparison, searched and dialled.</param>
/// <param name="Shown">The usual international form: +852 2345 6789.</param>
/// <param name="Extension">Digits to dial afterwards; empty for none.</param>
internal sealed record ForeignNumber(string Key, string Shown, string Extension)
{
    private const int Mainland = 86;

    /// <returns>Null for what carries no country code, the mainland's, or is no number there.</returns>
    public static ForeignNumber? Parse(string? typed)
    {
        var compact = PhoneNumber.Compact(typed).TrimStart('(');
        if (compact.StartsWith("00", StringComparison.Ordinal))
            compact = string.Concat("+", compact.AsSpan(2));
        if (compact.Length < 5 || compact[0] != '+' || !compact.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '(' or ')' or '#' or ',' or ';' or '*'))
            return null;

        var extension = PhoneNumber.ExtensionPattern().Match(compact);
        try
        {
            var util = PhoneNumberUtil.GetInstance();
            var number = util.Parse(extension.Success ? compact[..extension.Index] : compact, null);
            if (number.CountryCode == Mainland || !util.IsValidNumber(number))
                return null;
            var digits = extension.Groups["extension"].Value;
            var shown = util.Format(number, PhoneNumberFormat.INTERNATIONAL);
            return new ForeignNumber(util.Format(number, PhoneNumberFormat.E164), digits.Length > 0 ? $"{shown} #{digits}" : shown, digits);
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
