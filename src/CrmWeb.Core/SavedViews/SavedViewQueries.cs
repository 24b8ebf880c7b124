using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.SavedViews;

/// <summary>A view as its reader sees it.</summary>
/// <param name="Departments">Names of the departments it is shared with.</param>
/// <param name="MayChange">Whether the reader may rename, share and delete it.</param>
public sealed record SavedViewRow(
    int Id, string List, string Name, string Query, bool IsOwn, string OwnerName, IReadOnlyList<string> Departments, bool IsPinned, bool IsDefault, bool MayChange);

/// <summary>What a list needs to know of its reader.</summary>
/// <param name="Columns">The columns the reader chose; null for the usual ones.</param>
public sealed record ListHabits(IReadOnlyList<SavedViewRow> Views, string? Columns, bool IsDense)
{
    public static readonly ListHabits None = new([], null, false);
}

/// <summary>Reads saved views.</summary>
public sealed class SavedViewQueries(CrmDbContext db, DepartmentTree departments, UserDirectory users, IEnumerable<IViewReader> readers, IStringLocalizer<SavedViewsText> text)
{
    /// <summary>The views of one list that the user sees, own ones first, and how the user wants the list to look.</summary>
    public async Task<ListHabits> OfListAsync(string list, UserScope by, CancellationToken ct) => await ReadAsync(list, by, ct);

    /// <summary>All views the user sees, for the page where they are kept.</summary>
    public async Task<IReadOnlyList<SavedViewRow>> AllAsync(UserScope by, CancellationToken ct) => (await ReadAsync(null, by, ct)).Views;

    /// <summary>One view and the form to change it.</summary>
    /// <exception cref="NotFoundException">Absent, or the user may not change it.</exception>
    public async Task<(string List, SavedViewForm Form)> FormAsync(int id, UserScope by, CancellationToken ct)
    {
        var view = await Changeable(db.SavedViews.AsNoTracking().Include(v => v.Shares), by).AsSingleQuery().FirstOrDefaultAsync(v => v.Id == id, ct) ?? throw new NotFoundException();
        var isDefault = await db.SavedViewChoices.AnyAsync(c => c.UserId == by.UserId && c.ViewId == id && c.IsDefault, ct);
        return (view.List, new SavedViewForm { Name = view.Name, Query = view.Query, Departments = [.. view.Shares.Select(s => s.DepartmentId)], IsDefault = isDefault, Version = view.Version });
    }

    /// <summary>The departments somebody may share a view with: the own one, or those inside the scope.</summary>
    public async Task<IReadOnlyList<DepartmentEntry>> OpenToAsync(UserScope by, CancellationToken ct) =>
        [.. (await departments.GetAsync(ct)).All.Where(d => by.Scope == DataScope.Everything || d.Id == by.DepartmentId || by.DepartmentIds.Contains(d.Id))];

    /// <summary>
    /// Whether a view is for a reader. Its words may name somebody, so whoever does not see personal data does not see one of others that
    /// looks for any; and one of others with a condition or an order the reader does not find would be a view of something else.
    /// </summary>
    internal async Task<bool> IsForAsync(UserScope by, int ownerId, string list, string query, CancellationToken ct) =>
        Opened(ownerId, list, query, await ReadersAsync([query], by, ct), by) is not null;

    /// <summary>One's own views and those shared with a department one is in, however far below; of which <see cref="IsForAsync"/> leaves some out.</summary>
    internal async Task<IQueryable<SavedView>> VisibleAsync(UserScope by, CancellationToken ct)
    {
        var tree = await departments.GetAsync(ct);
        List<int> above = [];
        for (var d = tree.ById(by.DepartmentId); d is not null; d = tree.ById(d.ParentId))
            above.Add(d.Id);
        return db.SavedViews.AsNoTracking().Where(v => v.OwnerId == by.UserId || v.Shares.Any(s => above.Contains(s.DepartmentId)));
    }

    /// <summary>One's own views; for an administrator whatever is shared, too.</summary>
    internal static IQueryable<SavedView> Changeable(IQueryable<SavedView> views, UserScope by) =>
        by.Has(Permissions.AdminUsers) ? views.Where(v => v.OwnerId == by.UserId || v.Shares.Any()) : views.Where(v => v.OwnerId == by.UserId);

    /// <summary>The reader gets to read what the owner typed.</summary>
    private static bool IsClear(UserScope by, int ownerId) => ownerId == by.UserId || by.Has(Permissions.PersonalDataView);

    /// <summary>How the reader may open a view; null where it is not for the reader.</summary>
    private static ReadView? Opened(int ownerId, string list, string query, IReadOnlyList<ReadsView> readers, UserScope by)
    {
        if (!IsClear(by, ownerId) && QueryHelpers.ParseQuery(query).Any(part => ConditionNames.IsWords(part.Key) && !string.IsNullOrWhiteSpace(part.Value)))
            return null;
        var opened = new ReadView(query, IsWhole: true);
        foreach (var read in readers)
        {
            var now = read(list, opened.Query);
            opened = now with { IsWhole = opened.IsWhole && now.IsWhole };
        }

        return opened.IsWhole || ownerId == by.UserId ? opened : null;
    }

    /// <summary>Those who have something to say of one of the addresses.</summary>
    private async Task<IReadOnlyList<ReadsView>> ReadersAsync(IReadOnlyCollection<string> queries, UserScope by, CancellationToken ct)
    {
        List<ReadsView> asked = [];
        foreach (var reader in readers.Where(r => queries.Any(q => q.Contains(r.Sign, StringComparison.OrdinalIgnoreCase))))
            asked.Add(await reader.OfAsync(by, ct));
        return asked;
    }

    /// <summary>One question, which begins with the reader: every list asks it.</summary>
    private async Task<ListHabits> ReadAsync(string? list, UserScope by, CancellationToken ct)
    {
        var views = await VisibleAsync(by, ct);
        if (list is not null)
            views = views.Where(v => v.List == list);
        var rows = await db.Users.AsNoTracking().Where(u => u.Id == by.UserId)
            .LeftJoin(db.ListLayouts.Where(l => l.List == list), u => u.Id, l => l.UserId, (u, l) => new { u.Id, Layout = l })
            .LeftJoin(views, x => x.Id, v => by.UserId, (x, v) => new { x.Layout, View = v })
            .LeftJoin(db.SavedViewChoices.Where(c => c.UserId == by.UserId), x => x.View!.Id, c => c.ViewId, (x, c) => new
            {
                Columns = x.Layout == null ? null : x.Layout.Columns,
                IsDense = x.Layout != null && x.Layout.IsDense,
                x.View,
                Shared = x.View!.Shares.Select(s => s.DepartmentId).ToList(),
                IsPinned = c == null || c.IsPinned,
                IsDefault = c != null && c.IsDefault,
            }).ToListAsync(ct);
        var tree = await departments.GetAsync(ct);
        var directory = await users.GetAsync(ct);
        SavedViewRow Row(SavedView v, ReadView opened, IEnumerable<int> shared, bool isPinned, bool isDefault)
        {
            var (isOwn, names) = (v.OwnerId == by.UserId, shared.Select(id => tree.ById(id)?.Name).OfType<string>().ToList());
            var name = IsClear(by, v.OwnerId) ? v.Name : text["View.Of", directory.Name(v.OwnerId)].Value;

            // A list does not open with what it would refuse.
            var opens = isDefault && opened.IsWhole;
            return new(v.Id, v.List, name, opened.Query, isOwn, directory.Name(v.OwnerId), names, isPinned, opens, isOwn || (names.Count > 0 && by.Has(Permissions.AdminUsers)));
        }

        var asked = await ReadersAsync([.. rows.Select(r => r.View?.Query).OfType<string>()], by, ct);
        List<SavedViewRow> seen = [];
        foreach (var r in rows.Where(r => r.View is not null).OrderByDescending(r => r.View!.OwnerId == by.UserId).ThenBy(r => r.View!.Id))
        {
            if (Opened(r.View!.OwnerId, r.View.List, r.View.Query, asked, by) is { } opened)
                seen.Add(Row(r.View, opened, r.Shared, r.IsPinned, r.IsDefault));
        }

        var (columns, isDense) = rows.Select(r => (r.Columns, r.IsDense)).FirstOrDefault();
        return new ListHabits(seen, columns, isDense);
    }
}
