using CrmWeb.Core.Reports;
using Microsoft.AspNetCore.Http.Extensions;

namespace CrmWeb;

/// <content>The addresses of reports, and of the rows that their numbers count.</content>
public static partial class CrmLinks
{
    public static string Reports() => "/reports";

    public static string Report(string code) => $"/reports/{code}";

    /// <summary>The report as its reader sees it, as a file.</summary>
    /// <param name="format">xlsx or csv.</param>
    /// <param name="query">Of the report's address, with its question mark.</param>
    public static string ReportFile(string code, string format, string query) => $"/reports/{code}?handler={format}{(query.Length > 1 ? $"&{query[1..]}" : "")}";

    /// <summary>The rows a number counts; no view of the list gets in between.</summary>
    public static string RowsOf(ReportLink link)
    {
        var list = link.List == ReportRows.Customers ? Customers() : FollowUps();
        return link.Query.Count == 0 ? WithoutView(list) : list + new QueryBuilder(link.Query);
    }
}
