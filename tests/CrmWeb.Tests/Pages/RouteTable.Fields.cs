namespace CrmWeb.Tests.Pages;

/// <content>Fields of the company's own.</content>
public static partial class RouteTable
{
    private static IEnumerable<Route> OfFields =>
    [
        new("GET /Admin/Fields/Index", "/admin/fields", AdminOnly),
        new("POST /Admin/Fields/Index Up", "/admin/fields?handler=up", AdminPost, ("field", "{field}")),
        new("POST /Admin/Fields/Index Down", "/admin/fields?handler=down", AdminPost, ("field", "{firstField}")),
        new("POST /Admin/Fields/Index Place", "/admin/fields?handler=place", AdminPost, ("field", "{field}"), ("before", "{firstField}")),
        new("GET /Admin/Fields/Required", "/admin/fields/required", AdminOnly),
        new("POST /Admin/Fields/Required", "/admin/fields/required", AdminPost, ("Form.Seen", "{requiredSeen}"), ("Form.From", "2026-12-01")),
        new("GET /Admin/Fields/Version", "/admin/fields/required/{requiredVersion}", AdminOnly),
        new("GET /Admin/Fields/New", "/admin/fields/new", AdminOnly),
        new("POST /Admin/Fields/New", "/admin/fields/new", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Type", "Text")),
        new("POST /Admin/Fields/New Preview", "/admin/fields/new?handler=preview", AdminAsk, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Type", "Text")) { WritesNothing = true },
        new("GET /Admin/Fields/Edit", "/admin/fields/{field}", AdminOnly),
        new("POST /Admin/Fields/Edit", "/admin/fields/{field}", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Type", "Text"), ("Form.Version", "{fieldVersion}")),
        new("POST /Admin/Fields/Edit Retire", "/admin/fields/{field}?handler=retire", AdminPost),
        new("POST /Admin/Fields/Edit Revive", "/admin/fields/{retiredField}?handler=revive", AdminPost),
        new("GET /Admin/Fields/Merge", "/admin/fields/{choiceField}/choices/{fieldChoice}", AdminOnly),
        new("POST /Admin/Fields/Merge", "/admin/fields/{choiceField}/choices/{fieldChoice}", AdminPost, ("Into", "{firstFieldChoice}")),
    ];
}
