namespace CrmWeb.Tests.Pages;

/// <content>Lists and reports as files. A file in the background is its owner's alone.</content>
public static partial class RouteTable
{
    // Columns:                     stranger other owner view edit other-mgr mgr admin service marketer
    private const string Exporters = "302 403 403 403 403 200 200 200 403 403";
    private const string ExportersPost = "401 403 403 403 403 302 302 302 403 403";
    private const string ExportersInPlace = "401 403 403 403 403 200 200 200 403 403";

    private static IEnumerable<Route> OfExports =>
    [
        new("GET /Exports/Index", "/customers/export?stage=initial", Exporters),
        new("POST /Exports/Index", "/customers/export?stage=initial", ExportersInPlace,
            ("Form.Format", "csv"), ("Form.Columns", "shown"), ("Form.Reason", "{name}核对名单")) { IsAnsweredInPlace = true, WritesNothing = true },
        new("POST /Exports/Index Later", "/payments/export?onFrom=2026-01-01", ExportersPost,
            ("Form.Format", "csv"), ("Form.Columns", "shown"), ("Form.Reason", "{name}核对回款"), ("Form.Later", "true"), ("Form.CreationKey", "{key}")) { IsWayOf = "POST /Exports/Index" },
        new("GET /Reports/Export", "/reports/funnel/export?category=new", Exporters),
        new("POST /Reports/Export", "/reports/funnel/export?category=new", ExportersInPlace,
            ("Form.Format", "csv"), ("Form.Reason", "{name}月度汇报")) { IsAnsweredInPlace = true, WritesNothing = true },
        new("GET /Exports/Downloads", "/exports", Exporters),
        new("POST /Exports/Downloads Delete", "/exports?handler=delete&file={download}", ExportersPost),
        new("GET /exports/{key:guid}/file", "/exports/{download}/file", "302 404 404 404 404 200 200 200 404 404"),
    ];
}
