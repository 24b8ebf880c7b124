using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>Puts entries of the lists in order, takes them out of use and back.</summary>
public sealed class ListOrder(CrmDbContext db, ListCatalog catalog, IStringLocalizer<ListsText> text)
{
    /// <summary>Moves the entry among those under the same parent.</summary>
    /// <exception cref="NotFoundException">No such entry, or the user may not keep lists.</exception>
    public Task ReorderAsync(ListKind kind, int id, RowMove move, UserScope by, CancellationToken ct) => ChangeAsync(kind, id, by, (item, all) =>
        RowOrder.Move([.. all.Where(i => i.ParentId == item.ParentId && i.IsActive == item.IsActive)], item, move), ct);

    /// <summary>Takes the entry, with what is below it, out of every form; rows that carry it keep it.</summary>
    /// <exception cref="ValidationException">It is the last of its list, or a group that the rules need.</exception>
    /// <exception cref="NotFoundException">No such entry, or the user may not keep lists.</exception>
    public Task RetireAsync(ListKind kind, int id, UserScope by, CancellationToken ct) => ChangeAsync(kind, id, by, (item, all) =>
    {
        var fixedGroups = ListKinds.Of(kind).HasFixedGroups;
        if (fixedGroups && item.ParentId is null)
            throw Refusal.Of(text["Error.FixedGroup", Localized.Name(item.Zh, item.En)]);
        if ((fixedGroups || item.ParentId is null) && !all.Exists(i => i != item && i.IsActive && i.ParentId == item.ParentId))
            throw Refusal.Of(text["Error.LastOne", Localized.Name(item.Zh, item.En)]);
        if (ListKinds.Of(kind).IsBand && !all.Exists(i => i != item && i.IsActive && i.From <= item.From))
            throw Refusal.Of(text["Error.LowestBand", Localized.Name(item.Zh, item.En)]);
        if (item.IsActive)
            item.Retire();
    }, ct);

    /// <exception cref="ValidationException">It was merged into another, or its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such entry, or the user may not keep lists.</exception>
    public Task ReviveAsync(ListKind kind, int id, UserScope by, CancellationToken ct) => ChangeAsync(kind, id, by, (item, all) =>
    {
        if (item.MergedIntoId is { } winner && all.Find(i => i.Id == winner) is { } into)
            throw Refusal.Of(text["Error.MergedStays", Localized.Name(into.Zh, into.En)]);
        if (all.Where(i => i.ParentId == item.ParentId).HasNamesake(item))
            throw Refusal.Of(text["Error.NameTaken", Localized.Name(item.Zh, item.En)]);
        if (!item.IsActive)
            item.Revive();
    }, ct);

    private Task ChangeAsync(ListKind kind, int id, UserScope by, Action<ListItem, List<ListItem>> change, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.ListItems.Where(i => i.Kind == kind), catalog.Invalidate, by, all => change(all.Row(id), all), ct);
}
