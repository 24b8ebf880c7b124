using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Watching;

/// <summary>A rule in the list.</summary>
/// <param name="LastToldAt">When it last told somebody (UTC).</param>
public sealed record WatchRuleRow(
    int Id, string Kind, int ThresholdDays, bool WorkingDaysOnly, WatchRecipient Recipient, NotificationChannels Channels, int? RepeatDays,
    StageEntry? Stage, CustomerCategory? Category, CustomerLevel? Level, string? Department, bool IsActive, DateTime? LastToldAt);

/// <summary>Reads the rules for those who keep them.</summary>
public sealed class WatchRuleQueries(CrmDbContext db, PipelineCatalog pipeline, DepartmentTree departments)
{
    /// <exception cref="NotFoundException">The user may not keep rules.</exception>
    public async Task<IReadOnlyList<WatchRuleRow>> ListAsync(UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        var rules = await db.WatchRules.AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
        var last = await db.WatchNotices.GroupBy(n => n.RuleId).Select(g => new { g.Key, At = g.Max(n => n.At) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var stages = await pipeline.GetAsync(ct);
        var tree = await departments.GetAsync(ct);
        return
        [
            .. rules.Select(r => new WatchRuleRow(
                r.Id, r.Kind, r.ThresholdDays, r.WorkingDaysOnly, r.Recipient, r.Channels, r.RepeatDays, r.StageId is { } stage ? stages.ById(stage) : null,
                r.Category, r.Level, tree.ById(r.DepartmentId)?.Path, r.IsActive, last.TryGetValue(r.Id, out var at) ? at : null)),
        ];
    }

    /// <summary>The form, filled with the rule as it is now.</summary>
    /// <exception cref="NotFoundException">No such rule, or the user may not keep rules.</exception>
    public async Task<WatchRuleForm> OpenAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminRules);
        var rule = await db.WatchRules.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        return WatchRuleForm.Of(rule, await pipeline.GetAsync(ct));
    }
}
