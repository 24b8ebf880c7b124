using System.Globalization;
using CrmWeb.Core.Formats;

namespace CrmWeb.Core.Reports;

/// <summary>How the numbers of a report are written.</summary>
public static class ReportNumber
{
    private const string None = "–";

    /// <summary>For its reader.</summary>
    public static string Of(ReportCell cell, ReportUnit unit) => cell.Value is not { } value ? None : unit switch
    {
        ReportUnit.Share => Share(value),
        ReportUnit.Change => value.ToString("+0.0%;-0.0%;0.0%", CultureInfo.InvariantCulture),
        ReportUnit.Days => value.ToString("0.0", CultureInfo.InvariantCulture),
        ReportUnit.Money => Money.Shown(value),
        ReportUnit.Number => value.ToString("#,##0.####", CultureInfo.InvariantCulture),
        _ => value.ToString("N0", CultureInfo.CurrentUICulture),
    };

    /// <summary>All of it only where it is all of it.</summary>
    private static string Share(decimal value) => value < 1m && value >= 0.9995m ? "99.9%" : value.ToString("0.0%", CultureInfo.InvariantCulture);

    /// <summary>For the chart.</summary>
    public static string Raw(ReportCell cell) => cell.Value is { } value ? decimal.Round(value, 4).ToString(CultureInfo.InvariantCulture) : "";
}
