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

    /// <summary>What there is of daily reports for this reader: address, key of the name, key of what it is.</summary>
    public IEnumerable<(string Address, string Name, string Help)> Daily
    {
        get
        {
            if (by.Has(Permissions.DailyReportsSend))
                yield return (CrmLinks.DailyReport(), "Title", "Title.Help");
            if (by.Has(Permissions.TeamView))
                yield return (CrmLinks.DailyTeam(), "Team", "Team.Help");
        }
    }

    /// <summary>Whether there is a morning page for this reader.</summary>
    public bool HasMorning => by.Has(Permissions.TeamView);

    /// <summary>Key of the sentence that says how far they reach for this reader.</summary>
    public string Reach => $"Index.{(by.Scope == DataScope.Own ? "Personal" : by.Scope.ToString())}";

    /// <summary>All of it is known beforehand.</summary>
    public void OnGet()
    {
    }
}
