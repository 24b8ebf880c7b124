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
        var made = await ReferenceLock.ChangeAsync(db, db.ListItems.Where(i => i.Kind == kind), catalog.Invalidate, by, async all =>
        {
            form.Clean();
            await new ListItemFormValidator(traits, all, null, text).ValidateAndThrowAsync(form, ct);
            var code = form.Code ?? Slug.Of(form.En, all.Select(i => i.Code).ToHashSet())!;
            var item = new ListItem(kind, code, form.Zh!, form.En!, all.NextOrder(), form.Parent, form.LowestOf(traits));
            item.SetAliases(traits.HasAliases ? form.Aliases : null);
            db.ListItems.Add(item);
            return item;
        }, ct);
        return made.Id;
    }

    /// <summary>Changes names, aliases, the start of a band, and what the entry hangs below.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such entry, or the user may not keep lists.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the entry since the form was opened.</exception>
    public Task ChangeAsync(ListKind kind, int id, ListItemForm form, UserScope by, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.ListItems.Where(i => i.Kind == kind), catalog.Invalidate, by, async all =>
        {
            var traits = ListKinds.Of(kind);
            var item = all.Row(id);
            form.Clean();
            await new ListItemFormValidator(traits, all, item, text).ValidateAndThrowAsync(form, ct);
            if (form.Version != item.Version)
                throw new EditConflictException();

            item.Describe(form.Zh!, form.En!, traits.HasAliases ? form.Aliases : item.Aliases, traits.IsBand ? form.LowestOf(traits) : item.From);
            if (item.ParentId != form.Parent)
                item.MoveTo(form.Parent, all.NextOrder());
            return item;
        }, ct);
}
