using CrmWeb.Core.Reports;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports;

/// <summary>What reports are called: for whom it has only the own customers, some have a name of their own.</summary>
public sealed class ReportNames(UserScope by, IStringLocalizer<ReportsText> text)
{
    public string Of(IReport report) =>
        by.Scope == DataScope.Own && text[$"Report.{report.Code}.Own"] is { ResourceNotFound: false } own ? own : text[$"Report.{report.Code}"];

    public string HelpOf(IReport report) => text[$"Report.{report.Code}.Help"];
}
