using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Health;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Core.Health;

/// <summary>Customers and their scores for tests.</summary>
internal static class Healthy
{
    private static int count;

    public static Task<int> NewAsync(this CoreFixture app, Who owner = Who.RepEast) =>
        app.RegisterAsync(owner, Forms.Customer($"健康测试第{Interlocked.Increment(ref count)}号仪器有限公司"));

    public static Task FollowUpAsync(this CoreFixture app, int customer, int daysAgo = 0) =>
        app.WithAsync<FollowUpService>(f => f.RecordAsync(customer, Forms.Record(app.Clock.Now.AddHours(7.5).AddDays(-daysAgo)), app.As(Who.RepEast), default));

    public static Task MoveAsync(this CoreFixture app, int customer, string from, string to) => app.WithAsync<CustomerStageService>(s => s.MoveAsync(
        customer, new StageForm { From = from, Stage = to, StageReason = "预算被取消，项目不再继续", LossReason = to == "lost" ? "no-budget" : null }, app.As(Who.RepEast), default));

    /// <summary>The score and the parts as they are stored.</summary>
    public static async Task<(int? Score, HealthParts? Parts)> StoredAsync(this CoreFixture app, int customer) =>
        ((await app.CustomerAsync(customer)).Health, (await app.DbAsync(db => db.CustomerHealth.AsNoTracking().SingleOrDefaultAsync(h => h.CustomerId == customer)))?.Parts);

    public static Task<HealthOfCustomer?> ShownAsync(this CoreFixture app, int customer, Who who = Who.RepEast) =>
        app.WithAsync<HealthQueries, HealthOfCustomer?>(q => q.OfCustomerAsync(customer, app.As(who), default));

    public static Task<(int Looked, int Changed)> NightAsync(this CoreFixture app) =>
        app.WithAsync<HealthScores, (int, int)>(s => s.RenewAllAsync(default));

    public static Task<List<(DateOnly Day, int Score)>> HistoryAsync(this CoreFixture app, int customer) => app.DbAsync(async db =>
        (await db.HealthPoints.AsNoTracking().Where(p => p.CustomerId == customer).OrderBy(p => p.Day).ToListAsync()).ConvertAll(p => (p.Day, p.Score)));
}
