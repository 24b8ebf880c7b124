using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Pages.Reports.Templates;
using Microsoft.AspNetCore.Http.Extensions;

namespace CrmWeb;

/// <content>The addresses of reports, and of the rows that their numbers count.</content>
public static partial class CrmLinks
{
    public static string Reports() => "/reports";

    public static string Report(string code) => $"/reports/{code}";

    /// <summary>Where one takes a report along as a file.</summary>
    /// <param name="query">Of the report's address, with its question mark.</param>
    public static string ReportExport(string code, string query = "") => $"/reports/{code}/export{query}";

    public static string Templates() => "/reports/templates";

    /// <summary>What a template says now.</summary>
    public static string Template(int id) => $"/reports/templates/{id}";

    /// <summary>Where it is taken along as a file.</summary>
    public static string TemplateExport(int id) => $"/reports/templates/{id}/export";

    /// <param name="subject">What it is of; null where that is still to be said.</param>
    /// <param name="from">The template it begins as.</param>
    /// <param name="handler">Other than saving: preview.</param>
    public static string NewTemplate(TemplateSubject? subject = null, int? from = null, string? handler = null)
    {
        QueryBuilder query = [];
        if (subject is { } of)
            query.Add("subject", Subjects.Code(of));
        if (from is { } id)
            query.Add("from", id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (handler is not null)
            query.Add("handler", handler);
        return "/reports/templates/new" + query.ToQueryString();
    }

    /// <param name="handler">Other than saving: preview, retire, offer, delete.</param>
    public static string EditTemplate(int id, string? handler = null) => $"/reports/templates/{id}/edit{(handler is null ? "" : $"?handler={handler}")}";

    /// <summary>When one wants it by mail.</summary>
    /// <param name="handler">Other than subscribing: end.</param>
    public static string TemplateMail(int id, string? handler = null) => $"/reports/templates/{id}/mail{(handler is null ? "" : $"?handler={handler}")}";

    /// <summary>What a manager looks at in the morning.</summary>
    public static string Morning() => "/reports/morning";

    /// <summary>How the targets of a month stand.</summary>
    /// <param name="month">As addresses have it; null for the running one.</param>
    public static string Targets(string? month = null, string? department = null) => "/reports/targets" + OfMonth(month, department);

    /// <summary>Where the targets of a month are set.</summary>
    /// <param name="handler">Other than saving: copy.</param>
    public static string SetTargets(string? month, string? department = null, string? handler = null) => "/reports/targets/set" + OfMonth(month, department, handler);

    /// <summary>What one did on a day, by default today: what would be sent to the head, and what was.</summary>
    public static string DailyReport(DateOnly? day = null) => day is { } one ? $"/reports/daily?day={ReportLinks.Day(one)}" : "/reports/daily";

    /// <summary>Who of the team sent the report of a day, by default today.</summary>
    public static string DailyTeam(DateOnly? day = null) => day is { } one ? $"/reports/daily/team?day={ReportLinks.Day(one)}" : "/reports/daily/team";

    /// <summary>A daily report as it was sent.</summary>
    public static string SentDailyReport(int id) => $"/reports/daily/{id}";

    /// <summary>The rows a number counts; no view of the list gets in between.</summary>
    public static string RowsOf(ReportLink link)
    {
        var list = link.List switch { ReportRows.Customers => Customers(), ReportRows.Orders => Orders(), ReportRows.Payments => Payments(), _ => FollowUps() };
        return link.Query.Count == 0 ? WithoutView(list) : list + new QueryBuilder(link.Query);
    }

    private static QueryString OfMonth(string? month, string? department, string? handler = null)
    {
        QueryBuilder query = [];
        foreach (var (name, value) in new[] { ("month", month), ("department", department), ("handler", handler) })
        {
            if (!string.IsNullOrEmpty(value))
                query.Add(name, value);
        }

        return query.ToQueryString();
    }
}
