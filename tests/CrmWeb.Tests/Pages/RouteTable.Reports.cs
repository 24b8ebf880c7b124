namespace CrmWeb.Tests.Pages;

/// <content>What is asked for about reports, daily reports and targets.</content>
public static partial class RouteTable
{
    // Whoever sees no team is told of no such page.
    private const string Heads = "302 404 404 404 404 200 200 200 404 404";

    private static IEnumerable<Route> OfReports =>
    [
        new("GET /Reports/Index", "/reports", Everybody),
        new("GET /Reports/Daily/Index", "/reports/daily", Sellers),
        new("POST /Reports/Daily/Index", "/reports/daily", SellersPost, ("Form.CreationKey", "{key}"), ("Form.Version", "{dailyVersion}"), ("Form.Note", "今天拜访三家")),
        new("GET /Reports/Daily/Details", "/reports/daily/{daily}", "302 404 200 404 404 404 200 200 200 200"),
        new("GET /Reports/Daily/Team", "/reports/daily/team", "302 403 403 403 403 200 200 200 403 403"),
        new("GET /Reports/Report", "/reports/funnel", Everybody),
        new("GET /Reports/Report Csv", "/reports/funnel?handler=csv", Everybody),
        new("GET /Reports/Report Xlsx", "/reports/funnel?handler=xlsx", Everybody),
        new("GET /Reports/Morning/Index", "/reports/morning", Heads),
        new("GET /Reports/Morning/Index Csv", "/reports/morning?handler=csv", Heads),
        new("GET /Reports/Morning/Index Xlsx", "/reports/morning?handler=xlsx", Heads),
        new("GET /Reports/Targets/Index", "/reports/targets", Everybody),
        new("GET /Reports/Targets/Set", "/reports/targets/set?month={month}", "302 403 403 403 403 200 200 200 403 403"),
        new("POST /Reports/Targets/Set", "/reports/targets/set?month={month}", "401 403 403 403 403 302 302 302 403 403", Targets),
        new("POST /Reports/Targets/Set Copy", "/reports/targets/set?month={month}&handler=copy", "401 403 403 403 403 200 200 200 403 403", Targets) { WritesNothing = true },
    ];

    // Not a field: those of another file may be set later than the table is made.
    private static (string, string)[] Targets => [("Form.Rows[0].Subject", "u{heir}"), ("Form.Rows[0].Seen", "|||"), ("Form.Rows[0].Amount", "100万"), ("Form.Rows[0].FollowUps", "60")];
}
