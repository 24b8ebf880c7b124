using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>Rules that watch a stage go on watching the one that takes over its customers.</summary>
internal sealed class WatchRuleFollower(CrmDbContext db) : IStageFollower
{
    public async Task FollowAsync(int removedId, int successorId, CancellationToken ct)
    {
        foreach (var rule in await db.WatchRules.Where(r => r.StageId == removedId).ToListAsync(ct))
            rule.FollowStage(successorId);
    }
}
