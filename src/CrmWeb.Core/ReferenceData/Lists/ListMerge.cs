using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>Makes one entry of two: the winner takes over every row and everything below, the loser's code leads to it for ever.</summary>
public sealed class ListMerge(CrmDbContext db, ListCatalog catalog, OrganizationClock clock, IStringLocalizer<ListsText> text)
{
    /// <summary>Merges an entry into another; done again, it takes along what was written to the loser meanwhile.</summary>
    /// <returns>How many rows carry the winner instead of the loser now.</returns>
    /// <exception cref="ValidationException">The two cannot be merged; says why.</exception>
    /// <exception cref="NotFoundException">No such entry, or the user may not keep lists.</exception>
    public Task<int> MergeAsync(ListKind kind, int loserId, int? winnerId, UserScope by, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.ListItems.Where(i => i.Kind == kind), catalog.Invalidate, by, async all =>
        {
            var loser = all.Row(loserId);
            var winner = ReferenceMerge.Winner(all, loser, winnerId, text);
            Check(ListKinds.Of(kind), loser, winner, all);

            var moved = await ReferenceMerge.MoveRowsAsync<ListItem>(db, loserId, winner.Id, new BulkWrite(by, clock.UtcNow), ct);
            foreach (var child in all.Where(i => i.ParentId == loserId))
                child.MoveTo(winner.Id, child.Order);
            if (ListKinds.Of(kind).HasAliases)
                KeepFindable(loser, winner);
            // Figures in the loser's band fall into the winner's.
            if (loser.From < winner.From)
                winner.Describe(winner.Zh, winner.En, winner.Aliases, loser.From);
            loser.MergeInto(winner.Id);
            return moved;
        }, ct);

    private static bool LiesBetween(decimal? value, decimal? one, decimal? other) =>
        value > (one < other ? one : other) && value < (one < other ? other : one);

    /// <summary>People go on looking for the words they know.</summary>
    private static void KeepFindable(ListItem loser, ListItem winner)
    {
        var words = string.Join(' ', $"{winner.Aliases} {loser.Zh} {loser.Aliases}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct());
        if (words.Length <= ListItem.AliasesMax)
            winner.Describe(winner.Zh, winner.En, words, winner.From);
    }

    private void Check(ListTraits traits, ListItem loser, ListItem winner, List<ListItem> all)
    {
        if (ListItemFormValidator.Level(winner.Id, all) != ListItemFormValidator.Level(loser.Id, all))
            throw Refusal.Of(ReferenceMerge.Field, text["Error.MergeLevel"]);
        if (traits.IsBand && all.Exists(i => i != loser && i != winner && i.IsActive && LiesBetween(i.From, loser.From, winner.From)))
            throw Refusal.Of(ReferenceMerge.Field, text["Error.MergeNeighbours"]);
        if (traits.HasFixedGroups && loser.ParentId is null)
            throw Refusal.Of(ReferenceMerge.Field, text["Error.FixedGroup", Localized.Name(loser.Zh, loser.En)]);
    }
}
