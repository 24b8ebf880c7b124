using System.Globalization;

namespace CrmWeb.Core.Requests;

/// <summary>A list has no such page; <see cref="Page"/> is the nearest one it has.</summary>
public sealed class PageElsewhereException(int page) : Exception("The list has no such page.")
{
    /// <summary>From 1.</summary>
    public int Page { get; } = page;
}

/// <summary>Which page of a list is wanted. Every list that goes by page numbers passes <see cref="SkipIn"/>.</summary>
/// <param name="Number">From 1; others are answered with the nearest page there is.</param>
/// <param name="Size">Rows on a page, from 1.</param>
public sealed record PageWanted(int Number, int Size)
{
    /// <summary>Rows on a page where nobody says otherwise.</summary>
    public const int UsualSize = 20;

    /// <summary>More rows than that are no page any more.</summary>
    public const int MostRows = 100;

    /// <summary>The page as the address says it: its number under p, its rows under size.</summary>
    /// <inheritdoc cref="NumberOf" path="/exception"/>
    /// <inheritdoc cref="SizeOf" path="/exception"/>
    public static PageWanted Of(string? number, string? size) => new(NumberOf(number), SizeOf(size));

    /// <summary>How many rows a page is to have, as it stands in the address.</summary>
    /// <exception cref="BadQueryException">It is not a number from 1 to <see cref="MostRows"/>.</exception>
    public static int SizeOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return UsualSize;
        return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= MostRows ? size : throw new BadQueryException("size");
    }

    /// <summary>The number as it stands in the address: 1 where nothing stands there; a whole number of any length is a number.</summary>
    /// <exception cref="BadQueryException">It is no whole number.</exception>
    public static int NumberOf(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return 1;
        var text = typed.AsSpan().Trim();
        var isNegative = text[0] == '-';
        var digits = isNegative ? text[1..] : text;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            throw new BadQueryException("p");
        if (isNegative)
            return 0;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
    }

    /// <summary>How many rows come before the page.</summary>
    /// <param name="total">Rows of the whole list.</param>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public int SkipIn(int total)
    {
        var last = total <= 0 ? 1 : ((total - 1) / Size) + 1;
        return Number < 1 ? throw new PageElsewhereException(1)
            : Number > last ? throw new PageElsewhereException(last)
            : (Number - 1) * Size;
    }
}
