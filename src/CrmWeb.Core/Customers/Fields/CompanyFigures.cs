using System.Globalization;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>Headcount and annual revenue: how they are typed, and the bands in which they are shown.</summary>
public static class CompanyFigures
{
    /// <summary>More than any employer on earth has.</summary>
    public const int MaxHeadcount = 5_000_000;

    private const decimal TenThousand = 10_000m;

    /// <summary>Reads 120, 1,200, １２００人.</summary>
    public static bool TryParseHeadcount(string? typed, out int persons)
    {
        var plain = PlainText.Of(typed).Replace(" ", "").Replace(",", "");
        return int.TryParse(plain.EndsWith('人') ? plain[..^1] : plain, NumberStyles.None, CultureInfo.InvariantCulture, out persons)
            && persons is >= 1 and <= MaxHeadcount;
    }

    /// <summary>Reads an amount whose unit is 万元 unless it names its own: 39999, 3.5亿, 50000000元.</summary>
    public static bool TryParseRevenue(string? typed, out decimal yuan)
    {
        var plain = PlainText.Of(typed).Replace(" ", "");
        var named = plain.Any(c => c is '万' or '亿' or 'w' or 'W' or '元');
        return Money.TryParse(named ? plain : plain + "万", out yuan);
    }

    /// <summary>The revenue in 万元 as the form shows it.</summary>
    public static string? RevenueToInput(decimal? yuan) => yuan is { } value ? (value / TenThousand).ToString("0.######", CultureInfo.InvariantCulture) : null;

    /// <summary>The band a figure lies in; null without a figure or where it lies below every band.</summary>
    public static ListEntry? Band(ListSnapshot lists, ListKind kind, decimal? figure) =>
        figure is { } value ? Bands(lists, kind).LastOrDefault(b => b.From <= value) : null;

    /// <summary>From the band's lowest value up to, and without, the lowest of the next one; null where there is no end.</summary>
    internal static (decimal From, decimal? To) Range(ListSnapshot lists, ListEntry band)
    {
        var from = band.From ?? 0;
        return (from, Bands(lists, band.Kind).FirstOrDefault(b => b.From > from)?.From);
    }

    private static IEnumerable<ListEntry> Bands(ListSnapshot lists, ListKind kind) => lists.Offered(kind).Where(b => b.From is not null).OrderBy(b => b.From);
}
