using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Hangfire;

namespace CrmWeb.Core.Jobs.Server;

/// <summary>What is done in Hangfire's dashboard, before Hangfire does it: it stands in the change log, and what is to run is asked for.</summary>
public sealed class JobDashboardCommands(CrmDbContext db, JobStorage storage, JobDirectory jobs, OrganizationClock clock)
{
    /// <summary>What an entry of the change log is about.</summary>
    public const string AuditRoot = "Job";

    /// <summary>More than a page of the dashboard can tick.</summary>
    private const int Most = 1000;

    private const int LongestText = 200;

    /// <param name="path">The command as the dashboard addresses it, such as /recurring/trigger.</param>
    /// <param name="ids">Recurring jobs by code, others by Hangfire's id; what the path itself names is added.</param>
    /// <exception cref="NotFoundException">Not for this user.</exception>
    public async Task NoteAsync(string path, IReadOnlyList<string> ids, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminJobs);
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isSingle = parts is ["jobs", "actions", _, _];
        var command = string.Join('/', isSingle ? parts[..3] : parts);
        List<string> which = [.. (isSingle ? [Uri.UnescapeDataString(parts[3])] : ids).Distinct().Take(Most)];

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (now, batch) = (clock.UtcNow, Guid.NewGuid());
        foreach (var id in which)
        {
            var code = parts is ["recurring", ..] ? id : CodeOf(id);
            var named = code == id || code is null ? id : $"{code} {id}";
            db.AuditEntries.Add(new AuditEntry(
                now, by.ActorId, batch, AuditAction.JobCommanded, AuditRoot, 0, AuditRoot, 0, FormText.Shortened(command, LongestText), null, FormText.Shortened(named, LongestText)));
            if (parts[^1] is "trigger" or "requeue" or "enqueue" || command == "jobs/actions/requeue")
                await AskForAsync(code, now, by, ct);
        }

        await db.SaveChangesAsync(by, ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Hangfire's worker runs a job only where it is due or asked for, so that a slot is not run twice.</summary>
    private Task AskForAsync(string? code, DateTime now, UserScope by, CancellationToken ct) => jobs.Find(code) is not { } job
        ? Task.CompletedTask
        : JobLeases.AskForAsync(db, job, now, by, ct);

    private string? CodeOf(string id)
    {
        using var connection = storage.GetConnection();
        try
        {
            return connection.GetJobData(id)?.Job?.Args is [string code, ..] ? code : null;
        }
        catch (FormatException)
        {
            // Not an id at all; Hangfire will find nothing either.
            return null;
        }
    }
}
