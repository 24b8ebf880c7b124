using System.Globalization;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Urging;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Company;

/// <summary>What the people of the demo company were told lately: reminders that came, and what their managers urged.</summary>
internal sealed class DemoNews(CrmDbContext db, OrganizationClock clock)
{
    private const int UrgedEach = 2;

    private static readonly (string Manager, string Rep, string Note)[] Urgings =
    [
        ("mgr.east", "rep.east1", "客户催了两次，请今天务必联系。"),
        ("mgr.east", "rep.east2", "方案什么时候能给客户？请更新进展。"),
        ("mgr.south", "rep.south1", "请尽快回访，不要让客户等。"),
    ];

    public async Task TellAsync(IReadOnlyDictionary<string, CrmUser> staff, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var reminded = await db.FollowUps.AsNoTracking().Where(f => f.RemindAt != null && f.RemindAt <= now).OrderBy(f => f.RemindAt).ToListAsync(ct);
        List<object> rows = [.. reminded.Select(Reminder)];
        foreach (var (manager, rep, note) in Urgings)
        {
            var overdue = reminded.Where(f => f.AssigneeId == staff[rep].Id && f.At < now.AddDays(-1)).Take(UrgedEach);
            rows.AddRange(overdue.SelectMany((f, i) => Urged(f, staff[manager], note, now.AddHours(-5).AddMinutes(i))));
        }

        await db.SaveNewAsync(rows, ct);
        DateTime? none = null;
        await db.FollowUps.Where(f => f.RemindAt != null && f.RemindAt <= now).ExecuteUpdateAsync(s => s.SetProperty(f => f.RemindAt, none), ct);

        // What is older than a day has been read.
        DateTime? read = now.AddHours(-20);
        var yesterday = now.AddDays(-1);
        await db.Notifications.Where(n => n.CreatedAt < yesterday).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, read), ct);
    }

    private static Notification Reminder(FollowUp task) => Told(
        NotificationKinds.Reminder, string.Create(CultureInfo.InvariantCulture, $"followup:{task.Id}:{task.RemindAt:yyyyMMddHHmmss}"), task, null, task.RemindAt!.Value, []);

    private static IEnumerable<object> Urged(FollowUp task, CrmUser manager, string note, DateTime at)
    {
        yield return new Urge(task.CustomerId, task.Id, manager.Id, task.AssigneeId, note, null, at);
        yield return Told(
            NotificationKinds.Urged, string.Create(CultureInfo.InvariantCulture, $"t{task.Id}:{manager.Id}:{at:yyyyMMddHHmmssfff}"), task, manager.Id, at,
            new() { [NotificationFacts.Count] = "1", [NotificationFacts.Note] = note });
    }

    private static Notification Told(string kind, string slot, FollowUp task, int? actor, DateTime at, Dictionary<string, string> facts) => new(
        task.AssigneeId, kind, new Announcement(kind, slot, task.AssigneeId).Key, task.CustomerId, task.Id, actor, NotificationFacts.Write(facts), at);
}
