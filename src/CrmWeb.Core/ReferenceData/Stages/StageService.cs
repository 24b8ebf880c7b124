using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>Adds, changes and orders the stages of the pipeline. Every page of this process shows the change at once.</summary>
public sealed class StageService(CrmDbContext db, PipelineCatalog catalog, IStringLocalizer<PipelineText> text)
{
    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep stages.</exception>
    public async Task<int> CreateAsync(StageDefinition form, UserScope by, CancellationToken ct)
    {
        Stage? stage = null;
        await ChangeAsync(by, async all =>
        {
            await CheckAsync(form, null, all, ct);
            var code = form.Code ?? Slug.Of(form.En, all.Select(s => s.Code).ToHashSet())!;
            stage = new Stage(code, form.Zh!, form.En!, NewPlace(form.Kind!.Value, all), form.Kind.Value, form.Colour!, form.Probability!.Value, form.StuckDays);
            db.Stages.Add(stage);
        }, ct);
        return stage!.Id;
    }

    /// <exception cref="ValidationException">A rule is broken, such as another kind while customers are in the stage.</exception>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the stage since the form was opened.</exception>
    public Task ChangeAsync(int id, StageDefinition form, UserScope by, CancellationToken ct) => ChangeAsync(by, async all =>
    {
        var stage = all.Find(s => s.Id == id) ?? throw new NotFoundException();
        await CheckAsync(form, stage, all, ct);
        if (form.Version != stage.Version)
            throw new EditConflictException();
        if (form.Kind != stage.Kind && await CustomersIn(id).CountAsync(ct) is > 0 and var customers)
            ListLock.Refuse(text["Error.KindInUse", customers], nameof(form.Kind));
        stage.Describe(form.Zh!, form.En!, form.Kind!.Value, form.Colour!, form.Probability!.Value, form.StuckDays);
    }, ct);

    /// <summary>Puts the stage before the one above it, or after the one below.</summary>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    public Task ReorderAsync(int id, bool up, UserScope by, CancellationToken ct) => ChangeAsync(by, all =>
    {
        var stage = all.Find(s => s.Id == id) ?? throw new NotFoundException();
        var active = all.Where(s => s.IsActive).ToList();
        var from = active.IndexOf(stage);
        var to = from + (up ? -1 : 1);
        if (from < 0 || to < 0 || to >= active.Count)
            return Task.CompletedTask;

        var places = ListLock.Places(active.Select(s => s.Order)).ToList();
        (active[from], active[to]) = (active[to], active[from]);
        for (var i = 0; i < active.Count; i++)
        {
            if (active[i].Order != places[i])
                active[i].PlaceAt(places[i]);
        }

        return Task.CompletedTask;
    }, ct);

    /// <summary>Takes a removed stage back into use; its customers stay where they went.</summary>
    /// <exception cref="ValidationException">Its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    public Task ReviveAsync(int id, UserScope by, CancellationToken ct) => ChangeAsync(by, all =>
    {
        var stage = all.Find(s => s.Id == id) ?? throw new NotFoundException();
        if (all.Exists(s => s != stage && s.IsActive && (FoldedText.AreOneName(s.Zh, stage.Zh) || FoldedText.AreOneName(s.En, stage.En))))
            ListLock.Refuse(text["Error.NameTaken", Localized.Name(stage.Zh, stage.En)]);
        if (!stage.IsActive)
            stage.Revive();
        return Task.CompletedTask;
    }, ct);

    /// <summary>A new stage stands after the last of its kind: an open one before the won ones.</summary>
    private static int NewPlace(StageKind kind, List<Stage> all)
    {
        var before = all.FindLast(s => s.Kind <= kind);
        var after = all.Find(s => s.Order > (before?.Order ?? 0));
        var (low, high) = (before?.Order ?? 0, after?.Order ?? (before?.Order ?? 0) + 20);
        if (high - low > 1)
            return low + ((high - low) / 2);

        foreach (var stage in all.Where(s => s.Order >= high))
            stage.PlaceAt(stage.Order + 10);
        return low + 5;
    }

    private IQueryable<Customers.Customer> CustomersIn(int stageId) =>
        db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => c.StageId == stageId);

    private async Task CheckAsync(StageDefinition form, Stage? present, List<Stage> all, CancellationToken ct)
    {
        form.Clean();
        ListLock.Refuse((await new StageDefinitionValidator(all, present, text).ValidateAsync(form, ct)).Errors);
    }

    private async Task ChangeAsync(UserScope by, Func<List<Stage>, Task> change, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await change(await StageRules.TakeAsync(db, by, ct));
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        catalog.Invalidate();
    }
}
