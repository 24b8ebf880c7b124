using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Reports.Activity;

/// <summary>
/// 跟进频率统计: the customers most spoken to, the ways of speaking by weekday, and who did how many when. It counts the rows of the list of
/// follow-ups under the same conditions: one's own, or the team's for those who see what the team does.
/// </summary>
public sealed class ActivityReport(ReportScope scope, FollowUpListQueries followUps, ListCatalog lists, UserDirectory users, IStringLocalizer<ReportsText> text) : IReport
{
    private const int Top = 10;
    private const int MostDays = 366;

    /// <inheritdoc/>
    public string Code => "follow-up-frequency";

    /// <inheritdoc/>
    public async Task<ReportResult> ReadAsync(ReportFilter filter, UserScope by, CancellationToken ct)
    {
        var asked = scope.Period(filter, ("-30d", "today"), MostDays);
        var period = asked.First is null ? asked with { First = asked.Last.AddDays(1 - MostDays) } : asked;
        var before = period.Before(scope.Clock.Today);
        var (now, then) = (await ChosenAsync(filter, period, by, ct), await ChosenAsync(filter, before!, by, ct));
        var slots = ActivitySlots.Of(period);
        var words = new ActivityWords(text, filter with { Owner = Person(filter.Owner, by)?.ToString(CultureInfo.InvariantCulture) }, period, by.Has(Permissions.TeamView));
        var top = await TopAsync(now, ct);
        var weekdays = await Weekdays(period).Count(now, f => f.MethodId, f => f.At).ToListAsync(ct);
        var byPerson = await new TimeBuckets([.. slots.Select(s => scope.Clock.StartOfDay(s.First))]).Count(now, f => f.AssigneeId, f => f.At).ToListAsync(ct);
        var earlier = await then.GroupBy(f => f.AssigneeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new ReportResult(period,
        [
            words.Top(top, await NamesAsync(top, by, ct)),
            words.Weekdays(weekdays, await lists.GetAsync(ct)),
            words.People(byPerson, earlier, slots, await users.GetAsync(ct)),
        ])
        {
            Before = before,
        };
    }

    /// <summary>The very rows that the list of follow-ups shows under these conditions.</summary>
    internal Task<IQueryable<FollowUp>> ChosenAsync(ReportFilter filter, ReportPeriod period, UserScope by, CancellationToken ct)
    {
        var person = Person(filter.Owner, by);
        return followUps.ChosenAsync(
            new FollowUpSelection(FollowUpList.Done, true, person, new FollowUpFilter
            {
                AtFrom = ReportLinks.Day(period.First),
                AtTo = ReportLinks.Day(period.Last),
                Department = filter.Department,
                Category = filter.Category,
                Industry = filter.Industry,
                Tag = filter.Tag,
                TagMode = filter.TagMode,
            }), by, ct);
    }

    /// <exception cref="BadQueryException">It is nobody.</exception>
    private static int? Person(string? owner, UserScope by) =>
        string.IsNullOrWhiteSpace(owner) ? null
        : owner == "me" ? by.UserId
        : int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new BadQueryException("owner");

    private static async Task<IReadOnlyList<(int Id, int Count)>> TopAsync(IQueryable<FollowUp> followUps, CancellationToken ct)
    {
        var top = await followUps.GroupBy(f => f.CustomerId).Select(g => new { Id = g.Key, Count = g.Count() })
            .OrderByDescending(x => x.Count).ThenBy(x => x.Id).Take(Top).ToListAsync(ct);
        return [.. top.Select(x => (x.Id, x.Count))];
    }

    private async Task<IReadOnlyDictionary<int, string>> NamesAsync(IReadOnlyList<(int Id, int Count)> top, UserScope by, CancellationToken ct)
    {
        List<int> ids = [.. top.Select(t => t.Id)];
        var view = PersonalView.Of(by);
        return (await scope.Db.Customers.AsNoTracking().VisibleTo(by).Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Kind }).ToListAsync(ct))
            .ToDictionary(c => c.Id, c => view.Customer(c.Name, c.Kind));
    }

    private TimeBuckets Weekdays(ReportPeriod period) => new(
        [.. Enumerable.Range(0, period.Days).Select(i => scope.Clock.StartOfDay(period.First!.Value.AddDays(i)))], i => ((int)period.First!.Value.AddDays(i).DayOfWeek + 6) % 7);
}

/// <summary>The days, weeks or months of a period, of which a table has a column each.</summary>
internal sealed record ActivitySlots(DateOnly First, DateOnly Last, string Key)
{
    private const int MostDays = 31;
    private const int MostWeeks = 26;
    private const int Week = 7;

    public static IReadOnlyList<ActivitySlots> Of(ReportPeriod period)
    {
        Func<DateOnly, DateOnly> next = period.Days <= MostDays ? d => d.AddDays(1)
            : period.Days <= MostWeeks * Week ? d => d.AddDays(Week - (((int)d.DayOfWeek + 6) % Week))
            : d => new DateOnly(d.Year, d.Month, 1).AddMonths(1);
        var key = period.Days <= MostDays ? "Day" : period.Days <= MostWeeks * Week ? "Week" : "Month";
        List<ActivitySlots> slots = [];
        for (var day = period.First!.Value; day <= period.Last; day = next(day))
            slots.Add(new ActivitySlots(day, next(day).AddDays(-1) < period.Last ? next(day).AddDays(-1) : period.Last, key));
        return slots;
    }
}
