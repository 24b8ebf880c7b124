using System.Globalization;
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
    public async Task<int> MergeAsync(ListKind kind, int loserId, int? winnerId, UserScope by, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var all = await ListLock.TakeAsync(db, kind, by, ct);
        var loser = all.Find(i => i.Id == loserId) ?? throw new NotFoundException();
        var winner = all.Find(i => i.Id == winnerId);
        Check(ListKinds.Of(kind), loser, winner, all);

        var moved = await MoveRowsAsync(db, loserId, winner!.Id, new BulkWrite(by, clock.UtcNow), ct);
        foreach (var child in all.Where(i => i.ParentId == loserId))
            child.MoveTo(winner.Id, child.Order);
        if (ListKinds.Of(kind).HasAliases)
            KeepFindable(loser, winner);
        // Figures in the loser's band fall into the winner's.
        if (loser.From < winner.From)
            winner.Describe(winner.Zh, winner.En, winner.Aliases, loser.From);
        loser.MergeInto(winner.Id);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        catalog.Invalidate();
        return moved;
    }

    /// <summary>Makes every row that carries the loser carry the winner, and notes it in the change log of audited ones.</summary>
    internal static async Task<int> MoveRowsAsync(CrmDbContext db, int loserId, int winnerId, BulkWrite write, CancellationToken ct)
    {
        var moved = 0;
        foreach (var reference in References.To<ListItem>(db.Model))
        {
            if (reference.Entity.ClrType.IsAssignableTo(typeof(IAudited)) && AuditTrail.IsAudited(reference.Column))
            {
                await BulkAudit.WriteAsync(
                    db, write, reference.Entity, new BulkEntry(AuditAction.Changed, reference.Column.Name, Raw(loserId), Raw(winnerId)),
                    sql => sql.Column(reference.Column).Say(" = ").Value(loserId), ct);
            }

            moved += await References.RepointAsync(db, reference, loserId, winnerId, ct);
        }

        return moved;
    }

    private static bool LiesBetween(decimal? value, decimal? one, decimal? other) =>
        value > (one < other ? one : other) && value < (one < other ? other : one);

    private static string Raw(int id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>People go on looking for the words they know.</summary>
    private static void KeepFindable(ListItem loser, ListItem winner)
    {
        var words = string.Join(' ', $"{winner.Aliases} {loser.Zh} {loser.Aliases}".Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct());
        if (words.Length <= ListItem.AliasesMax)
            winner.Describe(winner.Zh, winner.En, words, winner.From);
    }

    private void Check(ListTraits traits, ListItem loser, ListItem? winner, List<ListItem> all)
    {
        const string Field = "Into";
        if (winner is not { IsActive: true, MergedIntoId: null } || winner == loser)
            ListLock.Refuse(text["Error.MergeTarget"], Field);
        else if (loser.MergedIntoId is { } already && already != winner.Id)
            ListLock.Refuse(text["Error.MergedAlready", Localized.Name(loser.Zh, loser.En)], Field);
        else if (ListItemFormValidator.Level(winner.Id, all) != ListItemFormValidator.Level(loser.Id, all))
            ListLock.Refuse(text["Error.MergeLevel"], Field);
        else if (traits.IsBand && all.Exists(i => i != loser && i != winner && i.IsActive && LiesBetween(i.From, loser.From, winner.From)))
            ListLock.Refuse(text["Error.MergeNeighbours"], Field);
        else if (traits.HasFixedGroups && loser.ParentId is null)
            ListLock.Refuse(text["Error.FixedGroup", Localized.Name(loser.Zh, loser.En)], Field);
    }
}
