using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>Marks days of the working calendar. This process counts by them at once.</summary>
public sealed class CalendarService(CrmDbContext db, WorkingDayCalendar calendar, IStringLocalizer<WorkingDaysText> text)
{
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not keep the calendar.</exception>
    public async Task MarkAsync(CalendarForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        form.Clean();
        await new CalendarFormValidator(text).ValidateAndThrowAsync(form, ct);

        await ConflictRetry.RunOrAddAsync(db, () => WriteAsync(form, by, ct));
        calendar.Invalidate();
    }

    private async Task<int> WriteAsync(CalendarForm form, UserScope by, CancellationToken ct)
    {
        var (first, last) = (form.From!.Value, form.To ?? form.From.Value);
        var present = await db.CalendarDays.Where(d => d.Date >= first && d.Date <= last).ToDictionaryAsync(d => d.Date, ct);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            var worked = form.Mark == DayMark.Worked;
            if (present.TryGetValue(day, out var row))
            {
                if (form.Mark == DayMark.Usual)
                    db.CalendarDays.Remove(row);
                else
                    row.Change(worked, form.Name);
            }
            else if (form.Mark != DayMark.Usual)
            {
                db.CalendarDays.Add(new CalendarDay(day, worked, form.Name));
            }
        }

        return await db.SaveChangesAsync(by, ct);
    }
}
