using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>Adds and changes entries of the lists. Every page of this process shows the change at once.</summary>
public sealed class ListService(CrmDbContext db, ListCatalog catalog, IStringLocalizer<ListsText> text)
{
    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep lists.</exception>
    public async Task<int> CreateAsync(ListKind kind, ListItemForm form, UserScope by, CancellationToken ct)
    {
        var traits = ListKinds.Of(kind);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var all = await ListLock.TakeAsync(db, kind, by, ct);
        form.Clean();
        ListLock.Refuse((await new ListItemFormValidator(traits, all, null, text).ValidateAsync(form, ct)).Errors);

        var code = form.Code ?? Slug.Of(form.En, all.Select(i => i.Code).ToHashSet())!;
        var item = new ListItem(kind, code, form.Zh!, form.En!, NextOrder(all), form.Parent, form.LowestOf(traits));
        item.SetAliases(traits.HasAliases ? form.Aliases : null);
        db.ListItems.Add(item);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        catalog.Invalidate();
        return item.Id;
    }

    /// <summary>Changes names, aliases, the start of a band, and what the entry hangs below.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such entry, or the user may not keep lists.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the entry since the form was opened.</exception>
    public async Task ChangeAsync(ListKind kind, int id, ListItemForm form, UserScope by, CancellationToken ct)
    {
        var traits = ListKinds.Of(kind);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var all = await ListLock.TakeAsync(db, kind, by, ct);
        var item = all.FirstOrDefault(i => i.Id == id) ?? throw new NotFoundException();
        form.Clean();
        ListLock.Refuse((await new ListItemFormValidator(traits, all, item, text).ValidateAsync(form, ct)).Errors);
        if (form.Version != item.Version)
            throw new EditConflictException();

        item.Describe(form.Zh!, form.En!, traits.HasAliases ? form.Aliases : item.Aliases, traits.IsBand ? form.LowestOf(traits) : item.From);
        if (item.ParentId != form.Parent)
            item.MoveTo(form.Parent, NextOrder(all));
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        catalog.Invalidate();
    }

    private static int NextOrder(List<ListItem> all) => all.Select(i => i.Order).DefaultIfEmpty(0).Max() + 10;
}
