using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.SavedViews;

/// <summary>
/// Saves, shares, pins and deletes views of lists. What somebody finds with a view is what they would find without it. What one person
/// saves and chooses comes one after the other: their row is locked, so that names, their number and the one default hold.
/// </summary>
public sealed class SavedViewService(CrmDbContext db, SavedViewQueries queries, IStringLocalizer<SavedViewsText> text)
{
    /// <summary>Views of one owner; more are found by nobody.</summary>
    public const int Most = 100;

    /// <returns>The view's id; of the one that the same form made before, if it was sent twice.</returns>
    /// <exception cref="ValidationException">A rule is broken, or the form made one before and says something else now.</exception>
    public async Task<int> SaveAsync(string list, SavedViewForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync([by.UserId], ct);
        if (await SavedBySameFormAsync(list, key, form, by, ct) is { } before)
            return before;

        var own = await db.SavedViews.AsNoTracking().Where(v => v.OwnerId == by.UserId).Select(v => new { v.List, v.Name }).ToListAsync(ct);
        await CheckAsync(form, [.. own.Where(v => v.List == list).Select(v => v.Name)], [], by, ct);
        if (own.Count >= Most)
            throw Refusal.Of(text["Error.TooMany", Most]);
        var view = new SavedView(list, form.Name!, form.Query!, by.UserId, key);
        view.ShareWith(form.Departments);
        db.SavedViews.Add(view);
        await db.SaveChangesAsync(by, ct);
        if (form.IsDefault)
            await WriteChoiceAsync(view.Id, list, c => c.IsDefault = true, by, ct);
        await transaction.CommitAsync(ct);
        return view.Id;
    }

    /// <summary>Renames it, shares it and has it show another query.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such view, or the user may not change it.</exception>
    /// <exception cref="EditConflictException">It was changed since the form was opened.</exception>
    public async Task ChangeAsync(int id, SavedViewForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        var owner = await SavedViewQueries.Changeable(db.SavedViews, by).Where(v => v.Id == id).Select(v => (int?)v.OwnerId).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();

        // An administrator changes what they need not see themselves.
        var visible = (await queries.VisibleAsync(by, ct)).Where(v => v.Id == id);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync([owner, by.UserId], ct);
        var view = await ChangeableAsync(id, by, ct);
        var taken = await db.SavedViews.Where(v => v.OwnerId == owner && v.List == view.List && v.Id != id).Select(v => v.Name).ToListAsync(ct);
        await CheckAsync(form, taken, [.. view.Shares.Select(s => s.DepartmentId)], by, ct);
        if (form.Version != view.Version)
            throw new EditConflictException();
        view.Rename(form.Name!);
        view.Show(form.Query!);
        view.ShareWith(form.Departments);
        await db.SaveChangesAsync(by, ct);
        if (await visible.AnyAsync(ct))
            await WriteChoiceAsync(id, view.List, c => c.IsDefault = form.IsDefault, by, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Has a view show what its list shows now.</summary>
    /// <exception cref="ValidationException">There is too much of it.</exception>
    /// <exception cref="NotFoundException">No such view, or the user may not change it.</exception>
    public Task ShowAsync(int id, string? query, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        var form = new SavedViewForm { Query = query };
        form.Clean();
        var view = await ChangeableAsync(id, by, ct);
        if (form.Query!.Length > SavedView.QueryMax)
            throw Refusal.Of(nameof(form.Query), text["Error.QueryLong"]);
        view.Show(form.Query);
        return await db.SaveChangesAsync(by, ct);
    });

    /// <exception cref="NotFoundException">No such view, or the user may not change it.</exception>
    public Task DeleteAsync(int id, UserScope by, CancellationToken ct) => ConflictRetry.RunAsync(db, async () =>
    {
        db.SavedViews.Remove(await ChangeableAsync(id, by, ct));
        return await db.SaveChangesAsync(by, ct);
    });

    /// <summary>Puts a view among the tabs or takes it away from there.</summary>
    /// <exception cref="NotFoundException">The user sees no such view.</exception>
    public Task PinAsync(int id, bool pinned, UserScope by, CancellationToken ct) => ChooseAsync(id, c => c.IsPinned = pinned, by, ct);

    /// <summary>Has the list open with a view, or with none any more.</summary>
    /// <exception cref="NotFoundException">The user sees no such view.</exception>
    public Task SetDefaultAsync(int id, bool isDefault, UserScope by, CancellationToken ct) => ChooseAsync(id, c => c.IsDefault = isDefault, by, ct);

    private async Task ChooseAsync(int id, Action<SavedViewChoice> choose, UserScope by, CancellationToken ct)
    {
        var view = (await queries.VisibleAsync(by, ct)).Where(v => v.Id == id);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await LockAsync([by.UserId], ct);

        // Whoever deletes it waits, and takes the choice along.
        if (await view.LockAsync(v => v.List, ct) == 0)
            throw new NotFoundException();
        var seen = await view.Select(v => new { v.List, v.OwnerId, v.Query }).FirstAsync(ct);
        if (!await queries.IsForAsync(by, seen.OwnerId, seen.List, seen.Query, ct))
            throw new NotFoundException();
        await WriteChoiceAsync(id, seen.List, choose, by, ct);
        await transaction.CommitAsync(ct);
    }

    /// <param name="list">The view's list, of which no other view stays the default beside it.</param>
    private async Task WriteChoiceAsync(int id, string list, Action<SavedViewChoice> choose, UserScope by, CancellationToken ct)
    {
        var choices = await db.SavedViewChoices.Where(c => c.UserId == by.UserId && db.SavedViews.Any(v => v.Id == c.ViewId && v.List == list)).ToListAsync(ct);
        var choice = choices.Find(c => c.ViewId == id);
        if (choice is null)
            db.SavedViewChoices.Add(choice = new SavedViewChoice(by.UserId, id));
        choose(choice);
        foreach (var other in choices.Where(c => c != choice && choice.IsDefault))
            other.IsDefault = false;
        await db.SaveChangesAsync(by, ct);
    }

    private Task LockAsync(int[] users, CancellationToken ct) => RowLock.LockInOrderAsync(db, db.Users.Where(u => users.Contains(u.Id)), users, u => u.DisplayName, ct);

    private async Task<int?> SavedBySameFormAsync(string list, Guid key, SavedViewForm form, UserScope by, CancellationToken ct)
    {
        var saved = await db.SavedViews.AsNoTracking().Where(v => v.OwnerId == by.UserId && v.CreationKey == key).Select(v => new
        {
            v.Id,
            v.List,
            v.Name,
            v.Query,
            Departments = v.Shares.Select(s => s.DepartmentId).ToList(),
            IsDefault = db.SavedViewChoices.Any(c => c.UserId == by.UserId && c.ViewId == v.Id && c.IsDefault),
        }).FirstOrDefaultAsync(ct);
        if (saved is null)
            return null;
        var isSame = (saved.List, saved.Name, saved.Query, saved.IsDefault) == (list, form.Name, form.Query, form.IsDefault) && saved.Departments.ToHashSet().SetEquals(form.Departments);
        return isSame ? saved.Id : throw Refusal.Of("", text["Error.AlreadySaved", saved.Name]);
    }

    private async Task<SavedView> ChangeableAsync(int id, UserScope by, CancellationToken ct) =>
        await SavedViewQueries.Changeable(db.SavedViews.Include(v => v.Shares), by).FirstOrDefaultAsync(v => v.Id == id, ct) ?? throw new NotFoundException();

    /// <param name="present">Departments it is shared with already, which may stay.</param>
    private async Task CheckAsync(SavedViewForm form, IReadOnlyCollection<string> taken, IReadOnlyCollection<int> present, UserScope by, CancellationToken ct)
    {
        var open = (await queries.OpenToAsync(by, ct)).Select(d => d.Id).Concat(present).ToHashSet();
        await new SavedViewFormValidator(taken, open, text).ValidateAndThrowAsync(form, ct);
    }
}
