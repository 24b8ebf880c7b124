using CrmWeb.Core.Morning;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Targets;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Reports.Targets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Morning;

/// <summary>The manager's morning: what was left undone, what is to do today and how the month stands. Who sees no team is told there is no such page.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(MorningQueries queries, OrganizationClock clock, UserScope by, IStringLocalizer<MorningText> text) : PageModel
{
    /// <summary>Only this one with its branch.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Department { get; set; }

    public MorningView View { get; private set; } = null!;

    public ListFrame Frame { get; private set; } = null!;

    public bool MayUrge => by.Has(Permissions.FollowUpsUrge);

    public DateOnly Today => clock.Today;

    /// <summary>The numbers at the top.</summary>
    public IReadOnlyList<(MorningColumn Column, string? State)> Heads { get; } =
    [
        (MorningColumn.Silent, null), (MorningColumn.Overdue, "state-overdue"), (MorningColumn.Today, "state-today"), (MorningColumn.Worked, null),
        (MorningColumn.PaymentsLate, "state-overdue"), (MorningColumn.PaymentsDue, null),
    ];

    public ReportCell Cell(MorningColumn column) => View.Total.Cells[(int)column];

    public string Name(MorningColumn column) => View.Tables[0].Columns[(int)column].Name;

    /// <summary>Amounts short; the table below has them to the fen.</summary>
    public string Shown(MorningColumn column) => View.Tables[0].Columns[(int)column].Unit == ReportUnit.Money
        ? TargetWords.Number(TargetMeasure.Amount, View.Count(column))
        : ReportNumber.Of(Cell(column), ReportUnit.Count);

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await queries.ReadAsync(Department, by, ct);
        Frame = new ListFrame(Request, "morning", CrmLinks.Morning())
        {
            Conditions = View.Departments.Count > 1
                ? [new ChoiceCondition("department", text["Department"], [.. View.Departments.Select(d => new SelectListItem(d.Path, $"{d.Id}"))]) { IsEveryday = true }]
                : [],
        };
    }
}
