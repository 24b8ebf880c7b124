using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
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
    public async Task<int> MergeAsync(int loserId, int? winnerId, UserScope by, CancellationToken ct)
    {
        const string Field = "Into";
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var groups = await TagLock.TakeAsync(db, by, ct);
        var loser = groups.Tag(loserId);
        var winner = groups.SelectMany(g => g.Tags).FirstOrDefault(t => t.Id == winnerId);
        if (winner is not { IsActive: true, MergedIntoId: null } || winner == loser)
            ListLock.Refuse(text["Error.MergeTarget"], Field);
        if (loser.MergedIntoId is { } already && already != winnerId)
            ListLock.Refuse(text["Error.MergedAlready", Localized.Name(loser.Zh, loser.En)], Field);

        var moved = await MoveCustomersAsync(db, loserId, winnerId!.Value, new BulkWrite(by, clock.UtcNow), ct);
        loser.MergeInto(winnerId.Value);
        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
        catalog.Invalidate();
        return moved;
    }

    /// <summary>Who carries both keeps the winner once; the change log notes what each customer lost and got.</summary>
    internal static async Task<int> MoveCustomersAsync(CrmDbContext db, int loserId, int winnerId, BulkWrite write, CancellationToken ct)
    {
        var tags = db.Model.FindEntityType(typeof(CustomerTag))!;
        var tag = tags.FindProperty(nameof(CustomerTag.TagId))!;
        var customer = tags.FindProperty(nameof(CustomerTag.CustomerId))!;
        await BulkAudit.WriteAsync(db, write, tags, new BulkEntry(AuditAction.Removed, "", Raw(loserId), null), Loses, ct);
        await BulkAudit.WriteAsync(db, write, tags, new BulkEntry(AuditAction.Created, "", null, Raw(winnerId)) { EntityId = winnerId }, Gains, ct);

        var update = new SetBasedSql(db).Say("UPDATE ").Table(tags).Say(" SET ").Column(tag).Say(" = ").Value(winnerId).Say(" WHERE ");
        Gains(update);
        return await update.ExecuteAsync(ct)
            + await db.Set<CustomerTag>().IgnoreQueryFilters().Where(t => t.TagId == loserId).ExecuteDeleteAsync(ct);

        void Loses(SetBasedSql sql) => sql.Column(tag).Say(" = ").Value(loserId);

        // Those that do not carry the winner already.
        void Gains(SetBasedSql sql)
        {
            Loses(sql);
            sql.Say(" AND ").Column(customer).Say(" NOT IN (SELECT ").Column(customer).Say(" FROM ").Table(tags)
                .Say(" WHERE ").Column(tag).Say(" = ").Value(winnerId).Say(")");
        }
    }

    private static string Raw(int id) => id.ToString(CultureInfo.InvariantCulture);
}
