using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>A day as the calendar shows it.</summary>
/// <param name="IsMarked">The calendar says something of it, not only its weekday.</param>
/// <param name="Name">The holiday it is, or belongs to.</param>
public sealed record CalendarCell(DateOnly Date, bool IsWorkingDay, bool IsMarked, string? Name);

/// <summary>Days in a row that are marked alike.</summary>
public sealed record CalendarSpan(DateOnly From, DateOnly To, bool IsWorkingDay, string? Name);

/// <summary>A month with its days in order.</summary>
public sealed record CalendarMonth(int Month, IReadOnlyList<CalendarCell> Days)
{
    public int WorkingDays => Days.Count(d => d.IsWorkingDay);
}

/// <summary>A year of the working calendar.</summary>
/// <param name="HasData">Without, Monday to Friday count.</param>
public sealed record CalendarYear(int Year, bool HasData, IReadOnlyList<CalendarMonth> Months, IReadOnlyList<CalendarSpan> Marked)
{
    public int WorkingDays => Months.Sum(m => m.WorkingDays);
}

/// <summary>Reads the working calendar for those who keep it.</summary>
public sealed class CalendarQueries(CrmDbContext db)
{
    /// <exception cref="NotFoundException">The user may not keep the calendar.</exception>
    /// <exception cref="BadQueryException">No calendar is kept that far away.</exception>
    public async Task<CalendarYear> ReadAsync(int year, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        if (year is < CalendarFormValidator.FirstYear or > CalendarFormValidator.LastYear)
            throw new BadQueryException("year");

        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var marked = await db.CalendarDays.AsNoTracking().Where(d => d.Date >= first && d.Date <= last).OrderBy(d => d.Date).ToListAsync(ct);
        var snapshot = new WorkingDaySnapshot(marked.ToDictionary(d => d.Date, d => d.IsWorkingDay));
        var names = marked.ToDictionary(d => d.Date, d => d.Name);
        var months = Enumerable.Range(1, 12).Select(month => new CalendarMonth(
            month,
            [
                .. Enumerable.Range(1, DateTime.DaysInMonth(year, month)).Select(d => new DateOnly(year, month, d))
                    .Select(day => new CalendarCell(day, snapshot.IsWorkingDay(day), names.ContainsKey(day), names.GetValueOrDefault(day))),
            ]));
        return new CalendarYear(year, snapshot.HasData(year), [.. months], Spans(marked));
    }

    private static List<CalendarSpan> Spans(List<CalendarDay> marked)
    {
        List<CalendarSpan> spans = [];
        foreach (var day in marked)
        {
            if (spans is [.., var last] && last.To.AddDays(1) == day.Date && last.IsWorkingDay == day.IsWorkingDay && last.Name == day.Name)
                spans[^1] = last with { To = day.Date };
            else
                spans.Add(new CalendarSpan(day.Date, day.Date, day.IsWorkingDay, day.Name));
        }

        return spans;
    }
}
