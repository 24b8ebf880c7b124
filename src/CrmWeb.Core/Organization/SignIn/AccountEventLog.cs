using System.Collections.Concurrent;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>
/// Entries of the change log that could not be written because the database takes no writes: kept for the next one that can be.
/// What is still kept when the program ends stands in its log, where each was noted at once.
/// </summary>
public sealed class OwedEntries
{
    /// <summary>More than anybody signs in while a disk is full; beyond it the log has to do.</summary>
    private const int Most = 10000;

    private readonly ConcurrentQueue<AuditEntry> owed = new();

    /// <summary>How many are kept.</summary>
    public int Count => owed.Count;

    internal void Add(AuditEntry entry)
    {
        if (owed.Count < Most)
            owed.Enqueue(entry);
    }

    /// <summary>Takes all out.</summary>
    internal List<AuditEntry> Take()
    {
        List<AuditEntry> all = [];
        while (owed.TryDequeue(out var entry))
            all.Add(entry);
        return all;
    }
}

/// <summary>
/// Notes what happens to accounts: sign-ins, sign-outs, locks. People sign in to read also while the disk is full, so an entry that
/// cannot be written keeps nobody out: it goes to the log of the program at once and into the change log as soon as there is room.
/// </summary>
public sealed partial class AccountEventLog(CrmDbContext db, OwedEntries owed, ILogger<AccountEventLog> logger)
{
    /// <summary>Writes the entry, and those owed from before.</summary>
    public async Task NoteAsync(AuditEntry entry, CancellationToken ct)
    {
        List<AuditEntry> entries = [.. owed.Take(), entry];
        db.AuditEntries.AddRange(entries);
        try
        {
            await db.SaveChangesAsync(UserScope.System, ct);
        }
        catch (Exception e)
        {
            entries.ForEach(one => db.Entry(one).State = EntityState.Detached);
            var isFull = DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites;
            entries.GetRange(0, isFull ? entries.Count : entries.Count - 1).ForEach(owed.Add);
            if (!isFull)
                throw;
            Owed(entry.Action, entry.RootId, e.GetBaseException().Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Action} of account {AccountId} was not written to the change log ({Reason}); it follows as soon as there is room.")]
    private partial void Owed(AuditAction action, int accountId, string reason);
}
