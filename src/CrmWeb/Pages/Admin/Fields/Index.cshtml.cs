using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>The company's own fields of one subject in their order.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class IndexModel(CustomFieldQueries fields, CustomFieldService editing, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "subject")]
    public string? Wanted { get; set; }

    /// <exception cref="BadQueryException">There is no such subject.</exception>
    public FieldSubject Subject => SubjectCode.Of(Wanted);

    public IReadOnlyList<CustomFieldRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await fields.ReadAsync(Subject, by, ct);

    public Task<IActionResult> OnPostUpAsync(int field, CancellationToken ct) => ReorderAsync(field, RowMove.Up, ct);

    public Task<IActionResult> OnPostDownAsync(int field, CancellationToken ct) => ReorderAsync(field, RowMove.Down, ct);

    public Task<IActionResult> OnPostPlaceAsync(int field, int? before, CancellationToken ct) => ReorderAsync(field, RowMove.Before(before), ct);

    private async Task<IActionResult> ReorderAsync(int field, RowMove move, CancellationToken ct)
    {
        await editing.ReorderAsync(field, move, by, ct);
        return LocalRedirect(CrmLinks.CustomFields(Subject));
    }
}

/// <summary>A subject as it stands in an address.</summary>
internal static class SubjectCode
{
    /// <exception cref="BadQueryException">There is no such subject.</exception>
    public static FieldSubject Of(string? code) => string.IsNullOrEmpty(code) ? FieldSubject.Customer
        : Enum.GetValues<FieldSubject>().Where(s => $"{s}" == code).Select(s => (FieldSubject?)s).FirstOrDefault() ?? throw new BadQueryException("subject");
}
