using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.FollowUps.Calendar;

/// <summary>
/// Writes a user's open tasks as a calendar. It lies with whoever keeps the user's phone calendar, so it says no more than is
/// needed to be on time: customer, what to do, whom to meet as far as the user may read names, and the link; no numbers.
/// </summary>
public sealed class CalendarFeedWriter(
    CrmDbContext db, UserScopes scopes, FollowUpQueries followUps, ListCatalog lists, OrganizationClock clock, IStringLocalizer<FollowUpsText> text)
{
    private const int DaysBack = 60;
    private const int DaysAhead = 400;
    private const int Most = 500;
    private const string DefaultCulture = "zh-CN";
    private const string VisitMethod = "visit";

    /// <exception cref="NotFoundException">The user is unknown or deactivated.</exception>
    internal async Task<string> WriteAsync(int userId, string site, CancellationToken ct)
    {
        var reader = await scopes.OfAsync(userId, ct);
        if (reader.UserId != userId)
            throw new NotFoundException();

        // Whoever asks is a phone; the words are its owner's. This method's callers keep their own language.
        var culture = await db.Users.Where(u => u.Id == userId).Select(u => u.Culture).FirstOrDefaultAsync(ct);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture ?? DefaultCulture);

        var (from, to) = (clock.UtcNow.AddDays(-DaysBack), clock.UtcNow.AddDays(DaysAhead));
        var zone = new ICalendarZone(clock.Zone, from, to);
        var calendar = new ICalendarText();
        calendar.Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//CrmWeb//Follow-ups//EN").Line("CALSCALE", "GREGORIAN").Line("METHOD", "PUBLISH")
            .Text("X-WR-CALNAME", text["Feed.Name"]).Line("X-WR-TIMEZONE", clock.Zone.Id).Line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H").Line("X-PUBLISHED-TTL", "PT1H");
        zone.Define(calendar);
        foreach (var task in await TasksAsync(reader, from, to, ct))
            Write(calendar, zone, task, site);
        return calendar.Line("END", "VCALENDAR").ToString();
    }

    internal async Task<IReadOnlyList<FeedTask>> TasksAsync(UserScope reader, DateTime from, DateTime to, CancellationToken ct)
    {
        var rows = await FollowUpQueries.Open(followUps.Visible(reader)).Where(f => f.AssigneeId == reader.UserId && f.At >= from && f.At < to)
            .OrderBy(f => f.At).ThenBy(f => f.Id).Take(Most)
            .Select(f => new
            {
                Row = f,
                f.Customer!.Name,
                f.Customer.ShortName,
                f.Customer.Kind,
                f.Customer.Address,
                Contact = db.Contacts.Where(c => c.Id == f.ContactId).Select(c => c.Name).FirstOrDefault(),
            }).ToListAsync(ct);
        var methods = await lists.GetAsync(ct);
        var view = PersonalView.Of(reader);
        return [.. rows.Select(r => new FeedTask(r.Row, methods.ById(r.Row.MethodId), view.Customer(r.ShortName ?? r.Name, r.Kind), view.Customer(r.Name, r.Kind),
            view.IsClear ? r.Address : null, view.Person(r.Contact), view.Words(r.Row.Subject), view.Words(r.Row.Content)))];
    }

    private void Write(ICalendarText calendar, ICalendarZone zone, FeedTask task, string site)
    {
        var f = task.FollowUp;
        var summary = string.Join(" · ", new[] { task.Method?.Name, task.ShortName, task.Subject ?? task.Content }.Where(s => !string.IsNullOrEmpty(s)));
        var link = site + NotificationPaths.FollowUp(f.Id);
        var about = string.Join('\n', new[]
        {
            task.Name, string.IsNullOrEmpty(task.Contact) ? null : text["Feed.Contact", task.Contact].Value, task.Subject is null ? null : task.Content, link,
        }.Where(s => !string.IsNullOrEmpty(s)));

        // Each change lets the sequence grow: seconds from creation to the last change.
        var sequence = (long)(f.UpdatedAt - f.CreatedAt).TotalSeconds;
        calendar.Line("BEGIN", "VEVENT").Line("UID", $"{f.CreationKey:N}@crmweb").Line("DTSTAMP", ICalendarText.Utc(f.UpdatedAt))
            .Line("CREATED", ICalendarText.Utc(f.CreatedAt)).Line("LAST-MODIFIED", ICalendarText.Utc(f.UpdatedAt))
            .Line("SEQUENCE", Math.Max(0, sequence).ToString(CultureInfo.InvariantCulture));
        zone.Time(calendar, "DTSTART", f.At);
        calendar.Line("DURATION", "PT30M").Text("SUMMARY", summary).Text("DESCRIPTION", about)
            .Text("LOCATION", task.Method?.Code == VisitMethod ? task.Address : null).Line("URL", link).Line("STATUS", "CONFIRMED")
            .Line("PRIORITY", f.Priority switch { FollowUpPriority.High => "1", FollowUpPriority.Low => "9", _ => "5" });

        // A reminder put off rings when it was put off to; one that has come does not ring again.
        if (f.RemindAt is { } remindAt)
        {
            var usual = remindAt == f.At.AddMinutes(-f.ReminderLeadMinutes);
            calendar.Line("BEGIN", "VALARM").Line("ACTION", "DISPLAY").Text("DESCRIPTION", summary)
                .Line(usual ? "TRIGGER" : "TRIGGER;VALUE=DATE-TIME", usual ? $"-PT{f.ReminderLeadMinutes}M" : ICalendarText.Utc(remindAt)).Line("END", "VALARM");
        }

        calendar.Line("END", "VEVENT");
    }

    internal sealed record FeedTask(FollowUp FollowUp, ListEntry? Method, string ShortName, string Name, string? Address, string? Contact, string? Subject, string? Content);
}
