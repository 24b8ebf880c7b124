using System.Globalization;
using CrmWeb.Core.Targets;
using CrmWeb.TagHelpers;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Targets;

/// <summary>Puts targets into words: what a bar or a colour says is always said besides.</summary>
public sealed class TargetWords(IStringLocalizer<TargetsText> text)
{
    /// <summary>Below this an amount is told to the fen: ¥0.01 is not nothing to whoever is behind by it.</summary>
    private const decimal Small = 10_000m;

    /// <summary>Amounts short, as in lists, unless they are small.</summary>
    public static string Number(TargetMeasure measure, decimal number) =>
        !measure.IsMoney() ? number.ToString("N0", CultureInfo.CurrentUICulture)
        : number == 0 ? "¥0"
        : number < Small ? MoneyText.Whole(number)
        : MoneyText.Short(number, CultureInfo.CurrentUICulture);

    /// <summary>All digits.</summary>
    public static string Whole(TargetMeasure measure, decimal number) => measure.IsMoney() ? MoneyText.Whole(number) : Number(measure, number);

    /// <summary>Class of a colour of the palette.</summary>
    public static string Colour(TargetState state) => state switch
    {
        TargetState.Reached or TargetState.OnPace => "stage-green",
        TargetState.Behind => "stage-orange",
        TargetState.Missed => "stage-red",
        _ => "stage-gray",
    };

    public string Month(TargetMonth month) => month.First.ToString(text["Month.Format"], CultureInfo.CurrentUICulture);

    /// <summary>How many of the month's working days are over.</summary>
    public string Pace(TargetMonth month, TargetPace pace) =>
        text["Pace", Month(month), pace.Total, pace.Passed, Rate(pace.Total == 0 ? 0 : decimal.Round(pace.Passed * 100m / pace.Total, 1, MidpointRounding.AwayFromZero))];

    public string Rate(decimal rate) => text["Rate", rate.ToString("0.0", CultureInfo.InvariantCulture)];

    /// <summary>On pace, or by how much behind.</summary>
    public string State(TargetProgress progress) => text[$"State.{progress.State}", Number(progress.Measure, progress.Missing)];
}
