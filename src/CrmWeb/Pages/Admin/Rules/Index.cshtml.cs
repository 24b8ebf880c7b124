using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Watching;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>What the program watches for, rule by rule.</summary>
[Authorize(Policy = Permissions.AdminRules)]
public sealed class IndexModel(WatchRuleQueries rules, WatchKinds kinds, RuleWords words, WorkingDayCalendar calendar, OrganizationClock clock, UserScope by) : PageModel
{
    public IReadOnlyList<WatchRuleRow> Rows { get; private set; } = [];

    public IReadOnlyList<IWatchKind> Kinds => kinds.All;

    public RuleWords Words => words;

    /// <summary>The running year has no holidays, although a rule counts working days.</summary>
    public int? YearWithoutData { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Rows = await rules.ListAsync(by, ct);
        var year = clock.Today.Year;
        if (Rows.Any(r => r.IsActive && r.WorkingDaysOnly) && !(await calendar.GetAsync(ct)).HasData(year))
            YearWithoutData = year;
    }
}
