using CrmWeb.Core.Orders;
using CrmWeb.Core.Reports;

namespace CrmWeb.Core.Targets;

/// <summary>How a target stands.</summary>
public enum TargetState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The month has not begun.</summary>
    Ahead,

    /// <summary>As much is done as of the working days has passed.</summary>
    OnPace,

    /// <summary>Less is done than of the working days has passed.</summary>
    Behind,
    Reached,

    /// <summary>The month is over.</summary>
    Missed,
}

/// <summary>What was to be reached of one measure, and what is done.</summary>
/// <param name="Target">Null for none.</param>
/// <param name="Rows">The rows that are counted; null where no list shows just these.</param>
public sealed record TargetProgress(TargetMeasure Measure, decimal? Target, decimal Done, TargetPace Pace, ReportLink? Rows = null)
{
    /// <summary>In percent, never rounded up to all of it; null without a target.</summary>
    public decimal? Rate => Target is { } target ? OrderFigures.Rate(target, Done) : null;

    public TargetState State => Target is not { } target ? TargetState.None
        : Done >= target ? TargetState.Reached
        : Pace.IsOver ? TargetState.Missed
        : !Pace.HasBegun ? TargetState.Ahead
        : Done >= Expected ? TargetState.OnPace : TargetState.Behind;

    /// <summary>How much less is done than should be by now; of a month that is over, than was to be reached.</summary>
    public decimal Missing => State switch
    {
        TargetState.Behind => Expected - Done,
        TargetState.Missed => Target!.Value - Done,
        _ => 0,
    };

    /// <summary>As much of the target as of the working days has passed, rounded half away from zero: nobody has half a customer to find.</summary>
    private decimal Expected
    {
        get
        {
            if (Pace.Total == 0)
                return 0;
            return decimal.Round(Target!.Value * Pace.Passed / Pace.Total, Measure.IsMoney() ? 2 : 0, MidpointRounding.AwayFromZero);
        }
    }
}

/// <summary>A person, a department with its branch or the company, and how all measures stand.</summary>
public sealed record TargetRow(TargetSubject Subject, IReadOnlyList<TargetProgress> Progress);

/// <summary>The targets of a month.</summary>
/// <param name="Others">How many more people and departments there are than are shown.</param>
public sealed record TargetsView(TargetMonth Month, TargetPace Pace, IReadOnlyList<TargetRow> Rows, int Others);
