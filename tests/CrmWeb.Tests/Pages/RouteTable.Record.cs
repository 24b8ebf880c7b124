using static CrmWeb.Tests.Pages.RouteForms;

namespace CrmWeb.Tests.Pages;

/// <content>What is asked for at the record of a customer, and about its health score.</content>
public static partial class RouteTable
{
    private static (string, string)[] Weights => [("Form.Timeliness", "40"), ("Form.NeedFit", "30"), ("Form.Engagement", "20"), ("Form.Payments", "10")];

    private static IEnumerable<Route> OfRecord =>
    [
        new("GET /Customers/Record/Details", "/customers/{customer}", Viewers),
        new("GET /Admin/Health/Index", "/admin/health", AdminOnly),
        new("POST /Admin/Health/Index", "/admin/health", AdminPost, Weights),
        new("POST /Admin/Health/Index Try", "/admin/health?handler=try", "401 403 403 403 403 403 403 200 403 403", Weights),
        new("GET /Customers/Record/Stages/Stage", "/customers/{customer}/stage", Editors),
        new("POST /Customers/Record/Stages/Stage", "/customers/{customer}/stage", EditorsPost, ("Move.Stage", "needs"), ("Move.From", "initial")),
        new("POST /Customers/Record/Stages/Stage Undo", "/customers/{customer}/stage?handler=undo&change={ownMove}", EditorsPost),
        new("GET /Customers/Record/Note", "/customers/{customer}/note", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /Customers/Record/Note", "/customers/{customer}/note", EditorsPost, RouteForms.Record),
        new("GET /Customers/Record/Timeline/Pin", "/customers/{recordCustomer}/pin?followUp={record}&pinned=true", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /Customers/Record/Timeline/Pin", "/customers/{recordCustomer}/pin?followUp={record}&pinned=true", EditorsPost),
        new("POST /Customers/Record/Details Assign", "/customers/{customer}?handler=assign", Governors, ("Owner", "{heir}")),
        new("POST /Customers/Record/Details Delete", "/customers/{customer}?handler=delete", Governors),
        new("GET /Customers/Sharing/Existing", "/customers/existing?token={unknown}", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /Customers/Sharing/Existing Claim", "/customers/existing?handler=claim&token={poolToken}", SellersPost),
        new("POST /Customers/Sharing/Existing Ask", "/customers/existing?handler=ask&token={ownedToken}", "401 302 400 400 400 302 400 400 403 403"),
        new("GET /Customers/Sharing/Collaboration", "/customers/collaboration/{wish}", "302 404 200 404 404 404 200 200 403 403"),
        new("POST /Customers/Sharing/Collaboration Grant", "/customers/collaboration/{wish}?handler=grant", "401 404 302 404 404 404 302 302 403 403", ("Form.CanEdit", "true")),
        new("POST /Customers/Sharing/Collaboration Decline", "/customers/collaboration/{wish}?handler=decline", "401 404 302 404 404 404 302 302 403 403"),
    ];
}
