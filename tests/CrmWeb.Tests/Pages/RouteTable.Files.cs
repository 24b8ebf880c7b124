namespace CrmWeb.Tests.Pages;

/// <content>Files. Masked readers have none of a customer they see.</content>
public static partial class RouteTable
{
    // Columns:                       stranger other owner view edit other-mgr mgr admin service marketer
    private const string FileViewers = "302 404 200 200 200 404 200 200 200 404";

    private static IEnumerable<Route> OfFiles =>
    [
        new("GET /Files/Index", "/customers/{customer}/files", FileViewers),
        new("GET /customers/{id:int:min(1)}/files/archive", "/customers/{customer}/files/archive?file={file}", FileViewers),
        new("GET /Files/Details", "/files/{file}", FileViewers),
        new("POST /Files/Details", "/files/{file}", EditorsPostHidden, ("Form.Name", "改名.pdf"), ("Form.Kind", "quotation"), ("Form.Version", "{fileVersion}")),
        new("POST /Files/Details Bin", "/files/{file}?handler=bin", EditorsPostHidden),
        new("POST /Files/Details Restore", "/files/{binnedFile}?handler=restore", EditorsPostHidden),
        new("GET /files/{key:guid}/download", "/files/{file}/download", FileViewers),
        new("GET /files/{key:guid}/shown", "/files/{file}/shown", FileViewers),
        new("GET /files/{key:guid}/picture", "/files/{picture}/picture", FileViewers),
        new("POST /files/upload", "/files/upload?customer={customer}", EditorsPost, ("Kind", "contract"), ("Key", "{key}")) { SendsFile = true },
        new("POST /files/upload Replace", "/files/upload?customer={customer}&file={file}", EditorsPost) { SendsFile = true, IsWayOf = "POST /files/upload" },
        new("GET /Admin/Files/Index", "/admin/files", AdminOnly),
        new("POST /Admin/Files/Index", "/admin/files", AdminPost, ("Form.Megabytes", "50"), ("Form.Formats", "pdf"), ("Form.Formats", "png")),
    ];
}
