namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>The keys of a row with one of its numbers, as the database groups them.</summary>
internal sealed class Keyed
{
    public int? A { get; init; }

    public int? B { get; init; }

    public int? C { get; init; }

    public decimal? Amount { get; init; }

    public int? Whole { get; init; }
}

/// <summary>What the database tells of one combination of keys.</summary>
internal sealed class KeyedSum
{
    public int? A { get; init; }

    public int? B { get; init; }

    public int? C { get; init; }

    public int Count { get; init; }

    /// <summary>How many of the rows have the number.</summary>
    public int Filled { get; init; }

    public decimal? Amount { get; init; }

    public long? Whole { get; init; }
}

/// <summary>Everything that is known of the rows of a group.</summary>
internal sealed class Tally
{
    private const int Places = 2;

    /// <summary>Shares are told with one place of a per cent.</summary>
    private const int SharePlaces = 3;

    private readonly Dictionary<string, (decimal Sum, int Filled)> sums = [];

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <param name="field">What was summed up; null for a count of rows.</param>
    public void Add(string? field, KeyedSum of)
    {
        if (field is null)
        {
            Count += of.Count;
            return;
        }

        var (sum, filled) = sums.GetValueOrDefault(field);
        sums[field] = (sum + (of.Amount ?? of.Whole ?? 0m), filled + of.Filled);
    }

    /// <summary>Rounded half away from zero, money to the fen; null where there is none to tell.</summary>
    public decimal? Of(Measure measure)
    {
        if (measure.Field is not { } field)
            return Count;
        var (sum, filled) = sums.GetValueOrDefault(field.Key);
        return measure.Kind == MeasureKind.Sum ? sum : filled == 0 ? null : decimal.Round(sum / filled, Places, MidpointRounding.AwayFromZero);
    }

    /// <summary>All of it only where nothing is missing.</summary>
    public decimal? Rate((Measure Of, Measure Over) rate)
    {
        var (of, over) = (Of(rate.Of) ?? 0m, Of(rate.Over) ?? 0m);
        if (over == 0)
            return null;
        var share = decimal.Round(of / over, SharePlaces, MidpointRounding.AwayFromZero);
        return share >= 1 && of < over ? 0.999m : share;
    }
}
