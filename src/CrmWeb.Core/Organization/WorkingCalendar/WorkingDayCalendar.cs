using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>
/// Which days are worked, at one moment. Monday to Friday are, unless the calendar says otherwise. Counting follows articles
/// 201 to 203 of the Civil Code (民法典): the day something begins on is not counted.
/// </summary>
public sealed class WorkingDaySnapshot
{
    private readonly Dictionary<DateOnly, bool> marked;
    private readonly HashSet<int> years;

    /// <param name="days">What the calendar says of days, by date.</param>
    public WorkingDaySnapshot(IReadOnlyDictionary<DateOnly, bool> days)
    {
        marked = new Dictionary<DateOnly, bool>(days);
        years = [.. marked.Keys.Select(d => d.Year)];
    }

    /// <summary>Whether the calendar says anything about the year; without, every Monday to Friday counts.</summary>
    public bool HasData(int year) => years.Contains(year);

    /// <summary>What the calendar says of a day by itself; null where its weekday decides.</summary>
    public bool? Marked(DateOnly day) => marked.TryGetValue(day, out var worked) ? worked : null;

    public bool IsWorkingDay(DateOnly day) =>
        marked.TryGetValue(day, out var worked) ? worked : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The working day that lies a number of working days after a day. The day itself need not be one.</summary>
    /// <param name="days">From 1; 0 gives the day itself, or the next working day where it is none.</param>
    public DateOnly Add(DateOnly day, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        if (days == 0)
            return IsWorkingDay(day) ? day : Add(day, 1);
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                left--;
        }

        return day;
    }

    /// <summary>How many working days lie after the first day, up to and with the last.</summary>
    public int Between(DateOnly first, DateOnly last) =>
        Enumerable.Range(1, Math.Max(0, last.DayNumber - first.DayNumber)).Count(i => IsWorkingDay(first.AddDays(i)));

    /// <summary>
    /// The latest moment before which whatever began has lasted more than so many working days by now; days off are cut out of
    /// the time, so that Friday at ten and Monday at ten are a working day apart.
    /// </summary>
    /// <param name="now">Wall-clock time of the organisation.</param>
    public DateTime Before(DateTime now, int days)
    {
        var left = TimeSpan.FromDays(days);
        while (true)
        {
            // Midnight belongs to the day that ends there.
            var day = DateOnly.FromDateTime(now.AddTicks(-1));
            var start = day.ToDateTime(TimeOnly.MinValue);
            if (IsWorkingDay(day))
            {
                if (left < now - start)
                    return now - left;
                left -= now - start;
            }

            now = start;
        }
    }
}

/// <summary>The organisation's working days, cached; everything that counts working days asks here.</summary>
public sealed class WorkingDayCalendar(IDbContextFactory<CrmDbContext> databases, TimeProvider time)
    : CachedSnapshot<WorkingDaySnapshot>(databases, time)
{
    protected override async Task<WorkingDaySnapshot> LoadAsync(CrmDbContext db, CancellationToken ct)
    {
        return new WorkingDaySnapshot(await db.CalendarDays.AsNoTracking().ToDictionaryAsync(d => d.Date, d => d.IsWorkingDay, ct));
    }
}
