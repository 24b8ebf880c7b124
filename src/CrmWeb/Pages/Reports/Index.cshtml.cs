using CrmWeb.Core.Reports;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Reports;

/// <summary>The reports there are.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(ReportCatalog reports, ReportNames names, UserScope by) : PageModel
{
    public IReadOnlyList<IReport> All => reports.All;

    public ReportNames Names => names;

    /// <summary>Key of the sentence that says how far they reach for this reader.</summary>
    public string Reach => $"Index.{(by.Scope == DataScope.Own ? "Personal" : by.Scope.ToString())}";

    /// <summary>All of it is known beforehand.</summary>
    public void OnGet()
    {
    }
}
