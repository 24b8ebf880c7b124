using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.SavedViews;

/// <summary>Saves, shares, pins and deletes views of lists. What somebody finds with a view is what they would find without it.</summary>
public sealed class SavedViewService(CrmDbContext db, SavedViewQueries queries, IStringLocalizer<SavedViewsText> text)
{
    /// <summary>Views of one owner; more are found by nobody.</summary>
    public const int Most = 100;

    /// <returns>The view's id; of an older one of that name and query where the same form comes twice.</returns>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    public async Task<int> SaveAsync(string list, SavedViewForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        var own = await db.SavedViews.AsNoTracking().Where(v => v.OwnerId == by.UserId).Select(v => new { v.Id, v.List, v.Name, v.Query }).ToListAsync(ct);
        if (own.FirstOrDefault(v => v.List == list && v.Name == form.Name && v.Query == form.Query) is { } same)
            return same.Id;
        await CheckAsync(form, [.. own.Where(v => v.List == list).Select(v => v.Name)], [], by, ct);
        if (own.Count >= Most)
            throw Refusal.Of(text["Error.TooMany", Most]);
        var view = new SavedView(list, form.Name!, form.Query!, by.UserId);
        view.ShareWith(form.Departments);
        db.SavedViews.Add(view);
        await db.SaveChangesAsync(by, ct);
        if (form.IsDefault)
            await ChooseAsync(view.Id, c => c.IsDefault = true, list, by, ct);
        return view.Id;
    }

    /// <summary>Renames it, shares it and has it show another query.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such view, or the user may not change it.</exception>
    /// <exception cref="EditConflictException">It was changed since the form was opened.</exception>
    public async Task ChangeAsync(int id, SavedViewForm form, UserScope by, CancellationToken ct)
    {
        form.Clean();
        var view = await ChangeableAsync(id, by, ct);
        var taken = await db.SavedViews.Where(v => v.OwnerId == view.OwnerId && v.List == view.List && v.Id != id).Select(v => v.Name).ToListAsync(ct);
        await CheckAsync(form, taken, [.. view.Shares.Select(s => s.DepartmentId)], by, ct);
        if (form.Version != view.Version)
            throw new EditConflictException();
        view.Rename(form.Name!);
        view.Show(form.Query!);
        view.ShareWith(form.Departments);
        await db.SaveChangesAsync(by, ct);

        // An administrator changes what they need not see themselves.
        if (await IsVisibleAsync(id, by, ct))
            await ChooseAsync(id, c => c.IsDefault = form.IsDefault, view.List, by, ct);
    }

    /// <summary>Has a view show what its list shows now.</summary>
    /// <exception cref="NotFoundException">No such view, or the user may not change it.</exception>
    public async Task ShowAsync(int id, string? query, UserScope by, CancellationToken ct)
    {
        var form = new SavedViewForm { Query = query };
        form.Clean();
        var view = await ChangeableAsync(id, by, ct);
        if (form.Query!.Length > SavedView.QueryMax)
            throw Refusal.Of(nameof(form.Query), text["Error.QueryLong"]);
        view.Show(form.Query);
        await db.SaveChangesAsync(by, ct);
    }

    /// <exception cref="NotFoundException">No such view, or the user may not change it.</exception>
    public async Task DeleteAsync(int id, UserScope by, CancellationToken ct)
    {
        db.SavedViews.Remove(await ChangeableAsync(id, by, ct));
        await db.SaveChangesAsync(by, ct);
    }

    /// <summary>Puts a view among the tabs or takes it away from there.</summary>
    /// <exception cref="NotFoundException">The user sees no such view.</exception>
    public async Task PinAsync(int id, bool pinned, UserScope by, CancellationToken ct) =>
        await ChooseAsync(id, c => c.IsPinned = pinned, null, by, ct);

    /// <summary>Has the list open with a view, or with none any more.</summary>
    /// <exception cref="NotFoundException">The user sees no such view.</exception>
    public async Task SetDefaultAsync(int id, bool isDefault, UserScope by, CancellationToken ct)
    {
        var list = await (await queries.VisibleAsync(by, ct)).Where(v => v.Id == id).Select(v => v.List).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        await ChooseAsync(id, c => c.IsDefault = isDefault, list, by, ct);
    }

    /// <param name="list">The list of which the others stop being the default; null where it is not about that.</param>
    private async Task ChooseAsync(int id, Action<SavedViewChoice> choose, string? list, UserScope by, CancellationToken ct)
    {
        if (!await IsVisibleAsync(id, by, ct))
            throw new NotFoundException();
        var choices = await db.SavedViewChoices.Where(c => c.UserId == by.UserId && (c.ViewId == id || db.SavedViews.Any(v => v.Id == c.ViewId && v.List == list))).ToListAsync(ct);
        var choice = choices.FirstOrDefault(c => c.ViewId == id);
        if (choice is null)
            db.SavedViewChoices.Add(choice = new SavedViewChoice(by.UserId, id));
        choose(choice);
        foreach (var other in choices.Where(c => c != choice && choice.IsDefault && list is not null))
            other.IsDefault = false;
        await db.SaveChangesAsync(by, ct);
    }

    private async Task<bool> IsVisibleAsync(int id, UserScope by, CancellationToken ct) => await (await queries.VisibleAsync(by, ct)).AnyAsync(v => v.Id == id, ct);

    private async Task<SavedView> ChangeableAsync(int id, UserScope by, CancellationToken ct) =>
        await SavedViewQueries.Changeable(db.SavedViews.Include(v => v.Shares), by).FirstOrDefaultAsync(v => v.Id == id, ct) ?? throw new NotFoundException();

    /// <param name="present">Departments it is shared with already, which may stay.</param>
    private async Task CheckAsync(SavedViewForm form, IReadOnlyCollection<string> taken, IReadOnlyCollection<int> present, UserScope by, CancellationToken ct)
    {
        var open = (await queries.OpenToAsync(by, ct)).Select(d => d.Id).Concat(present).ToHashSet();
        await new SavedViewFormValidator(taken, open, text).ValidateAndThrowAsync(form, ct);
    }
}
