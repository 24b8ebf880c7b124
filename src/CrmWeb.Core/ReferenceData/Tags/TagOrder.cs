using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>Puts tags and groups in order, takes them out of use and back.</summary>
public sealed class TagOrder(CrmDbContext db, TagCatalog catalog, IStringLocalizer<TagsText> text)
{
    /// <summary>Puts the tag before the one above it in its group, or after the one below.</summary>
    /// <exception cref="NotFoundException">No such tag, or the user may not keep tags.</exception>
    public Task ReorderAsync(int id, bool up, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var tag = groups.Tag(id);
        Swap(groups.Group(tag.GroupId).Peers(tag.IsActive), tag, up, t => t.Order, (t, order) => t.MoveTo(t.GroupId, order));
    }, ct);

    /// <exception cref="NotFoundException">No such group, or the user may not keep tags.</exception>
    public Task ReorderGroupAsync(int id, bool up, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var group = groups.Group(id);
        Swap([.. groups.Where(g => g.IsActive == group.IsActive)], group, up, g => g.Order, (g, order) => g.PlaceAt(order));
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
            ListLock.Refuse(text["Error.MergedStays", Localized.Name(groups.Tag(winner).Zh, groups.Tag(winner).En)]);
        if (groups.Group(tag.GroupId).Tags.Any(t => t != tag && t.IsActive && (FoldedText.AreOneName(t.Zh, tag.Zh) || FoldedText.AreOneName(t.En, tag.En))))
            ListLock.Refuse(text["Error.NameTaken", Localized.Name(tag.Zh, tag.En)]);
        if (!tag.IsActive)
            tag.SetActive(true);
    }, ct);

    /// <summary>Takes the group with its tags out of every form, or brings it back.</summary>
    /// <exception cref="ValidationException">Its name is taken by now.</exception>
    /// <exception cref="NotFoundException">No such group, or the user may not keep tags.</exception>
    public Task SetGroupActiveAsync(int id, bool active, UserScope by, CancellationToken ct) => ChangeAsync(by, groups =>
    {
        var group = groups.Group(id);
        if (active && groups.Exists(g => g != group && g.IsActive && (FoldedText.AreOneName(g.Zh, group.Zh) || FoldedText.AreOneName(g.En, group.En))))
            ListLock.Refuse(text["Error.NameTaken", Localized.Name(group.Zh, group.En)]);
        if (group.IsActive != active)
            group.SetActive(active);
    }, ct);

    private static void Swap<T>(List<T> all, T one, bool up, Func<T, int> orderOf, Action<T, int> place)
    {
        var from = all.IndexOf(one);
        var to = from + (up ? -1 : 1);
        if (to < 0 || to >= all.Count)
            return;

        var places = ListLock.Places(all.Select(orderOf)).ToList();
        (all[from], all[to]) = (all[to], all[from]);
        for (var i = 0; i < all.Count; i++)
        {
            if (orderOf(all[i]) != places[i])
                place(all[i], places[i]);
        }
    }

    private Task ChangeAsync(UserScope by, Action<List<TagGroup>> change, CancellationToken ct) => TagLock.ChangeAsync(db, catalog, by, groups =>
    {
        change(groups);
        return Task.CompletedTask;
    }, ct);
}
