using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Watching;

/// <summary>Adds, changes and removes watch rules.</summary>
public sealed class WatchRuleService(
    CrmDbContext db, WatchKinds kinds, PipelineCatalog pipeline, DepartmentTree departments, IStringLocalizer<WatchingText> text)
{
    /// <returns>The rule's id; that of the one that is there already where one says the same, as it does when a form is sent twice.</returns>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not keep rules.</exception>
    public async Task<int> CreateAsync(WatchRuleForm form, UserScope by, CancellationToken ct)
    {
        var rule = await UnsavedAsync(form, null, by, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.WatchRules.LockFirstAsync(r => r.ThresholdDays, ct);
        var present = await db.WatchRules.AsNoTracking().Where(r => r.Kind == rule.Kind).OrderBy(r => r.Id).ToListAsync(ct);
        if (present.Find(rule.IsAlike) is { } same)
            return same.Id;
        db.WatchRules.Add(rule);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        return rule.Id;
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such rule, or the user may not keep rules.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the rule since the form was opened.</exception>
    public async Task ChangeAsync(int id, WatchRuleForm form, UserScope by, CancellationToken ct)
    {
        var rule = await LoadAsync(id, by, ct);
        form.Kind = rule.Kind;
        await CheckAsync(form, rule, ct);
        if (form.Version != rule.Version)
            throw new EditConflictException();
        rule.Describe(form.Facts(await pipeline.GetAsync(ct)));
        await db.SaveChangesAsync(by, ct);
    }

    /// <summary>Removes the rule, and the memory of whom it told.</summary>
    /// <exception cref="ValidationException">It is the only one; it can be switched off.</exception>
    /// <exception cref="NotFoundException">No such rule, or the user may not keep rules.</exception>
    public async Task DeleteAsync(int id, UserScope by, CancellationToken ct)
    {
        var rule = await LoadAsync(id, by, ct);
        if (!await db.WatchRules.AnyAsync(r => r.Id != id, ct))
            throw Refusal.Of(text["Error.LastRule"]);
        db.WatchRules.Remove(rule);
        await db.SaveChangesAsync(by, ct);
    }

    /// <summary>The rule that a form describes, not part of the context and not saved.</summary>
    /// <param name="id">The rule it is to replace, whose memory of what was told it keeps; null for a new one.</param>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such rule, or the user may not keep rules.</exception>
    internal async Task<WatchRule> UnsavedAsync(WatchRuleForm form, int? id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        var saved = id is { } known ? await db.WatchRules.AsNoTracking().FirstOrDefaultAsync(r => r.Id == known, ct) ?? throw new NotFoundException() : null;
        form.Kind = saved?.Kind ?? form.Kind;
        await CheckAsync(form, saved, ct);
        var facts = form.Facts(await pipeline.GetAsync(ct));
        if (saved is null)
            return new WatchRule(form.Kind!, facts);
        saved.Describe(facts);
        return saved;
    }

    private async Task CheckAsync(WatchRuleForm form, WatchRule? saved, CancellationToken ct) =>
        await new WatchRuleFormValidator(kinds.Find(form.Kind), await pipeline.GetAsync(ct), await departments.GetAsync(ct), saved?.StageId, text)
            .ValidateAndThrowAsync(form, ct);

    private async Task<WatchRule> LoadAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        return await db.WatchRules.FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
    }
}
