namespace CrmWeb.Tests.Pages;

/// <content>What is asked for about reports, their templates, daily reports and targets.</content>
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
        new("GET /Reports/Templates/Index", "/reports/templates", Everybody),
        new("GET /Reports/Templates/New", "/reports/templates/new?subject=orders", Everybody),
        new("POST /Reports/Templates/New", "/reports/templates/new?subject=customers", OwnPost, Template),
        new("POST /Reports/Templates/New Preview", "/reports/templates/new?subject=customers&handler=preview", "401 200 200 200 200 200 200 200 200 200", Template) { WritesNothing = true },
        new("GET /Reports/Templates/Details", "/reports/templates/{template}", TemplateReaders),
        new("GET /Reports/Templates/Export", "/reports/templates/{template}/export", "302 403 403 403 403 404 404 200 403 403"),
        new("POST /Reports/Templates/Export", "/reports/templates/{template}/export", "401 403 403 403 403 404 404 200 403 403", ("Form.Format", "csv"), ("Form.Reason", "{name}月度汇报")) { IsAnsweredInPlace = true, WritesNothing = true },
        new("GET /Reports/Templates/Edit", "/reports/templates/{template}/edit", "302 404 200 404 404 404 404 200 404 404"),
        new("POST /Reports/Templates/Edit", "/reports/templates/{template}/edit", TemplateKeepersPost, [.. Template, ("Form.Version", "{templateVersion}")]),
        new("POST /Reports/Templates/Edit Preview", "/reports/templates/{template}/edit?handler=preview", "401 404 200 404 404 404 404 200 404 404", [.. Template, ("Form.Version", "{templateVersion}")]) { WritesNothing = true },
        new("POST /Reports/Templates/Edit Retire", "/reports/templates/{template}/edit?handler=retire", TemplateKeepersPost),
        new("POST /Reports/Templates/Edit Offer", "/reports/templates/{retiredTemplate}/edit?handler=offer", TemplateKeepersPost),
        new("POST /Reports/Templates/Edit Delete", "/reports/templates/{retiredTemplate}/edit?handler=delete", TemplateKeepersPost),
        new("GET /Reports/Templates/Mail", "/reports/templates/{template}/mail", TemplateReaders),
        new("POST /Reports/Templates/Mail", "/reports/templates/{template}/mail", "401 404 302 302 404 404 404 302 404 404", ("Form.Period", "Weekly"), ("Form.Weekday", "3"), ("Form.Day", "1"), ("Form.Hour", "9")),
        new("POST /Reports/Templates/Mail End", "/reports/templates/{template}/mail?handler=end", OwnPost) { WritesNothing = true },
        new("GET /Reports/Morning/Index", "/reports/morning", Heads),
        new("GET /Reports/Targets/Index", "/reports/targets", Everybody),
        new("GET /Reports/Targets/Set", "/reports/targets/set?month={month}", "302 403 403 403 403 200 200 200 403 403"),
        new("POST /Reports/Targets/Set", "/reports/targets/set?month={month}", "401 403 403 403 403 302 302 302 403 403", Targets),
        new("POST /Reports/Targets/Set Copy", "/reports/targets/set?month={month}&handler=copy", "401 403 403 403 403 200 200 200 403 403", Targets) { WritesNothing = true },
    ];

    // The owner's, shared with the owner's group; the administrator keeps what is shared.
    private const string TemplateReaders = "302 404 200 200 404 404 404 200 404 404";
    private const string TemplateKeepersPost = "401 404 302 404 404 404 404 302 404 404";

    private static (string, string)[] Template =>
        [("Form.CreationKey", "{key}"), ("Form.Name", "{name}"), ("Form.Row", "industry"), ("Form.Measures", "count"), ("Form.Conditions[createdAt].From", "month"), ("Form.Conditions[createdAt].To", "")];

    // Not a field: those of another file may be set later than the table is made.
    private static (string, string)[] Targets => [("Form.Rows[0].Subject", "u{heir}"), ("Form.Rows[0].Seen", "|||"), ("Form.Rows[0].Amount", "100万"), ("Form.Rows[0].FollowUps", "60")];
}
