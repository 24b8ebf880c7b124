using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Calendar;

/// <summary>A year of the working calendar, and the form that marks days of it.</summary>
[Authorize(Policy = Permissions.AdminRules)]
public sealed class IndexModel(
    CalendarQueries calendar, CalendarService editing, OrganizationClock clock, UserScope by, IStringLocalizer<WorkingDaysText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? WantedYear { get; set; }

    /// <summary>The day that was clicked: the form begins with it.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public CalendarForm Form { get; set; } = new();

    public CalendarYear Year { get; private set; } = null!;

    public DateOnly Today => clock.Today;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.MarkAsync(Form, by, ct);
        this.Toast(text["Calendar.Saved"]);
        return LocalRedirect(CrmLinks.Calendar(Form.From!.Value.Year));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        if (Day is { } clicked && WantedYear is { } wanted && clicked.Year != wanted)
            throw new BadQueryException("day");
        Year = await calendar.ReadAsync(WantedYear ?? Day?.Year ?? Form.From?.Year ?? clock.Today.Year, by, ct);
        if (Day is { } day && HttpMethods.IsGet(Request.Method))
        {
            var cell = Year.Months[day.Month - 1].Days[day.Day - 1];
            Form = new CalendarForm { From = day, Mark = cell.IsWorkingDay ? DayMark.Off : DayMark.Worked, Name = cell.Name };
        }

        return Page();
    }

    /// <summary>The holidays that come with the product have a name in both languages.</summary>
    public string? Name(string? holiday) =>
        holiday is null ? null : text[$"Holiday.{holiday}"] is { ResourceNotFound: false } known ? known.Value : holiday;

    /// <summary>What a screen reader says of a day, and the mouse shows.</summary>
    public string Describe(CalendarCell day) =>
        text[$"Day.{(day.IsWorkingDay ? "Worked" : "Off")}{(day.Name is null ? "" : "Named")}", Show(day.Date), Name(day.Name) ?? ""];

    public string Days(CalendarSpan span) => span.From == span.To ? Show(span.From) : text["Calendar.Span", Show(span.From), Show(span.To)];

    private static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
