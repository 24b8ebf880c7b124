using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Dashboard;

/// <summary>Reads the desk: one's own day, or the team's.</summary>
public sealed class DeskQueries(CrmDbContext db, FollowUpQueries followUps, TeamQueries teams, PipelineCatalog pipeline, UserDirectory users, OrganizationClock clock)
{
    /// <summary>Most tasks shown of what is overdue and of what is due today; the counts tell of the rest.</summary>
    public const int MostDue = 20;

    /// <summary>Most shown of what comes later.</summary>
    public const int MostLater = 8;

    private const int MostIdle = 10;

    /// <param name="team">The team's desk; one's own for those without the right to see it.</param>
    public async Task<DeskView> ReadAsync(bool team, UserScope by, CancellationToken ct)
    {
        if (team && by.Has(Permissions.TeamView))
        {
            var visible = await CustomerAccess.VisibleNowAsync(db, by, ct);
            var figures = await teams.ReadAsync(visible, by, ct);
            return await WithRowsAsync(figures.Counts, visible, figures.ByStage, figures.Overview, by, ct);
        }

        var own = new VisibleCustomers(db.Customers.AsNoTracking().VisibleTo(by).Where(c => c.OwnerId == by.UserId));
        var counts = await followUps.CountAsync(team: false, by, ct);
        var byStage = await own.Most.GroupBy(c => c.StageId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return await WithRowsAsync(counts, own, byStage, null, by, ct);
    }

    private async Task<DeskView> WithRowsAsync(
        FollowUpCounts counts, VisibleCustomers customers, IReadOnlyDictionary<int, int> byStage, TeamOverview? overview, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var tasks = counts is { Overdue: 0, Today: 0, Planned: 0 } ? [] : await TasksAsync(overview is not null, by, ct);
        var idle = await IdleAsync(customers, by, ct);
        List<int> ids = [.. tasks.Select(t => t.CustomerId).Distinct()];
        var lasts = ids.Count == 0 ? [] : await LastWordsAsync(ids, ct);
        var contacts = await ContactsAsync([.. ids, .. idle.Select(c => c.Id)], [.. tasks.Select(t => t.ContactId).OfType<int>()], by, ct);
        return new DeskView(
            counts, [.. tasks.Select(t => Due(t, lasts.GetValueOrDefault(t.CustomerId), contacts, stages, by))], [.. idle.Select(c => c with { Contact = contacts.For(c.Id, null) })],
            [.. stages.All.Where(s => s.IsActive || byStage.ContainsKey(s.Id)).Select(s => new StageCount(s, byStage.GetValueOrDefault(s.Id)))], overview);
    }

    /// <summary>The first of what is overdue, due today and planned for later.</summary>
    private async Task<IReadOnlyList<FollowUpRow>> TasksAsync(bool team, UserScope by, CancellationToken ct)
    {
        var mine = followUps.Mine(team, by);
        IQueryable<FollowUp> First(FollowUpList list, int most) => followUps.InList(list, mine).OrderBy(f => f.At).ThenBy(f => f.Id).Take(most);
        var rows = await followUps.RowsAsync(
            First(FollowUpList.Overdue, MostDue).Concat(First(FollowUpList.Today, MostDue)).Concat(First(FollowUpList.Planned, MostLater)), by, ct, Editable(by));
        return [.. rows.OrderBy(t => t.At).ThenBy(t => t.Id)];
    }

    private DueTask Due(FollowUpRow task, FollowUp? last, DeskContacts contacts, PipelineSnapshot stages, UserScope by)
    {
        var list = task.IsOverdueAt(clock.UtcNow) ? FollowUpList.Overdue
            : task.At < clock.StartOfDay(clock.Today.AddDays(1)) ? FollowUpList.Today : FollowUpList.Planned;
        return new DueTask(
            task, list, PersonalView.Of(by).Words(last?.Result ?? last?.Content), last?.At, contacts.For(task.CustomerId, task.ContactId), stages.ById(task.StageId),
            task.MayWrite, task.MayWrite || task.AssigneeId == by.UserId);
    }

    private async Task<Dictionary<int, FollowUp>> LastWordsAsync(List<int> customerIds, CancellationToken ct) =>
        (await db.FollowUps.AsNoTracking().Where(f => EF.Parameter(customerIds).Contains(f.CustomerId) && f.State == FollowUpState.Done)
            .GroupBy(f => f.CustomerId).Select(g => g.OrderByDescending(f => f.At).ThenByDescending(f => f.Id).First()).ToListAsync(ct)).ToDictionary(f => f.CustomerId);

    /// <summary>
    /// The primary contacts of customers, and those that tasks name. Asked for by themselves, like the last words above: inside the
    /// other query they become a join for which the database numbers all rows of the company.
    /// </summary>
    private async Task<DeskContacts> ContactsAsync(List<int> customerIds, List<int> namedIds, UserScope by, CancellationToken ct)
    {
        if (customerIds.Count == 0)
            return new DeskContacts([], by);
        var contacts = db.Contacts.AsNoTracking().Where(x => EF.Parameter(customerIds).Contains(x.CustomerId) && x.IsPrimary);
        if (namedIds.Count > 0)
            contacts = contacts.Concat(db.Contacts.AsNoTracking().Where(x => EF.Parameter(namedIds).Contains(x.Id) && EF.Parameter(customerIds).Contains(x.CustomerId)));
        return new DeskContacts(
            await contacts.Select(x => new DeskContact(x.Id, x.CustomerId, x.Name, x.Mobile, x.Landline, x.IsPrimary, x.DepartedOn != null)).ToListAsync(ct), by);
    }

    /// <summary>The customers about which the reader may write; none without the permission.</summary>
    private IQueryable<Customer> Editable(UserScope by) =>
        by.Has(Permissions.FollowUpsWrite) ? db.Customers.EditableBy(by) : db.Customers.Where(_ => false);

    private async Task<IReadOnlyList<IdleCustomer>> IdleAsync(VisibleCustomers customers, UserScope by, CancellationToken ct)
    {
        var stages = await pipeline.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        var editable = Editable(by);
        var first = customers.Parts
            .Select(part => part.Where(c => (c.Type == CustomerType.Potential || c.Type == CustomerType.Interested) && c.NextFollowUpAt == null)
                .OrderBy(c => c.IdleSince).ThenBy(c => c.Id).Take(MostIdle))
            .Aggregate((one, other) => one.Concat(other));
        var rows = await first.Select(c => new
        {
            c.Id,
            c.Name,
            c.Kind,
            c.OwnerId,
            c.StageId,
            c.IdleSince,
            MayWrite = editable.Any(e => e.Id == c.Id),
            Urged = db.Urges.Count(u => u.CustomerId == c.Id && u.FollowUpId == null && u.At >= c.IdleSince),
        }).ToListAsync(ct);
        var view = PersonalView.Of(by);
        return
        [
            .. rows.OrderBy(c => c.IdleSince).ThenBy(c => c.Id).Take(MostIdle).Select(c => new IdleCustomer(
                c.Id, view.Customer(c.Name, c.Kind), c.OwnerId, directory.Name(c.OwnerId), stages.ById(c.StageId), c.IdleSince,
                (int)(clock.UtcNow - c.IdleSince).TotalDays, null, c.MayWrite, c.Urged)),
        ];
    }
}
