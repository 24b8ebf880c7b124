using CrmWeb.Core.Access;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReportTemplates.Subscriptions;

/// <summary>Mails the reports that were subscribed to, every hour.</summary>
public sealed class SubscriptionJob(SubscriptionRun run) : ICrmJob
{
    public const string Code = "report-mail";

    /// <summary>Two minutes past: what is due on the hour is due by then.</summary>
    public const string Schedule = "0 2 * * * *";

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct)
    {
        var (sent, ended) = await run.RunAsync(ct);
        return JobSummary.Of(("reports", sent), ("reportsEnded", ended));
    }
}

/// <summary>A report that waits to be mailed, through quiet hours say, is not sent any more once its subscription has ended.</summary>
internal sealed class EndedSubscription(UserScopes scopes) : IDropReason
{
    public string Error => SendErrors.Unsubscribed;

    public async Task<IReadOnlyCollection<long>> OfAsync(CrmDbContext db, IReadOnlyList<LeasedMessage> messages, CancellationToken ct)
    {
        List<LeasedMessage> reports = [.. messages.Where(m => m.Kind == NotificationKinds.Template && m.Message.Attachments.Count > 0)];
        if (reports.Count == 0)
            return [];
        List<int> people = [.. reports.Select(r => r.UserId).OfType<int>().Distinct()];
        var going = await db.ReportSubscriptions.AsNoTracking()
            .Where(s => EF.Parameter(people).Contains(s.UserId) && s.Ended == null && db.ReportTemplates.Any(t => t.Id == s.TemplateId && t.RetiredAt == null))
            .Select(s => new { s.UserId, s.TemplateId }).ToListAsync(ct);
        HashSet<int> lost = [];
        foreach (var person in people)
        {
            if (!(await scopes.OfAsync(person, ct)).Has(Permissions.CustomersView))
                lost.Add(person);
        }

        return [.. reports.Where(r => r.UserId is { } user && (lost.Contains(user) || !going.Exists(g => g.UserId == r.UserId && r.AnnouncementKey.StartsWith($"{NotificationKinds.Template}:{g.TemplateId}:", StringComparison.Ordinal)))).Select(r => r.Id)];
    }
}
