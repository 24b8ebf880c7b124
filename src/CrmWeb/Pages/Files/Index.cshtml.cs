using CrmWeb.Core.Files;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Files;

/// <summary>All files of a customer.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(AttachmentQueries files, UploadPlaces places, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>Code of a kind of files.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Bin { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? P { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Size { get; set; }

    public AttachmentList List { get; private set; } = null!;

    /// <summary>Where files are sent; null for those who may not.</summary>
    public UploadPlace? Upload { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        List = await files.ListAsync(Id, Kind, Bin, PageWanted.Of(P, Size), by, ct);
        Upload = List.MayEdit && !Bin ? await places.OfAsync(CrmLinks.UploadFiles(Id), ct) : null;
    }
}
