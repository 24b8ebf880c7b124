using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>Adds and changes tags and their groups. Every page of this process shows the change at once.</summary>
public sealed class TagService(CrmDbContext db, TagCatalog catalog, IStringLocalizer<TagsText> text)
{
    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public async Task<int> CreateAsync(TagForm form, UserScope by, CancellationToken ct)
    {
        Tag? tag = null;
        await ChangeAsync(by, async groups =>
        {
            var codes = groups.SelectMany(g => g.Tags).Select(t => t.Code).ToHashSet();
            await CheckAsync(form, null, groups, codes, ct);
            var group = groups.Group(form.Group!.Value);
            tag = new Tag(form.Code ?? Slug.Of(form.En, codes)!, form.Zh!, form.En!, form.Colour!, NextOrder(group));
            group.Add(tag);
        }, ct);
        return tag!.Id;
    }

    /// <summary>Changes names, colour and group.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such tag, or the user may not keep tags.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the tag since the form was opened.</exception>
    public Task ChangeAsync(int id, TagForm form, UserScope by, CancellationToken ct) => ChangeAsync(by, async groups =>
    {
        var tag = groups.Tag(id);
        await CheckAsync(form, tag, groups, null, ct);
        if (form.Version != tag.Version)
            throw new EditConflictException();

        tag.Describe(form.Zh!, form.En!, form.Colour!);
        if (tag.GroupId != form.Group)
            tag.MoveTo(form.Group!.Value, NextOrder(groups.Group(form.Group.Value)));
    }, ct);

    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public async Task<int> CreateGroupAsync(TagGroupForm form, UserScope by, CancellationToken ct)
    {
        TagGroup? group = null;
        await ChangeAsync(by, async groups =>
        {
            var codes = groups.Select(g => g.Code).ToHashSet();
            await CheckAsync(form, null, groups, codes, ct);
            group = new TagGroup(form.Code ?? Slug.Of(form.En, codes)!, form.Zh!, form.En!, groups.Select(g => g.Order).DefaultIfEmpty(0).Max() + 10);
            db.TagGroups.Add(group);
        }, ct);
        return group!.Id;
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such group, or the user may not keep tags.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the group since the form was opened.</exception>
    public Task ChangeGroupAsync(int id, TagGroupForm form, UserScope by, CancellationToken ct) => ChangeAsync(by, async groups =>
    {
        var group = groups.Group(id);
        await CheckAsync(form, group, groups, null, ct);
        if (form.Version != group.Version)
            throw new EditConflictException();
        group.Rename(form.Zh!, form.En!);
    }, ct);

    private static int NextOrder(TagGroup group) => group.Tags.Select(t => t.Order).DefaultIfEmpty(0).Max() + 10;

    private async Task CheckAsync(TagForm form, Tag? present, List<TagGroup> groups, HashSet<string>? codes, CancellationToken ct)
    {
        form.Clean();
        var open = groups.Where(g => g.IsActive || g.Id == present?.GroupId).Select(g => g.Id).ToList();
        var taken = groups.Where(g => g.Id == form.Group).SelectMany(g => g.Tags).Where(t => t.IsActive && t != present).Select(t => (t.Zh, t.En)).ToList();
        ListLock.Refuse((await new TagFormValidator(open, taken, codes, text, present is { IsActive: true } && present.GroupId == form.Group ? (present.Zh, present.En) : null).ValidateAsync(form, ct)).Errors);
    }

    private async Task CheckAsync(TagGroupForm form, TagGroup? present, List<TagGroup> groups, HashSet<string>? codes, CancellationToken ct)
    {
        form.Clean();
        var taken = groups.Where(g => g.IsActive && g != present).Select(g => (g.Zh, g.En)).ToList();
        ListLock.Refuse((await new TagGroupFormValidator(taken, codes, text, present is { IsActive: true } ? (present.Zh, present.En) : null).ValidateAsync(form, ct)).Errors);
    }

    private Task ChangeAsync(UserScope by, Func<List<TagGroup>, Task> change, CancellationToken ct) => TagLock.ChangeAsync(db, catalog, by, change, ct);
}
