using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Urging;

/// <summary>Somebody was urged (催办); about a task where <paramref name="TaskId"/> says which.</summary>
public sealed record UrgeItem(DateTime At, string Actor, string ToName, int? TaskId, string? TaskWords, string? Note, string? EscalatedTo)
    : TimelineItem(At, Actor);

/// <summary>Urges on the customer's timeline, among its interactions.</summary>
internal sealed class UrgeTimeline(CrmDbContext db, UserDirectory users) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.FollowUps;

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        var wanted = db.Urges.AsNoTracking().Where(u => u.CustomerId == stretch.CustomerId);
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.Urge) is var below)
            wanted = wanted.Where(u => u.At <= at && (u.At < at || u.Id < below));
        var urges = await wanted.OrderByDescending(u => u.At).ThenByDescending(u => u.Id).Take(stretch.Size)
            .Select(u => new { Urge = u, Words = db.FollowUps.Where(f => f.Id == u.FollowUpId).Select(f => f.Subject ?? f.Content).FirstOrDefault() }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        var view = PersonalView.Of(stretch.By);
        return urges.Select(r => new UrgeItem(
            r.Urge.At, directory.Name(r.Urge.ById), directory.Name(r.Urge.ToId), r.Urge.FollowUpId, view.Words(r.Words), view.Words(r.Urge.Note),
            r.Urge.EscalatedToId is { } above ? directory.Name(above) : null)
        { Place = new(r.Urge.At, TimelineSource.Urge, r.Urge.Id) });
    }
}
