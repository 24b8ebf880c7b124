using CrmWeb.Core.Reports;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports;

/// <summary>What reports are called: for whom it has only the own customers, some have a name of their own.</summary>
public sealed class ReportNames(UserScope by, IStringLocalizer<ReportsText> text)
{
    public string Of(IReport report) =>
        by.Scope == DataScope.Own && text[$"Report.{report.Code}.Own"] is { ResourceNotFound: false } own ? own : text[$"Report.{report.Code}"];

    /// <summary>The days that are counted, and those they are compared with; empty for a report that is about now.</summary>
    public string PeriodOf(IReport report, ReportResult result) => report.IsOfNow ? "" : result.Period is not { } period ? text["Period.None"]
        : string.Join(" · ", new[]
        {
            period.First is { } first ? text["Period", ReportLinks.Day(first), ReportLinks.Day(period.Last)].Value : text["Period.Until", ReportLinks.Day(period.Last)].Value,
            result.Before is { First: { } begin } before ? text["Period.Before", ReportLinks.Day(begin), ReportLinks.Day(before.Last)].Value : "",
            text["Zone"].Value,
        }.Where(part => part.Length > 0));

    public string HelpOf(IReport report) => text[$"Report.{report.Code}.Help"];
}
