using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.FollowUps.Calendar;

/// <summary>What was done and is planned, by month, week or day; planned ones are dragged to another time.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class CalendarModel(
    FollowUpCalendar calendar, FollowUpQueries followUps, TaskPlanner tasks, OrganizationClock clock, UserScope by,
    IStringLocalizer<FollowUpsText> text) : PageModel
{
    /// <summary>month, week or day; by default month.</summary>
    [BindProperty(SupportsGet = true, Name = "view")]
    public string? ViewCode { get; set; }

    /// <summary>A day of what is shown; by default today.</summary>
    [BindProperty(SupportsGet = true, Name = "day")]
    public DateOnly? Day { get; set; }

    [BindProperty(SupportsGet = true, Name = "team")]
    public bool WantsTeam { get; set; }

    /// <summary>Of the team, only this colleague's.</summary>
    [BindProperty(SupportsGet = true, Name = "person")]
    public int? Person { get; set; }

    public CalendarRange Range { get; private set; } = null!;

    public CalendarEntries Calendar { get; private set; } = new([], false);

    public ILookup<DateOnly, CalendarEntry> ByDay { get; private set; } = Array.Empty<CalendarEntry>().ToLookup(e => e.Day);

    /// <summary>Of whom the team's calendar can be looked at.</summary>
    public IReadOnlyList<PersonCount> People { get; private set; } = [];

    public bool MaySeeTeam => by.Has(Permissions.TeamView);

    public bool IsTeam => WantsTeam && MaySeeTeam;

    public bool MayWrite => by.Has(Permissions.FollowUpsWrite);

    public DateOnly Today => clock.Today;

    public DateTime Now => clock.ToLocal(clock.UtcNow);

    public async Task OnGetAsync(CancellationToken ct)
    {
        SecurityHeaders.AllowEmptyStyle(Response);
        Range = CalendarRange.Of(ViewCode, Day ?? Today);
        Person = IsTeam ? Person : null;
        Calendar = await calendar.ReadAsync(Range.From, Range.Days, IsTeam, Person, by, ct);
        ByDay = Calendar.Entries.ToLookup(e => e.Day);
        if (IsTeam)
            People = await followUps.CountByPersonAsync(FollowUpList.Planned, Person, by, ct);
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

    public string Address(string view, DateOnly day, bool? team = null) =>
        CrmLinks.FollowUpCalendar(view, day, team ?? IsTeam, team is null ? Person : null);
}
