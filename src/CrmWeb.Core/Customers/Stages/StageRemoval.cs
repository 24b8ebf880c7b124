using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Stages;

/// <summary>Where the customers of a removed stage go.</summary>
public sealed class StageRemovalForm
{
    /// <summary>Code of the stage that takes over.</summary>
    public string? Target { get; set; }

    /// <summary>Code of the loss reason; required where the customers are lost by it.</summary>
    public string? LossReason { get; set; }
}

/// <summary>
/// Takes a stage out of the pipeline: its customers move to another one, each with a stage change that says so, its watch rules
/// follow them, and its code leads there. The history goes on showing its own name.
/// </summary>
public sealed class StageRemoval(
    CrmDbContext db, PipelineCatalog catalog, ListCatalog lists, IEnumerable<IStageFollower> followers, OrganizationClock clock, IStringLocalizer<PipelineText> text)
{
    /// <returns>How many customers moved.</returns>
    /// <exception cref="ValidationException">The rules need the stage, or nothing says where its customers go.</exception>
    /// <exception cref="NotFoundException">No such stage, or the user may not keep stages.</exception>
    public Task<int> RemoveAsync(int id, StageRemovalForm form, UserScope by, CancellationToken ct) =>
        ReferenceLock.ChangeAsync(db, db.Stages, catalog.Invalidate, by, async all =>
        {
            var stage = all.Row(id);
            if (StageRules.WhyNot(stage, all, text) is { } reason)
                throw Refusal.Of(reason);
            var target = all.Find(s => s.Code == FormText.CleanLine(form.Target) && s.IsActive && s != stage)
                ?? throw Refusal.Of(nameof(form.Target), text["Error.TargetRequired"]);
            var lossReasonId = target.Kind == StageKind.Lost ? await LossReasonAsync(form, ct) : (int?)null;

            var said = text["Removal.Reason", Localized.Name(stage.Zh, stage.En), Localized.Name(target.Zh, target.En)].Value;
            var moved = await MoveCustomersAsync(db, stage, target, said, lossReasonId, new BulkWrite(by, clock.UtcNow), ct);
            stage.ReplaceBy(target.Id);
            foreach (var follower in followers)
                await follower.FollowAsync(id, target.Id, ct);
            return moved;
        }, ct);

    private async Task<int> LossReasonAsync(StageRemovalForm form, CancellationToken ct)
    {
        var snapshot = await lists.GetAsync(ct);
        return snapshot.Find(ListKind.LossReason, FormText.CleanLine(form.LossReason)) is { ParentId: not null } found && snapshot.IsOffered(found)
            ? found.Id
            : throw Refusal.Of(nameof(form.LossReason), text["Error.LossReasonRequired"]);
    }

    /// <summary>Moves all customers, those in the bin too, and notes each move and each type that comes with it.</summary>
    internal static async Task<int> MoveCustomersAsync(
        CrmDbContext db, Stage from, Stage to, string reason, int? lossReasonId, BulkWrite write, CancellationToken ct)
    {
        var (fromId, toId, at) = (from.Id, to.Id, write.At);
        await NoteMovesAsync(db, fromId, toId, reason, lossReasonId, write, ct);
        var customers = db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => c.StageId == fromId);
        var entity = db.Model.FindEntityType(typeof(Customer))!;
        foreach (var type in Enum.GetValues<CustomerType>())
        {
            // As in Customer.MoveTo: a stage that brings no type opens what was won or lost again.
            var next = to.EntryType ?? (type is CustomerType.Won or CustomerType.Lost ? CustomerType.Potential : type);
            if (next == type)
                continue;
            await BulkAudit.WriteAsync(
                db, write, entity, new BulkEntry(AuditAction.Changed, nameof(Customer.Type), type.ToString(), next.ToString()),
                sql => sql.Column<Customer>(nameof(Customer.StageId)).Say(" = ").Value(fromId)
                    .Say(" AND ").Column<Customer>(nameof(Customer.Type)).Say(" = ").Value((int)type), ct);
        }

        // In one statement, because a type that was just given must not be taken for one that was there.
        return await customers.ExecuteUpdateAsync(
            set =>
            {
                if (to.EntryType is { } entry)
                    set.SetProperty(c => c.Type, entry);
                else
                    set.SetProperty(c => c.Type, c => c.Type == CustomerType.Won || c.Type == CustomerType.Lost ? CustomerType.Potential : c.Type);

                // What is lost is not kept well any more; any other score follows with the coming night.
                if (to.Kind == StageKind.Lost)
                    set.SetProperty(c => c.Health, (int?)null);
                set.SetProperty(c => c.MeasuredBy, 0).SetProperty(c => c.StageEnteredAt, at).SetProperty(c => c.StageId, toId);
            },
            ct);
    }

    private static Task<int> NoteMovesAsync(CrmDbContext db, int from, int to, string reason, int? lossReasonId, BulkWrite write, CancellationToken ct)
    {
        var sql = new SetBasedSql(db).Say("INSERT INTO ").Table<StageChange>().Say(" (");
        List<string> columns =
        [
            nameof(StageChange.CustomerId), nameof(StageChange.FromStageId), nameof(StageChange.ToStageId), nameof(StageChange.At),
            nameof(StageChange.Reason), nameof(StageChange.SecondsBefore),
        ];
        if (write.By.ActorId is not null)
            columns.Add(nameof(StageChange.OperatorId));
        if (lossReasonId is not null)
            columns.Add(nameof(StageChange.LossReasonId));
        foreach (var column in columns)
            sql.Say(column == columns[0] ? "" : ", ").Column<StageChange>(column);

        sql.Say(") SELECT ").Column<Customer>("Id").Say(", ").Value(from).Say(", ").Value(to).Say(", ").Value(write.At).Say(", ").Value(reason).Say(", ");
        AddSeconds(sql, db, write.At);
        if (write.By.ActorId is { } actor)
            sql.Say(", ").Value(actor);
        if (lossReasonId is { } loss)
            sql.Say(", ").Value(loss);
        return sql.Say(" FROM ").Table<Customer>().Say(" WHERE ").Column<Customer>(nameof(Customer.StageId)).Say(" = ").Value(from).ExecuteAsync(ct);
    }

    /// <summary>Whole seconds since the customer entered the stage; each database counts in its own words.</summary>
    private static void AddSeconds(SetBasedSql sql, CrmDbContext db, DateTime at)
    {
        const string Entered = nameof(Customer.StageEnteredAt);
        if (db.Database.IsSqlite())
            sql.Say("CAST(strftime('%s', ").Value(at).Say(") AS INTEGER) - CAST(strftime('%s', ").Column<Customer>(Entered).Say(") AS INTEGER)");
        else if (db.Database.IsNpgsql())
            sql.Say("CAST(FLOOR(EXTRACT(EPOCH FROM (").Value(at).Say(" - ").Column<Customer>(Entered).Say("))) AS bigint)");
        else
            sql.Say("DATEDIFF_BIG(SECOND, ").Column<Customer>(Entered).Say(", ").Value(at).Say(")");
    }
}
