using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.ReportTemplates.Subscriptions;

/// <summary>
/// Mails what was subscribed to, each through the eyes and in the language of its subscriber, once for each time it is due: the row says when it
/// is due next, and moves on in the transaction that writes the mail. What can be sent no more is ended, and the subscriber is told once.
/// </summary>
public sealed partial class SubscriptionRun(
    CrmDbContext db, UserScopes scopes, TemplateQueries templates, TemplateRun runs, TemplateFiles files, UserDirectory users, NotificationPublisher announcing,
    OrganizationClock clock, ILogger<SubscriptionRun> logger)
{
    /// <summary>How many one run sends; the next one goes on.</summary>
    private const int Most = 500;

    private sealed record Due(int Id, int TemplateId, int UserId, SubscriptionPeriod Period, int Day, int Hour, DateTime NextAt, string? Culture);

    /// <returns>How many were mailed, and how many were ended.</returns>
    public async Task<(int Sent, int Ended)> RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow;
        var due = await db.ReportSubscriptions.AsNoTracking().Where(s => s.Ended == null && s.NextAt <= now).OrderBy(s => s.NextAt).ThenBy(s => s.Id).Take(Most)
            .Select(s => new Due(s.Id, s.TemplateId, s.UserId, s.Period, s.Day, s.Hour, s.NextAt, db.Users.Where(u => u.Id == s.UserId).Select(u => u.Culture).FirstOrDefault())).ToListAsync(ct);
        var (sent, ended) = (0, 0);
        var before = CultureInfo.CurrentUICulture;
        foreach (var one in due)
        {
            try
            {
                CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(one.Culture ?? InterfaceCultures.Chinese);
                if (await SendAsync(one, ct) is { } isSent)
                    (sent, ended) = isSent ? (sent + 1, ended) : (sent, ended + 1);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // One that fails must not hold up those behind it; it stays due.
                Faulty(e, one.Id);
            }
            finally
            {
                CultureInfo.CurrentUICulture = before;
                db.ChangeTracker.Clear();
            }
        }

        return (sent, ended);
    }

    /// <returns>Whether it was mailed; false where it was ended, null where another process was quicker.</returns>
    private async Task<bool?> SendAsync(Due one, CancellationToken ct)
    {
        var reader = await scopes.OfAsync(one.UserId, ct);
        var found = reader.UserId == one.UserId && reader.Has(Permissions.CustomersView)
            ? await (await templates.VisibleAsync(reader, ct)).FirstOrDefaultAsync(t => t.Id == one.TemplateId && t.RetiredAt == null, ct) : null;
        if (found is null)
            return await EndAsync(one, SubscriptionEnd.Gone, await NameAsync(one, reader, ct), ct);

        var title = templates.NameOf(found, await users.GetAsync(ct), reader);
        TemplateFile file;
        try
        {
            var result = await runs.ReadAsync(title, found.Subject, TemplateDefinition.Read(found.Definition), new PageWanted(1, 1), reader, ct);
            if (result.Hindrance is not null)
                return await EndAsync(one, SubscriptionEnd.Nothing, title, ct);
            if (result.List is not null && !reader.Has(Permissions.CustomersExport))
                return await EndAsync(one, SubscriptionEnd.NoExport, title, ct);
            file = await files.MailedAsync(found.Id, title, result, reader, ct);
        }
        catch (ValidationException)
        {
            return await EndAsync(one, SubscriptionEnd.Nothing, title, ct);
        }

        var next = ReportSubscription.NextAfter(clock.UtcNow, one.Period, one.Day, one.Hour, clock);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await Still(one).ExecuteUpdateAsync(set => set.SetProperty(s => s.NextAt, next), ct) == 0)
            return null;
        await AnnounceAsync(one, "sent", title, new AnnouncedFile(file.Name, file.MediaType, file.Content), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<bool?> EndAsync(Due one, SubscriptionEnd why, string title, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await Still(one).ExecuteUpdateAsync(set => set.SetProperty(s => s.Ended, why), ct) == 0)
            return null;
        await AnnounceAsync(one, why switch { SubscriptionEnd.Gone => "gone", SubscriptionEnd.NoExport => "noexport", _ => "nothing" }, title, null, ct);
        await transaction.CommitAsync(ct);
        return false;
    }

    /// <summary>As it was read: of two processes one alone moves it on.</summary>
    private IQueryable<ReportSubscription> Still(Due one) => db.ReportSubscriptions.Where(s => s.Id == one.Id && s.Ended == null && s.NextAt == one.NextAt);

    private async Task AnnounceAsync(Due one, string state, string title, AnnouncedFile? file, CancellationToken ct)
    {
        await announcing.AddAsync(
            [
                new Announcement(NotificationKinds.Template, string.Create(CultureInfo.InvariantCulture, $"{one.TemplateId}:{one.NextAt:yyyyMMddHHmm}"), one.UserId)
                {
                    Channels = NotificationChannels.Mail,
                    Facts = new Dictionary<string, string>
                    {
                        [NotificationFacts.Template] = one.TemplateId.ToString(CultureInfo.InvariantCulture), [NotificationFacts.State] = state, [NotificationFacts.Name] = title,
                    },
                    File = file,
                },
            ], ct);
        await db.SaveChangesAsync(UserScope.System, ct);
    }

    /// <summary>What the subscriber knew it as.</summary>
    private async Task<string> NameAsync(Due one, UserScope reader, CancellationToken ct) =>
        await db.ReportTemplates.AsNoTracking().FirstOrDefaultAsync(t => t.Id == one.TemplateId, ct) is { } template ? templates.NameOf(template, await users.GetAsync(ct), reader) : "";

    [LoggerMessage(LogLevel.Error, "Subscription {Id} could not be sent")]
    private partial void Faulty(Exception e, int id);
}
