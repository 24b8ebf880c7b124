namespace CrmWeb.Tests.Pages;

/// <summary>Saved views: made by the owner, shared with the owner's department.</summary>
internal static class RouteViews
{
    private const string SharersOrAdmin = "302 404 200 404 404 404 404 200 404 404";
    private const string SharersOrAdminPost = "401 404 302 404 404 404 404 302 404 404";

    public static readonly IReadOnlyList<Route> Routes =
    [
        new("GET /Views/Index", "/views", "302 200 200 200 200 200 200 200 200 200"),
        new("POST /Views/Index Choose", "/views?handler=choose&id={view}", "401 404 302 302 404 404 404 404 404 404", ("pinned", "false")),
        new("POST /Views/Index Layout", "/views?handler=layout", "401 302 302 302 302 302 302 302 302 302", ("list", "customers"), ("cols", "{key}")),
        new("GET /Views/New", "/views/new?list=customers&query=stage%3Dinitial", "302 200 200 200 200 200 200 200 200 200"),
        new("POST /Views/New", "/views/new?list=customers", "401 302 302 302 302 302 302 302 302 302", ("Form.Name", "{name}"), ("Form.Query", "stage=initial")),
        new("GET /Views/Edit", "/views/{view}", SharersOrAdmin),
        new("POST /Views/Edit", "/views/{view}", SharersOrAdminPost, ("Form.Name", "{name}"), ("Form.Query", "stage=won"), ("Form.Version", "{viewVersion}")),
        new("POST /Views/Edit Show", "/views/{view}?handler=show", SharersOrAdminPost, ("query", "stage=won")),
        new("POST /Views/Edit Delete", "/views/{view}?handler=delete", SharersOrAdminPost),
    ];
}
