using System.Globalization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReferenceData;

/// <summary>
/// Makes one row of two: whatever carries the loser carries the winner. Who refers to them is read from the model, so that a table
/// that comes later is not forgotten.
/// </summary>
internal static class ReferenceMerge
{
    /// <summary>The form's field that names the winner.</summary>
    public const string Field = "Into";

    /// <exception cref="ValidationException">The winner is absent, out of use or the loser itself, or the loser went to another already.</exception>
    public static T Winner<T>(IReadOnlyList<T> all, T loser, int? winnerId, IStringLocalizer text)
        where T : class, IMergeableRow
    {
        var winner = all.FirstOrDefault(r => r.Id == winnerId);
        if (winner is not { IsActive: true, MergedIntoId: null } || winner == loser)
            throw Refusal.Of(Field, text["Error.MergeTarget"]);
        return loser.MergedIntoId is { } already && already != winner.Id
            ? throw Refusal.Of(Field, text["Error.MergedAlready", Localized.Name(loser.Zh, loser.En)])
            : winner;
    }

    /// <summary>Makes every row that carries the loser carry the winner, and notes it in the change log of audited ones.</summary>
    /// <returns>How many rows carried the loser.</returns>
    public static async Task<int> MoveRowsAsync<T>(CrmDbContext db, int loserId, int winnerId, BulkWrite write, CancellationToken ct)
    {
        var moved = 0;
        foreach (var reference in References.To<T>(db.Model))
        {
            moved += reference.Column.IsPrimaryKey()
                ? await MoveLinksAsync(db, reference, loserId, winnerId, write, ct)
                : await MoveColumnAsync(db, reference, loserId, winnerId, write, ct);
        }

        return moved;
    }

    private static async Task<int> MoveColumnAsync(CrmDbContext db, Reference reference, int loserId, int winnerId, BulkWrite write, CancellationToken ct)
    {
        if (IsAudited(reference.Entity) && AuditTrail.IsAudited(reference.Column))
        {
            await BulkAudit.WriteAsync(
                db, write, reference.Entity, new BulkEntry(AuditAction.Changed, reference.Column.Name, Raw(loserId), Raw(winnerId)),
                sql => sql.Column(reference.Column).Say(" = ").Value(loserId), ct);
        }

        return await References.RepointAsync(db, reference, loserId, winnerId, ct);
    }

    /// <summary>Rows that are nothing but the link: who has both keeps the winner once; the change log notes what each lost and got.</summary>
    private static async Task<int> MoveLinksAsync(CrmDbContext db, Reference reference, int loserId, int winnerId, BulkWrite write, CancellationToken ct)
    {
        var (links, column) = (reference.Entity, reference.Column);
        var carrier = links.FindPrimaryKey()!.Properties.Single(p => p != column);
        if (IsAudited(links))
        {
            await BulkAudit.WriteAsync(db, write, links, new BulkEntry(AuditAction.Removed, "", Raw(loserId), null), Loses, ct);
            await BulkAudit.WriteAsync(db, write, links, new BulkEntry(AuditAction.Created, "", null, Raw(winnerId)) { EntityId = winnerId }, Gains, ct);
        }

        var update = new SetBasedSql(db).Say("UPDATE ").Table(links).Say(" SET ").Column(column).Say(" = ").Value(winnerId).Say(" WHERE ");
        Gains(update);
        var delete = new SetBasedSql(db).Say("DELETE FROM ").Table(links).Say(" WHERE ");
        var gained = await update.ExecuteAsync(ct);
        Loses(delete);
        return gained + await delete.ExecuteAsync(ct);

        void Loses(SetBasedSql sql) => sql.Column(column).Say(" = ").Value(loserId);

        // Those that do not carry the winner already.
        void Gains(SetBasedSql sql)
        {
            Loses(sql);
            sql.Say(" AND ").Column(carrier).Say(" NOT IN (SELECT ").Column(carrier).Say(" FROM ").Table(links)
                .Say(" WHERE ").Column(column).Say(" = ").Value(winnerId).Say(")");
        }
    }

    private static bool IsAudited(IEntityType entity) => entity.ClrType.IsAssignableTo(typeof(IAudited));

    private static string Raw(int id) => id.ToString(CultureInfo.InvariantCulture);
}
