using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Events;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Tasks;

/// <summary>What to do with several tasks. Times are the organisation's wall clock.</summary>
public sealed class SeveralTasksForm
{
    public List<int> Ids { get; set; } = [];

    /// <summary>To which day they are moved.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>At what time; each keeps its own where it is empty.</summary>
    public TimeOnly? Time { get; set; }

    public int? Assignee { get; set; }

    /// <summary>Of those that recur: these alone, or their series.</summary>
    public MoveScope Scope { get; set; }
}

/// <summary>What became of them.</summary>
/// <param name="Left">Those that stayed as they were: no longer open, or nothing the assignee may see.</param>
public sealed record SeveralTasksResult(int Changed, int Left);

/// <summary>Somebody to whom all or some of the chosen tasks may be given.</summary>
public sealed record SeveralAssignee(int Id, string Name, int Tasks);

/// <summary>Moves, gives away and calls off several planned follow-ups at once. Completing one says how it went, and is therefore done one by one.</summary>
public sealed class TaskBatch(
    CrmDbContext db, OpenTasks tasks, FollowUpQueries queries, AssigneeChoices assignees, RecurringTasks recurring, CustomerEvents events, OrganizationClock clock,
    IStringLocalizer<FollowUpsText> text)
{
    /// <summary>As many as a page of a list may show.</summary>
    public const int Most = 100;

    /// <summary>Those of the chosen that the user may change now, earliest first.</summary>
    /// <exception cref="NotFoundException">There is none among them.</exception>
    public async Task<IReadOnlyList<FollowUpRow>> ReadAsync(IReadOnlyCollection<int> ids, UserScope by, CancellationToken ct)
    {
        var rows = await queries.RowsAsync(Chosen(ids, by).AsNoTracking().OrderBy(f => f.At).ThenBy(f => f.Id), by, ct);
        return rows.Count > 0 ? rows : throw new NotFoundException();
    }

    /// <summary>Who may take how many of them; those who may take all come first.</summary>
    public async Task<IReadOnlyList<SeveralAssignee>> AssigneesAsync(IReadOnlyList<FollowUpRow> chosen, UserScope by, CancellationToken ct)
    {
        var takers = await assignees.ForAsync([.. chosen.Select(f => f.CustomerId).Distinct()], by, ct);
        return
        [
            .. chosen.Where(f => takers.ContainsKey(f.CustomerId)).SelectMany(f => takers[f.CustomerId]).GroupBy(u => u.Id)
                .Select(g => new SeveralAssignee(g.Key, g.First().Name, g.Count()))
                .OrderByDescending(a => a.Tasks == chosen.Count).ThenBy(a => a.Name, PinyinOrder.People),
        ];
    }

    /// <summary>Moves them to a day, and to a time where one is given.</summary>
    /// <exception cref="NotFoundException">There is none that the user may change.</exception>
    /// <exception cref="ValidationException">No day, or one of them would be planned for a time that has passed.</exception>
    public Task<SeveralTasksResult> RescheduleAsync(SeveralTasksForm form, UserScope by, CancellationToken ct) => ChangeAsync(form, by, async chosen =>
    {
        if (form.Day is not { Year: >= 2000 and < 2100 } day)
            throw Refusal.Of(nameof(form.Day), text["Error.DayRequired"]);
        DateTime At(FollowUp f) => clock.ToUtc(day.ToDateTime(form.Time ?? TimeOnly.FromDateTime(clock.ToLocal(f.At))));
        var now = clock.UtcNow;
        if (chosen.Count(f => At(f) <= now) is > 0 and var past)
            throw Refusal.Of(form.Time is null ? nameof(form.Day) : nameof(form.Time), text["Error.SomeInPast", past]);
        if (!Enum.IsDefined(form.Scope))
            throw Refusal.Of(nameof(form.Scope), text["Error.UnknownChoice"]);
        foreach (var task in chosen)
            task.Reschedule(At(task), await recurring.MovedAsync(task, At(task), form.Scope, ct), now);
        return (chosen.Count, Events(chosen, FollowUpAction.Replanned));
    }, ct);

    /// <summary>Moves them a little, each alone also where it recurs.</summary>
    /// <returns>Besides what became of them, to when the first was moved (UTC).</returns>
    /// <exception cref="NotFoundException">There is none that the user may change.</exception>
    /// <exception cref="ValidationException">The afternoon is over.</exception>
    public async Task<(SeveralTasksResult Result, DateTime FirstAt)> PostponeAsync(SeveralTasksForm form, Postponement wanted, UserScope by, CancellationToken ct)
    {
        DateTime first = default;
        var result = await ChangeAsync(form, by, async chosen =>
        {
            var now = clock.UtcNow;
            foreach (var task in chosen)
            {
                var at = clock.ToUtc(PostponedTimes.Of(wanted, clock.ToLocal(task.At), clock.ToLocal(now)) ?? throw Refusal.Of(text["Error.AfternoonOver"]));
                task.Reschedule(at, await recurring.MovedAsync(task, at, MoveScope.One, ct), now);
            }

            first = chosen.Count == 0 ? default : chosen.Min(f => f.At);
            return (chosen.Count, Events(chosen, FollowUpAction.Replanned));
        }, ct);
        return (result, first);
    }

    /// <summary>Gives them to a colleague, who is told; those of customers the colleague may not see stay where they are.</summary>
    /// <exception cref="NotFoundException">There is none that the user may change.</exception>
    /// <exception cref="ValidationException">Nobody was chosen, or nobody who may see any of the customers.</exception>
    public Task<SeveralTasksResult> ReassignAsync(SeveralTasksForm form, UserScope by, CancellationToken ct) => ChangeAsync(form, by, async chosen =>
    {
        if (form.Assignee is not { } assignee)
            throw Refusal.Of(nameof(form.Assignee), text["Error.AssigneeRequired"]);
        var takers = await assignees.ForAsync([.. chosen.Select(f => f.CustomerId).Distinct()], by, ct);
        var given = chosen.Where(f => takers.TryGetValue(f.CustomerId, out var may) && may.Any(u => u.Id == assignee)).ToList();
        if (given.Count == 0)
            throw Refusal.Of(nameof(form.Assignee), text["Error.AssigneeNotAllowed"]);
        var others = given.Where(f => f.AssigneeId != assignee).ToList();
        others.ForEach(f => f.Reassign(assignee, clock.UtcNow));
        return (given.Count, Events(others, FollowUpAction.Reassigned));
    }, ct);

    /// <summary>Calls them off.</summary>
    /// <exception cref="NotFoundException">There is none that the user may change.</exception>
    public Task<SeveralTasksResult> CancelAsync(SeveralTasksForm form, UserScope by, CancellationToken ct) => ChangeAsync(form, by, chosen =>
    {
        chosen.ForEach(f => f.Cancel(clock.UtcNow));
        return Task.FromResult((chosen.Count, Events(chosen, FollowUpAction.Cancelled)));
    }, ct);

    private static IReadOnlyList<CustomerEvent> Events(IEnumerable<FollowUp> changed, FollowUpAction action) =>
        [.. changed.Select(f => new FollowUpEvent(f.Customer!, f, action))];

    /// <summary>One transaction; begun again where somebody else saved one of them at the same moment.</summary>
    private Task<SeveralTasksResult> ChangeAsync(
        SeveralTasksForm form, UserScope by, Func<List<FollowUp>, Task<(int Changed, IReadOnlyList<CustomerEvent> Events)>> change, CancellationToken ct) =>
        ConflictRetry.RunAsync(db, async () =>
        {
            var (ids, changed) = (form.Ids.Distinct().ToList(), 0);
            var customers = await Chosen(ids, by).Select(f => f.CustomerId).Distinct().ToListAsync(ct);
            if (customers.Count == 0)
                throw new NotFoundException();
            await events.SaveAsync(customers, by, async () =>
            {
                var chosen = await Chosen(ids, by).Include(f => f.Customer).ToListAsync(ct);
                (changed, var happened) = await change(chosen);
                return happened;
            }, ct);
            return new SeveralTasksResult(changed, ids.Count - changed);
        });

    private IQueryable<FollowUp> Chosen(IReadOnlyCollection<int> ids, UserScope by) =>
        ids.Count is 0 or > Most ? throw new BadQueryException("id") : FollowUpQueries.Open(tasks.ChangeableBy(by)).Where(f => ids.Contains(f.Id));
}
