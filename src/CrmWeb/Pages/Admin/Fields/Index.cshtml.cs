using CrmWeb.Core.Customers.CustomFields;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>The company's own fields in their order.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(CustomFieldQueries fields, CustomFieldService editing, UserScope by) : PageModel
{
    public IReadOnlyList<CustomFieldRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await fields.ReadAsync(by, ct);

    public Task<IActionResult> OnPostUpAsync(int field, CancellationToken ct) => ReorderAsync(field, up: true, ct);

    public Task<IActionResult> OnPostDownAsync(int field, CancellationToken ct) => ReorderAsync(field, up: false, ct);

    private async Task<IActionResult> ReorderAsync(int field, bool up, CancellationToken ct)
    {
        await editing.ReorderAsync(field, up, by, ct);
        return LocalRedirect(CrmLinks.CustomFields());
    }
}
