using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.Calendar;

/// <summary>What is planned, and on request what was done, by month, week or day; planned ones are dragged to another time.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class CalendarModel(
    FollowUpCalendar calendar, FollowUpQueries followUps, TaskPlanner tasks, WorkingDayCalendar workingDays, OrganizationClock clock, UserScope by,
    IStringLocalizer<FollowUpsText> text) : PageModel, IButtonPage
{
    /// <summary>As many stand side by side.</summary>
    public const int MostPeople = 5;

    /// <summary>month, week or day; by default month.</summary>
    [BindProperty(SupportsGet = true, Name = "view")]
    public string? ViewCode { get; set; }

    /// <summary>A day of what is shown; by default today.</summary>
    [BindProperty(SupportsGet = true, Name = "day")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "team")]
    public bool WantsTeam { get; set; }

    /// <summary>Of the team, only these colleagues'; several stand side by side on a day.</summary>
    [BindProperty(SupportsGet = true, Name = "person")]
    public List<int> Chosen { get; set; } = [];

    /// <summary>What is done is shown, too.</summary>
    [BindProperty(SupportsGet = true, Name = "done")]
    public bool ShowsDone { get; set; }

    public CalendarRange Range { get; private set; } = null!;

    public CalendarEntries Calendar { get; private set; } = new([], false);

    public WorkingDaySnapshot WorkingDays { get; private set; } = new(new Dictionary<DateOnly, bool>());

    /// <summary>Of whom the team's calendar can be looked at.</summary>
    public IReadOnlyList<PersonCount> People { get; private set; } = [];

    /// <summary>Who stands side by side; empty where all are in one.</summary>
    public IReadOnlyList<PersonCount> Columns => Range.View == "day" && Chosen.Count > 1 ? [.. People.Where(p => Chosen.Contains(p.Id))] : [];

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public bool IsTeam => WantsTeam && MaySeeTeam;

    public bool MayWrite => by.Has(Permissions.FollowUpsWrite);

    public DateOnly Today => clock.Today;

    public DateTime Now => clock.ToLocal(clock.UtcNow);

    /// <summary>Days before today are shown that a phone begins after.</summary>
    public bool HasEarlier => Range.All.Contains(Today) && Range.All.Any(d => d < Today && Range.Holds(d));

    public string BackAddress => Address(ViewCode is "week" or "day" ? ViewCode : "month", Day ?? Today);

    private CalendarChoice Choice => new(IsTeam, Chosen, ShowsDone);

    public async Task OnGetAsync(CancellationToken ct)
    {
        SecurityHeaders.AllowEmptyStyle(Response);
        Range = CalendarRange.Of(ViewCode, Day ?? Today);
        Chosen = IsTeam ? [.. Chosen.Distinct().Take(MostPeople)] : [];
        Calendar = await calendar.ReadAsync(Range.From, Range.Days, Choice, by, ct);
        WorkingDays = await workingDays.GetAsync(ct);
        if (IsTeam)
            People = await followUps.CountByPersonAsync(FollowUpList.Planned, Chosen, by, ct);
    }

    /// <summary>Moves a task. The script, which asks when something was dragged, is told what happened, with the new version.</summary>
    /// <param name="scope">Of one of a series: it alone unless the series is said.</param>
    public async Task<IActionResult> OnPostMoveAsync(int id, DateTime at, Guid? version, MoveScope scope, CancellationToken ct)
    {
        await tasks.MoveAsync(id, at, version, scope, by, ct);
        var said = text["Calendar.Moved", at.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture)].Value;
        if (!FormPageFilter.AsksForData(Request))
        {
            this.Toast(said);
            return LocalRedirect(Address("day", DateOnly.FromDateTime(at)));
        }

        return new JsonResult(new { said, version = (await followUps.ReadAsync(id, by, ct)).Version });
    }

    /// <summary>What stands on a day, of everybody or of one of them.</summary>
    public IReadOnlyList<CalendarEntry> On(DateOnly day, int? person) =>
        [.. Calendar.Entries.Where(e => e.Day == day && (person is null || e.AssigneeId == person))];

    /// <summary>The days of those shown that the working calendar marks as off, or as worked.</summary>
    public string Marked(bool worked) =>
        string.Join(' ', Range.All.Where(d => WorkingDays.Marked(d) == worked).Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    public string Address(string view, DateOnly day, bool? team = null, bool? done = null) =>
        CrmLinks.FollowUpCalendar(view, day, team is { } other ? new CalendarChoice(other, [], ShowsDone) : Choice with { Done = done ?? ShowsDone });
}
