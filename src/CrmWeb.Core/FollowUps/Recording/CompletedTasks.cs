using CrmWeb.Core.Access;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>Knows a task again that the same form has completed a moment ago.</summary>
public sealed class CompletedTasks(CrmDbContext db, OpenTasks tasks, FollowUpFormReader reader, OrganizationClock clock)
{
    /// <returns>The task's id where this very form completed it, with just these words, by this user, and the next one is planned as the form says; else null.</returns>
    internal async Task<int?> BySameFormAsync(int id, FollowUpForm form, UserScope by, CancellationToken ct)
    {
        var key = form.CreationKey;
        if (key == Guid.Empty)
            return null;
        var done = await tasks.ChangeableBy(by).AsNoTracking().FirstOrDefaultAsync(f => f.Id == id && f.CompletionKey == key && f.AssigneeId == by.UserId, ct);
        if (done is null || done.EditedAt is not null)
            return null;

        form.Clean();
        DateTime? at = form.At is { } typed ? clock.ToUtc(typed) : null;
        if (at > done.UpdatedAt)
            at = done.UpdatedAt;
        if (done.Facts != await reader.FactsAsync(form, ct) || !FollowUpService.SameTime(done.HappenedAt, at))
            return null;
        if (form.NextAt is not { } next)
            return id;
        var nextKey = FollowUpService.NextKey(done.CreationKey);
        var planned = await db.FollowUps.AsNoTracking().Where(f => f.CreationKey == nextKey).Select(f => f.PlannedAt).FirstOrDefaultAsync(ct);
        return FollowUpService.SameTime(planned, clock.ToUtc(next)) ? id : null;
    }
}
