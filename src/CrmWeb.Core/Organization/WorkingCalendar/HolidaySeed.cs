using System.Text.Json;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>A holiday of the State Council's yearly notice, with the weekend days that are worked for it.</summary>
internal sealed record Holiday(string Name, DateOnly From, DateOnly To, IReadOnlyList<DateOnly> Worked);

/// <summary>
/// The holidays that come with the product, read from the files in <c>WorkingCalendar/Seed</c>: 2026 after the notice of
/// 4 November 2025 (国务院办公厅关于2026年部分节假日安排的通知). A year that holds nothing yet is filled; what an administrator
/// keeps is left alone.
/// </summary>
internal sealed class HolidaySeed : IDatabaseSeed
{
    private static readonly Lazy<IReadOnlyList<Holiday>> LazyHolidays = new(Read);

    public static IReadOnlyList<Holiday> Holidays => LazyHolidays.Value;

    public async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        foreach (var year in Holidays.GroupBy(h => h.From.Year))
        {
            var (first, last) = (new DateOnly(year.Key, 1, 1), new DateOnly(year.Key, 12, 31));
            if (await db.CalendarDays.AnyAsync(d => d.Date >= first && d.Date <= last, ct))
                continue;
            db.CalendarDays.AddRange(year.SelectMany(Days));
        }
    }

    private static IEnumerable<CalendarDay> Days(Holiday holiday) =>
        Enumerable.Range(0, holiday.To.DayNumber - holiday.From.DayNumber + 1)
            .Select(i => new CalendarDay(holiday.From.AddDays(i), isWorkingDay: false, holiday.Name))
            .Concat(holiday.Worked.Select(day => new CalendarDay(day, isWorkingDay: true, holiday.Name)));

    private static IReadOnlyList<Holiday> Read()
    {
        using var file = typeof(HolidaySeed).Assembly.GetManifestResourceStream("CrmWeb.Core.Organization.WorkingCalendar.Seed.holidays.json")!;
        return JsonSerializer.Deserialize<Holiday[]>(file, JsonSerializerOptions.Web)!;
    }
}
