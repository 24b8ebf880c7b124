using CrmWeb.Core.Organization;
using CrmWeb.Core.Targets;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Targets;

/// <summary>What was to be reached in a month, and how it stands: for oneself, or for the departments and people in one's reach.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class IndexModel(TargetQueries targets, TargetSubjects subjects, OrganizationClock clock, UserScope by, IStringLocalizer<TargetsText> text) : PageModel
{
    private const int MonthsAhead = 3;
    private const int Months = 14;

    [BindProperty(SupportsGet = true)]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Department { get; set; }

    public TargetsView View { get; private set; } = null!;

    public ListFrame Frame { get; private set; } = null!;

    public TargetWords Words { get; } = new(text);

    public bool MaySet => by.Has(Permissions.TargetsWrite);

    public async Task OnGetAsync(CancellationToken ct)
    {
        View = await targets.ReadAsync(Month, Department, by, ct);
        var now = TargetMonth.Of(clock.Today);
        List<ListCondition> conditions =
        [
            new ChoiceCondition("month", text["Month"], [.. Enumerable.Range(0, Months).Select(i => now.Plus(MonthsAhead - i)).Select(m => new SelectListItem(Words.Month(m), m.Code))])
            {
                IsEveryday = true,
                Shown = Words.Month(View.Month),
            },
        ];
        if (await subjects.DepartmentsAsync(by, ct) is { Count: > 1 } departments)
            conditions.Add(new ChoiceCondition("department", text["Department"], [.. departments.Select(d => new SelectListItem(d.Path, $"{d.Id}"))]) { IsEveryday = true });
        Frame = new ListFrame(Request, "targets", CrmLinks.Targets()) { Conditions = conditions };
    }
}
