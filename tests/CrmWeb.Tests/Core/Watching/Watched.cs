using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>Customers and tasks put into the past, and the rules that watch them. Times are days before now.</summary>
internal static class Watched
{
    private static int count;

    /// <summary>A customer of the east's rep that has been silent and in its stage for so long.</summary>
    public static async Task<int> CustomerAsync(this CoreFixture app, double silent = 0, double inStage = 0, string stage = "initial", Who owner = Who.RepEast)
    {
        var id = await app.RegisterAsync(owner, Forms.Customer($"监控测试第{Interlocked.Increment(ref count)}号机械有限公司"));
        var stageId = (await app.StagesAsync()).Find(stage)!.Id;
        var (since, entered) = (app.Ago(silent), app.Ago(inStage));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(c => c.IdleSince, since).SetProperty(c => c.StageEnteredAt, entered).SetProperty(c => c.StageId, stageId)));
        return id;
    }

    /// <summary>A task of the east's rep that was to be done so many days ago; below 0, it is still to come.</summary>
    public static async Task<int> TaskAsync(this CoreFixture app, int customerId, double overdue, Who assignee = Who.RepEast)
    {
        var id = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(
            customerId, Forms.Plan(app.Clock.Now.AddHours(8).AddDays(1)), app.As(Who.RepEast), CancellationToken.None));
        var (at, userId) = (app.Ago(overdue), app.Company[assignee].Id);
        await app.DbAsync(db => db.FollowUps.Where(f => f.Id == id).ExecuteUpdateAsync(s => s
            .SetProperty(f => f.At, at).SetProperty(f => f.PlannedAt, at).SetProperty(f => f.AssigneeId, userId)));
        await app.DbAsync(db => db.Customers.Where(c => c.Id == customerId).ExecuteUpdateAsync(s => s.SetProperty(
            c => c.NextFollowUpAt,
            c => db.FollowUps.Where(f => f.CustomerId == c.Id && f.State == FollowUpState.Pending).Min(f => f.PlannedAt))));
        return id;
    }

    public static Task ChangeAsync(this CoreFixture app, int customerId, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Customer>> set) =>
        app.DbAsync(db => db.Customers.IgnoreQueryFilters().Where(c => c.Id == customerId).ExecuteUpdateAsync(set));

    /// <summary>Gives a department another head, or none.</summary>
    public static async Task AppointAsync(this CoreFixture app, int department, Who? head)
    {
        var id = head is { } who ? app.Company[who].Id : (int?)null;
        await app.DbAsync(db => db.Departments.Where(d => d.Id == department).ExecuteUpdateAsync(s => s.SetProperty(d => d.HeadId, id)));
        app.Services.GetRequiredService<DepartmentTree>().Invalidate();
    }

    public static Task<WatchRule> RuleAsync(this CoreFixture app, string kind, WatchRuleFacts facts) => app.DbAsync(async db =>
    {
        await db.WatchRules.ExecuteUpdateAsync(s => s.SetProperty(r => r.IsActive, false));
        var rule = new WatchRule(kind, facts);
        db.WatchRules.Add(rule);
        await db.SaveChangesAsync();
        return rule;
    });

    public static Task<IReadOnlyList<WatchHit>> FindAsync(this CoreFixture app, WatchRule rule) =>
        app.WithAsync<WatchFinder, IReadOnlyList<WatchHit>>(f => f.FindAsync(rule, CancellationToken.None));

    public static Task<WatchOutcome> RunAsync(this CoreFixture app) => app.WithAsync<WatchRun, WatchOutcome>(r => r.RunAsync(CancellationToken.None));

    public static DateTime Ago(this CoreFixture app, double days) => app.Clock.Now.AddDays(-days);

    public static ValueTask<PipelineSnapshot> StagesAsync(this CoreFixture app) => app.Services.GetRequiredService<PipelineCatalog>().GetAsync(CancellationToken.None);
}
