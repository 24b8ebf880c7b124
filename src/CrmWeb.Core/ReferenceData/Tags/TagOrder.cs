using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>Puts tags and groups in order, takes them out of use and back.</summary>
public sealed class TagOrder(CrmDbContext db, TagCatalog catalog, IStringLocalizer<TagsText> text)
{
    /// <summary>Moves the tag within its group.</summary>
    /// <exception cref="NotFoundException">No such tag, or the user may not keep tags.</exception>
    public Task ReorderAsync(int id, RowMove move, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var tag = groups.Tag(id);
        RowOrder.Move(groups.Row(tag.GroupId).Peers(tag.IsActive), tag, move);
    }, ct);

    /// <exception cref="NotFoundException">No such group, or the user may not keep tags.</exception>
    public Task ReorderGroupAsync(int id, RowMove move, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var group = groups.Row(id);
        RowOrder.Move([.. groups.Where(g => g.IsActive == group.IsActive)], group, move);
    }, ct);

    /// <summary>Takes the tag out of every form; customers that carry it keep it.</summary>
    /// <exception cref="NotFoundException">No such tag, or the user may not keep tags.</exception>
    public Task RetireAsync(int id, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        if (groups.Tag(id) is { IsActive: true } tag)
            tag.SetActive(false);
    }, ct);

    /// <exception cref="ValidationException">It was merged into another, or its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such tag, or the user may not keep tags.</exception>
    public Task ReviveAsync(int id, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var tag = groups.Tag(id);
        if (tag.MergedIntoId is { } winner)
            throw Refusal.Of(text["Error.MergedStays", Localized.Name(groups.Tag(winner).Zh, groups.Tag(winner).En)]);
        if (groups.Row(tag.GroupId).Tags.HasNamesake(tag))
            throw Refusal.Of(text["Error.NameTaken", Localized.Name(tag.Zh, tag.En)]);
        if (!tag.IsActive)
            tag.SetActive(true);
    }, ct);

    /// <summary>Takes the group with its tags out of every form, or brings it back.</summary>
    /// <exception cref="ValidationException">Its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such group, or the user may not keep tags.</exception>
    public Task SetGroupActiveAsync(int id, bool active, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var group = groups.Row(id);
        if (active && groups.HasNamesake(group))
            throw Refusal.Of(text["Error.NameTaken", Localized.Name(group.Zh, group.En)]);
        if (group.IsActive != active)
            group.SetActive(active);
    }, ct);

    private Task ChangeAsync(UserScope by, Action<List<TagGroup>> change, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, TagTree.Of(db), catalog.Invalidate, by, change, ct);
}
