using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>Adds, changes and orders the stages of the pipeline. Every page of this process shows the change at once.</summary>
public sealed class StageService(CrmDbContext db, PipelineCatalog catalog, ICustomerCounts counts, IStringLocalizer<PipelineText> text)
{
    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep stages.</exception>
    public async Task<int> CreateAsync(StageDefinition form, UserScope by, CancellationToken ct)
    {
        var made = await ChangeAsync(by, async all =>
        {
            await CheckAsync(form, null, all, ct);
            var code = form.Code ?? Slug.Of(form.En, all.Select(s => s.Code).ToHashSet())!;
            var stage = new Stage(code, form.Zh!, form.En!, NewPlace(form.Kind!.Value, all), form.Kind.Value, form.Colour!, form.Probability!.Value, form.StuckDays);
            stage.FollowUpEvery(form.FollowUpDays);
            db.Stages.Add(stage);
            return stage;
        }, ct);
        return made.Id;
    }

    /// <exception cref="ValidationException">A rule is broken, such as another kind while customers are in the stage.</exception>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the stage since the form was opened.</exception>
    public Task ChangeAsync(int id, StageDefinition form, UserScope by, CancellationToken ct) => ChangeAsync(by, async all =>
    {
        var stage = all.Row(id);
        await CheckAsync(form, stage, all, ct);
        if (form.Version != stage.Version)
            throw new EditConflictException();
        if (form.Kind != stage.Kind && await counts.InStageAsync(id, ct) is > 0 and var customers)
            throw Refusal.Of(nameof(form.Kind), text["Error.KindInUse", customers]);
        stage.Describe(form.Zh!, form.En!, form.Kind!.Value, form.Colour!, form.Probability!.Value, form.StuckDays);
        stage.FollowUpEvery(form.FollowUpDays);
        return stage;
    }, ct);

    /// <summary>Moves the stage within the pipeline.</summary>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    public Task ReorderAsync(int id, RowMove move, UserScope by, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.Stages, catalog.Invalidate, by, all => RowOrder.Move([.. all.Where(s => s.IsActive)], all.Row(id), move), ct);

    /// <summary>Takes a removed stage back into use; its customers stay where they went.</summary>
    /// <exception cref="ValidationException">Its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    public Task ReviveAsync(int id, UserScope by, CancellationToken ct) => ReferenceLock.ChangeAsync(db, db.Stages, catalog.Invalidate, by, all =>
    {
        var stage = all.Row(id);
        if (all.HasNamesake(stage))
            throw Refusal.Of(text["Error.NameTaken", Localized.Name(stage.Zh, stage.En)]);
        if (!stage.IsActive)
            stage.Revive();
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

    private async Task CheckAsync(StageDefinition form, Stage? present, List<Stage> all, CancellationToken ct)
    {
        form.Clean();
        await new StageDefinitionValidator(all, present, text).ValidateAndThrowAsync(form, ct);
    }

    private Task<T> ChangeAsync<T>(UserScope by, Func<List<Stage>, Task<T>> change, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.Stages, catalog.Invalidate, by, change, ct);
}
