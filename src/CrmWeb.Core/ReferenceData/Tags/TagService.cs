using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>Adds and changes tags and their groups. Every page of this process shows the change at once.</summary>
public sealed class TagService(CrmDbContext db, TagCatalog catalog, IStringLocalizer<TagsText> text)
{
    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public Task<int> CreateAsync(TagForm form, UserScope by, CancellationToken ct) => CreateAsync((_, _) => form, by, ct);

    /// <summary>
    /// Adds a tag of which only the name was typed, where it is to be used at once: the name in both languages, a code made of it or of
    /// its pinyin, the colour its group uses most.
    /// </summary>
    /// <exception cref="ValidationException">A rule is broken; another tag of the group has the name.</exception>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public Task<int> CreateNamedAsync(string? name, int? groupId, UserScope by, CancellationToken ct) => CreateAsync(
        (groups, codes) => new TagForm
        {
            Zh = name,
            En = name,
            Code = Slug.Of(name, codes) ?? Slug.Of(PinyinSpelling.Of(name), codes) ?? Slug.Of("tag", codes),
            Colour = groups.Where(g => g.Id == groupId).SelectMany(g => g.Tags).Where(t => t.IsActive).GroupBy(t => t.Colour).MaxBy(g => g.Count())?.Key ?? Lists.Palette.Names[^1],
            Group = groupId,
        }, by, ct);

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
            tag.MoveTo(form.Group!.Value, groups.Row(form.Group.Value).Tags.NextOrder());
        return tag;
    }, ct);

    /// <exception cref="ValidationException">A rule is broken; the same form sent a second time finds its name taken.</exception>
    /// <exception cref="NotFoundException">The user may not keep tags.</exception>
    public async Task<int> CreateGroupAsync(TagGroupForm form, UserScope by, CancellationToken ct)
    {
        var made = await ChangeAsync(by, async groups =>
        {
            var codes = groups.Select(g => g.Code).ToHashSet();
            await CheckAsync(form, null, groups, codes, ct);
            var group = new TagGroup(form.Code ?? Slug.Of(form.En, codes)!, form.Zh!, form.En!, groups.NextOrder());
            db.TagGroups.Add(group);
            return group;
        }, ct);
        return made.Id;
    }

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such group, or the user may not keep tags.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the group since the form was opened.</exception>
    public Task ChangeGroupAsync(int id, TagGroupForm form, UserScope by, CancellationToken ct) => ChangeAsync(by, async groups =>
    {
        var group = groups.Row(id);
        await CheckAsync(form, group, groups, null, ct);
        if (form.Version != group.Version)
            throw new EditConflictException();
        group.Rename(form.Zh!, form.En!);
        return group;
    }, ct);

    /// <param name="compose">Is given the groups and the codes that are taken, both of which stay as they are until the tag is there.</param>
    private async Task<int> CreateAsync(Func<List<TagGroup>, HashSet<string>, TagForm> compose, UserScope by, CancellationToken ct)
    {
        var made = await ChangeAsync(by, async groups =>
        {
            var codes = groups.SelectMany(g => g.Tags).Select(t => t.Code).ToHashSet();
            var form = compose(groups, codes);
            await CheckAsync(form, null, groups, codes, ct);
            var group = groups.Row(form.Group!.Value);
            var tag = new Tag(form.Code ?? Slug.Of(form.En, codes)!, form.Zh!, form.En!, form.Colour!, group.Tags.NextOrder());
            group.Add(tag);
            return tag;
        }, ct);
        return made.Id;
    }

    private async Task CheckAsync(TagForm form, Tag? present, List<TagGroup> groups, HashSet<string>? codes, CancellationToken ct)
    {
        form.Clean();
        var open = groups.Where(g => g.IsActive || g.Id == present?.GroupId).Select(g => g.Id).ToList();
        var taken = groups.Where(g => g.Id == form.Group).SelectMany(g => g.Tags).Where(t => t.IsActive && t != present).Select(t => (t.Zh, t.En)).ToList();
        await new TagFormValidator(open, taken, codes, text, present is { IsActive: true } && present.GroupId == form.Group ? (present.Zh, present.En) : null).ValidateAndThrowAsync(form, ct);
    }

    private async Task CheckAsync(TagGroupForm form, TagGroup? present, List<TagGroup> groups, HashSet<string>? codes, CancellationToken ct)
    {
        form.Clean();
        var taken = groups.Where(g => g.IsActive && g != present).Select(g => (g.Zh, g.En)).ToList();
        await new TagGroupFormValidator(taken, codes, text, present is { IsActive: true } ? (present.Zh, present.En) : null).ValidateAndThrowAsync(form, ct);
    }

    private Task<T> ChangeAsync<T>(UserScope by, Func<List<TagGroup>, Task<T>> change, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, TagTree.Of(db), catalog.Invalidate, by, change, ct);
}
