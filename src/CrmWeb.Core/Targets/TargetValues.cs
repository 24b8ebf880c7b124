using System.Globalization;
using CrmWeb.Core.Formats;

namespace CrmWeb.Core.Targets;

/// <summary>What a target is about.</summary>
public enum TargetMeasure
{
    /// <summary>Amount of the orders won.</summary>
    Amount = 1,

    /// <summary>Payments received.</summary>
    Payments = 2,

    /// <summary>Customers entered.</summary>
    Customers = 3,

    /// <summary>Follow-ups done.</summary>
    FollowUps = 4,
}

/// <summary>Which measures there are.</summary>
public static class TargetMeasures
{
    /// <summary>In the order in which they are shown.</summary>
    public static IReadOnlyList<TargetMeasure> All { get; } = Enum.GetValues<TargetMeasure>();

    /// <summary>Whether it is counted in yuan.</summary>
    public static bool IsMoney(this TargetMeasure measure) => measure is TargetMeasure.Amount or TargetMeasure.Payments;
}

/// <summary>A number for each measure; null for none.</summary>
public sealed record TargetValues(decimal? Amount, decimal? Payments, int? Customers, int? FollowUps)
{
    private const char Between = '|';

    /// <summary>No target at all.</summary>
    public static TargetValues None { get; } = new(null, null, null, null);

    /// <summary>The number of one measure.</summary>
    public decimal? this[TargetMeasure measure] => measure switch
    {
        TargetMeasure.Amount => Amount,
        TargetMeasure.Payments => Payments,
        TargetMeasure.Customers => Customers,
        _ => FollowUps,
    };

    /// <summary>What a form carries of the numbers it was opened with, see <see cref="Unpacked"/>.</summary>
    public string Packed => string.Join(Between, TargetMeasures.All.Select(m => Money.ToInput(this[m])));

    /// <summary>Reads what a form carries; what it did not write itself says nothing.</summary>
    public static TargetValues Unpacked(string? packed)
    {
        var parts = (packed ?? "").Split(Between);
        if (parts.Length != TargetMeasures.All.Count)
            return None;
        decimal? Number(string part) =>
            decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= Money.Max ? number : null;
        return Of(m => Number(parts[(int)m - 1]));
    }

    /// <summary>Puts the numbers together.</summary>
    internal static TargetValues Of(Func<TargetMeasure, decimal?> number)
    {
        int? Whole(TargetMeasure measure) => number(measure) is { } value && value <= int.MaxValue ? (int)value : null;
        return new TargetValues(number(TargetMeasure.Amount), number(TargetMeasure.Payments), Whole(TargetMeasure.Customers), Whole(TargetMeasure.FollowUps));
    }
}
