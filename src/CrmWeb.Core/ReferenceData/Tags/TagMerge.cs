using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>Makes one tag of two: customers of the loser carry the winner, and the loser's code leads to it for ever.</summary>
public sealed class TagMerge(CrmDbContext db, TagCatalog catalog, OrganizationClock clock, IStringLocalizer<TagsText> text)
{
    /// <summary>Merges a tag into another; done again, it takes along what was written to the loser meanwhile.</summary>
    /// <returns>How many customers carried the loser.</returns>
    /// <exception cref="ValidationException">The two cannot be merged; says why.</exception>
    /// <exception cref="NotFoundException">No such tag, or the user may not keep tags.</exception>
    public Task<int> MergeAsync(int loserId, int? winnerId, UserScope by, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, TagTree.Of(db), catalog.Invalidate, by, async groups =>
        {
            var tags = groups.SelectMany(g => g.Tags).ToList();
            var loser = tags.Row(loserId);
            var winner = ReferenceMerge.Winner(tags, loser, winnerId, text);
            var moved = await ReferenceMerge.MoveRowsAsync<Tag>(db, loserId, winner.Id, new BulkWrite(by, clock.UtcNow), ct);
            loser.MergeInto(winner.Id);
            return moved;
        }, ct);
}
