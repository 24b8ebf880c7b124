using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Calendar;

/// <summary>A follow-up as the calendar shows it.</summary>
/// <param name="At">The organisation's wall clock.</param>
/// <param name="Words">Its subject, else the beginning of its content.</param>
/// <param name="MayMove">It is open and the reader may change it.</param>
public sealed record CalendarEntry(
    int Id, DateTime At, int CustomerId, string CustomerName, string Words, string MethodName, FollowUpState State, FollowUpPriority Priority, bool IsOverdue,
    int AssigneeId, string AssigneeName, bool MayMove, Guid Version)
{
    /// <summary>Code of its method.</summary>
    public string MethodCode { get; init; } = "";

    /// <summary>It comes back: moving it asks whether it alone or the series is meant.</summary>
    public bool Recurs { get; init; }

    public DateOnly Day => DateOnly.FromDateTime(At);

    public bool IsDone => State == FollowUpState.Done;
}

/// <summary>Whose follow-ups a calendar shows, and which.</summary>
/// <param name="Team">Everybody's inside the scope, not only one's own.</param>
/// <param name="People">Of the team, only these colleagues'; empty for all.</param>
/// <param name="Done">Also what is done, not only what is to be done.</param>
public sealed record CalendarChoice(bool Team, IReadOnlyList<int> People, bool Done);

/// <summary>What a calendar shows.</summary>
/// <param name="HasMore">There are more than can be shown.</param>
public sealed record CalendarEntries(IReadOnlyList<CalendarEntry> Entries, bool HasMore);

/// <summary>Reads what was done and is planned in some days.</summary>
public sealed class FollowUpCalendar(CrmDbContext db, FollowUpQueries followUps, ListCatalog lists, UserDirectory users, OrganizationClock clock)
{
    /// <summary>More than a person can read on a page.</summary>
    public const int Most = 600;

    private const int WordsMax = 80;

    /// <param name="from">The first day.</param>
    /// <param name="days">How many days; 1 to 42.</param>
    public async Task<CalendarEntries> ReadAsync(DateOnly from, int days, CalendarChoice choice, UserScope by, CancellationToken ct)
    {
        var (start, end) = (clock.StartOfDay(from), clock.StartOfDay(from.AddDays(days)));
        var editable = db.Customers.EditableBy(by);
        var mayWrite = by.Has(Permissions.FollowUpsWrite);
        var view = PersonalView.Of(by);
        var chosen = followUps.Mine(choice.Team, by);
        if (choice is { Team: true, People.Count: > 0 })
            chosen = chosen.Where(f => EF.Parameter(choice.People).Contains(f.AssigneeId));
        chosen = choice.Done ? chosen.Where(f => f.State != FollowUpState.Cancelled) : FollowUpQueries.Open(chosen);
        var rows = await chosen.Where(f => f.At >= start && f.At < end)
            .OrderBy(f => f.At).ThenBy(f => f.Id).Take(Most + 1)
            .Select(f => new
            {
                f.Id,
                f.At,
                f.CustomerId,
                f.Customer!.Name,
                f.Customer.ShortName,
                f.Customer.Kind,
                Words = f.Subject ?? f.Content,
                f.MethodId,
                f.State,
                f.Priority,
                f.AssigneeId,
                f.Version,
                f.Recurrence,
                MayMove = f.AssigneeId == by.UserId || (mayWrite && editable.Any(c => c.Id == f.CustomerId)),
            }).ToListAsync(ct);
        var snapshot = await lists.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var now = clock.UtcNow;
        return new CalendarEntries(
            [
                .. rows.Take(Most).Select(r =>
                {
                    var open = r.State is FollowUpState.Pending or FollowUpState.InProgress;
                    return new CalendarEntry(
                        r.Id, clock.ToLocal(r.At), r.CustomerId, view.Customer(r.ShortName ?? r.Name, r.Kind), FormText.Shortened(view.Words(r.Words) ?? "", WordsMax), snapshot.ById(r.MethodId)?.Name ?? "", r.State, r.Priority,
                        open && r.At < now, r.AssigneeId, directory.Name(r.AssigneeId), open && r.MayMove, r.Version) { Recurs = r.Recurrence != FollowUpRecurrence.None, MethodCode = snapshot.ById(r.MethodId)?.Code ?? "" };
                }),
            ],
            rows.Count > Most);
    }
}
