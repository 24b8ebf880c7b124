using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.SavedViews;

/// <summary>How people want their lists to look; everybody's own.</summary>
public sealed class ListLayouts(CrmDbContext db)
{
    private const int MostLists = 20;

    /// <param name="list">Its code. Which lists there are, and which columns they have, their pages know: a page names its own, and leaves out stored columns it has not got.</param>
    /// <param name="columns">In their order; null or empty for the usual ones.</param>
    /// <exception cref="BadQueryException">No list's code is that long, no list has so many columns, or nobody has so many lists.</exception>
    public async Task KeepAsync(string list, string? columns, bool isDense, UserScope by, CancellationToken ct)
    {
        if (list.Length is 0 or > SavedView.ListMax || columns?.Length > ListLayout.ColumnsMax)
            throw new BadQueryException("list");

        // The own row is locked: two requests of one person do not both begin the layout.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Users.Where(u => u.Id == by.UserId).LockAsync(u => u.DisplayName, ct);
        var layout = await db.ListLayouts.FirstOrDefaultAsync(l => l.UserId == by.UserId && l.List == list, ct);
        if (layout is null)
        {
            if (await db.ListLayouts.CountAsync(l => l.UserId == by.UserId, ct) >= MostLists)
                throw new BadQueryException("list");
            db.ListLayouts.Add(layout = new ListLayout(by.UserId, list));
        }

        layout.Columns = string.IsNullOrWhiteSpace(columns) ? null : columns;
        layout.IsDense = isDense;
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
    }
}
