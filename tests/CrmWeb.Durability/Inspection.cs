using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Durability;

/// <summary>Looks into the database after a kill: what was acknowledged is there, and nothing is there by halves.</summary>
public static class Inspection
{
    /// <returns>What is wrong, in words; empty where all is well.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(DatabaseSettings settings, Ledger ledger)
    {
        if (settings.Provider != DatabaseProvider.Sqlite)
            return await LookAsync(settings.Provider, settings.ConnectionString, ledger);

        // A copy of file and log, for which nobody runs now: opening the database itself would mend what the program has to mend.
        var folder = Directory.CreateTempSubdirectory("crm-inspected-").FullName;
        try
        {
            var copy = Path.Combine(folder, "crm.db");
            foreach (var end in new[] { "", "-wal" }.Where(end => File.Exists(settings.SqliteFile + end)))
                File.Copy(settings.SqliteFile + end, copy + end);
            return await LookAsync(settings.Provider, new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false }.ToString(), ledger);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> LookAsync(DatabaseProvider provider, string connection, Ledger ledger)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, provider, connection);
        await using var db = new CrmDbContext(options.Options);
        List<string> faults = [];
        if (provider == DatabaseProvider.Sqlite && await db.Database.SqlQuery<string>($"SELECT integrity_check AS Value FROM pragma_integrity_check").FirstAsync() is not "ok" and var fault)
            faults.Add($"integrity_check: {fault}");
        faults.AddRange(await LostAsync(db, ledger));
        faults.AddRange(await HalvesAsync(db));
        return faults;
    }

    private static async Task<List<string>> LostAsync(CrmDbContext db, Ledger ledger)
    {
        var rows = await db.Customers.AsNoTracking().Select(c => new { c.Id, c.Name, c.Notes.Remarks, c.StageId }).ToDictionaryAsync(c => c.Id);
        var stages = await db.Stages.AsNoTracking().ToDictionaryAsync(s => s.Id, s => s.Code);
        var contents = await db.FollowUps.AsNoTracking().Where(f => f.Content != null).Select(f => f.Content!).ToHashSetAsync();
        List<string> lost = [];
        foreach (var kept in ledger.Customers.Values)
        {
            if (!rows.TryGetValue(kept.Id, out var row) || row.Name != kept.Name)
            {
                lost.Add($"customer {kept.Id}");
                continue;
            }

            var edit = row.Remarks is { Length: > 5 } remarks ? int.Parse(remarks[5..], System.Globalization.CultureInfo.InvariantCulture) : 0;
            if (edit < kept.EditDone || edit > kept.EditSent)
                lost.Add($"customer {kept.Id}: edit {kept.EditDone} acknowledged, {edit} found");
            if (kept.StageDone is not null && stages[row.StageId] != kept.StageDone && stages[row.StageId] != kept.StageSent)
                lost.Add($"customer {kept.Id}: stage {kept.StageDone} acknowledged, {stages[row.StageId]} found");
            lost.AddRange(kept.FollowUps.Where(f => !contents.Contains(f)).Select(f => $"customer {kept.Id}: '{f}'"));

            // What is found now is what the next answers build on.
            (kept.EditDone, kept.StageDone) = (edit, stages[row.StageId]);
        }

        return lost;
    }

    private static async Task<List<string>> HalvesAsync(CrmDbContext db)
    {
        var log = db.AuditEntries.Where(a => a.Action == AuditAction.Created);
        var customers = db.Customers.AsNoTracking().Where(c => c.Contacts.Any(p => p.Mobile!.StartsWith("136")));
        List<string> halves = [];
        await AddAsync("customer without an entry in the log", customers.Where(c => !log.Any(a => a.EntityType == nameof(Customer) && a.EntityId == c.Id)).Select(c => c.Id));
        await AddAsync("customer without a contact", db.Customers.Where(c => !c.Contacts.Any()).Select(c => c.Id));
        await AddAsync("customer without a first stage", customers.Where(c => !db.StageChanges.Any(s => s.CustomerId == c.Id && s.FromStageId == null)).Select(c => c.Id));
        await AddAsync("customer in a stage no move led to",
            customers.Where(c => db.StageChanges.Where(s => s.CustomerId == c.Id).OrderByDescending(s => s.Id).First().ToStageId != c.StageId).Select(c => c.Id));
        await AddAsync("edit whose entry in the log says something else", customers.Where(c => c.Notes.Remarks != db.AuditEntries
            .Where(a => a.EntityType == nameof(Customer) && a.EntityId == c.Id && a.Field == nameof(CustomerNotes.Remarks)).OrderByDescending(a => a.Id).First().NewValue
            && c.Notes.Remarks != null).Select(c => c.Id));
        await AddAsync("follow-up without an entry in the log", db.FollowUps.Where(f => customers.Any(c => c.Id == f.CustomerId)
            && !log.Any(a => a.EntityType == nameof(FollowUp) && a.EntityId == f.Id)).Select(f => f.Id));
        await AddAsync("follow-up without the next one that was planned with it", customers.Where(c =>
            db.FollowUps.Count(f => f.CustomerId == c.Id && f.State == FollowUpState.Done) != db.FollowUps.Count(f => f.CustomerId == c.Id && f.State == FollowUpState.Pending)).Select(c => c.Id));
        await AddAsync("entry in the log without its customer",
            log.Where(a => a.EntityType == nameof(Customer) && !db.Customers.IgnoreQueryFilters().Any(c => c.Id == a.EntityId)).Select(a => a.EntityId));
        return halves;

        async Task AddAsync(string what, IQueryable<int> found) => halves.AddRange((await found.Take(5).ToListAsync()).Select(id => $"{what}: {id}"));
    }
}
