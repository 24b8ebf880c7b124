namespace CrmWeb.Core.Customers;

/// <summary>
/// The text a search looks through and the text it looks for, normalised alike, so that ＡＢＣ科技 is found by "abc科技".
/// </summary>
public static class SearchText
{
    /// <summary>Stands between the parts of a key, so that no match runs from one into the next.</summary>
    public const char Separator = '|';

    /// <summary>Fewer digits are too common to be the end of a number.</summary>
    private const int ShortestPhoneQuery = 3;

    private const int LongestPhoneQuery = 20;

    /// <summary>Number, names, contacts and so on as one lower-case, half-width text to search in; blank parts are left out.</summary>
    public static string Key(params string?[] parts) =>
        string.Join(Separator, parts.Select(Query).Where(part => part.Length > 0).Distinct());

    /// <summary>What a user typed in the form of <see cref="Key"/>; control and invisible characters are dropped.</summary>
    public static string Query(string? q) => PlainText.Of(PlainText.Of(q).Replace(Separator, ' ')).ToLowerInvariant();

    /// <summary>
    /// True when a query is digits with at most the punctuation of a phone number, so that phones are worth searching with
    /// <see cref="PhoneNumber.Digits"/>; a customer's number may still be meant.
    /// </summary>
    public static bool IsPhoneQuery(string? q)
    {
        var query = Query(q);
        return query.All(c => char.IsAsciiDigit(c) || c is ' ' or '-' or '+' or '(' or ')')
            && query.Count(char.IsAsciiDigit) is >= ShortestPhoneQuery and <= LongestPhoneQuery;
    }
}
