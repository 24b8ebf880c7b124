using CrmWeb.Core.ReportTemplates;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>The templates of reports one finds.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(TemplateQueries templates, UserScope by) : PageModel
{
    public IReadOnlyList<TemplateRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await templates.ListAsync(by, ct);
}
