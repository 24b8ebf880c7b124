using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>One thing a rule would tell now.</summary>
/// <param name="Customer">Name; null where the reader may not see the customer.</param>
/// <param name="Subject">What the task is about.</param>
/// <param name="Person">The owner, or whoever is to do the task.</param>
/// <param name="Since">What the case began with (UTC).</param>
/// <param name="Times">How often the recipient was told already.</param>
public sealed record DryRunRow(
    int CustomerId, string? Customer, int? TaskId, string? Subject, StageEntry Stage, string Person, string Recipient, DateTime Since, int Days, int Times);

/// <summary>How many of them go to whom.</summary>
public sealed record DryRunRecipient(string Name, int Count);

/// <summary>Whom a rule would tell now, and why.</summary>
/// <param name="Rows">At most <see cref="WatchDryRun.MostRows"/>, the longest standing first.</param>
public sealed record DryRunResult(string Kind, int Total, IReadOnlyList<DryRunRecipient> Recipients, IReadOnlyList<DryRunRow> Rows);

/// <summary>Shows what a rule would do, saved or only typed, without doing it.</summary>
public sealed class WatchDryRun(CrmDbContext db, WatchRuleService rules, WatchFinder finding, WatchKinds kinds, PipelineCatalog pipeline, UserDirectory users)
{
    public const int MostRows = 50;

    /// <param name="id">The saved rule the form changes; null for a new one.</param>
    /// <exception cref="FluentValidation.ValidationException">A rule of the form is broken.</exception>
    /// <exception cref="NotFoundException">No such rule, or the user may not keep rules.</exception>
    public async Task<DryRunResult> TryAsync(WatchRuleForm form, int? id, UserScope by, CancellationToken ct)
    {
        var rule = await rules.UnsavedAsync(form, id, by, ct);
        var hits = await finding.FindAsync(rule, ct);
        var directory = await users.GetAsync(ct);
        var recipients = hits.GroupBy(h => h.RecipientId).Select(g => new DryRunRecipient(directory.Name(g.Key), g.Count())).OrderByDescending(r => r.Count).ThenBy(r => r.Name, PinyinOrder.People);
        return new DryRunResult(rule.Kind, hits.Count, [.. recipients], await RowsAsync([.. hits.Take(MostRows)], kinds.Find(rule.Kind)!.IsAboutTasks, by, ct));
    }

    private async Task<IReadOnlyList<DryRunRow>> RowsAsync(List<WatchHit> hits, bool tasks, UserScope by, CancellationToken ct)
    {
        var customerIds = hits.Select(h => h.Case.CustomerId).Distinct().ToList();
        var view = PersonalView.Of(by);
        var names = await db.Customers.AsNoTracking().VisibleTo(by).Where(c => customerIds.Contains(c.Id))
            .Select(c => new { c.Id, c.Name, c.Kind }).ToDictionaryAsync(c => c.Id, c => view.Customer(c.Name, c.Kind), ct);
        var taskIds = tasks ? hits.Select(h => h.Case.SubjectId).ToList() : [];
        var subjects = await db.FollowUps.AsNoTracking().Where(f => taskIds.Contains(f.Id)).Select(f => new { f.Id, f.Subject }).ToDictionaryAsync(f => f.Id, f => f.Subject, ct);
        var directory = await users.GetAsync(ct);
        var stages = await pipeline.GetAsync(ct);
        return
        [
            .. hits.Select(h => new DryRunRow(
                h.Case.CustomerId, names.GetValueOrDefault(h.Case.CustomerId), tasks ? h.Case.SubjectId : null,
                names.ContainsKey(h.Case.CustomerId) ? view.Words(subjects.GetValueOrDefault(h.Case.SubjectId)) : null,
                stages.ById(h.Case.StageId), directory.Name(h.Case.PersonId), directory.Name(h.RecipientId), h.Case.CaseAt, h.Days, h.Slot)),
        ];
    }
}
