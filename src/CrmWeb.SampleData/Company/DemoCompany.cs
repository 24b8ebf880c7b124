using CrmWeb.Core.Customers;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Health;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmWeb.SampleData.Company;

/// <summary>
/// Fills an empty database with a company to look around in: departments, accounts, customers in every stage and half a
/// year of follow-ups. The same rows every time, with times counted back from now. Never meant for production.
/// </summary>
public sealed class DemoCompany(
    CrmDbContext db, IPasswordHasher<CrmUser> hasher, CustomerNumbers numbers, OrganizationClock clock,
    ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, DepartmentTree departments, UserDirectory users, IFileStore store,
    HealthScores scores, DailyComposer daily, WorkingDayCalendar calendar, IOptions<OrderOptions> orders)
{
    /// <summary>The password of every demo account.</summary>
    public const string Password = "Demo#2026";

    public const int CustomerCount = 300;

    public const int FollowUpCount = 2000;

    private const int Seed = 20260101;

    public static IReadOnlyList<string> UserNames { get; } = [.. DemoStaff.People.Select(p => p.UserName)];

    /// <returns>False, with nothing written, when the database already holds accounts.</returns>
    public async Task<bool> FillAsync(CancellationToken ct)
    {
        if (await db.Users.AnyAsync(ct))
            return false;

        // Read before the transaction: the catalogs use connections of their own.
        var words = new DemoCodes(await lists.GetAsync(ct), await tags.GetAsync(ct), await pipeline.GetAsync(ct));
        var random = new Random(Seed);

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var staff = await new DemoStaff(db, hasher).HireAsync(clock.UtcNow, ct);
        var initial = await db.Stages.FirstAsync(s => s.Id == words.Stage("initial").Id, ct);
        var histories = new DemoHistories(random, clock).Plan(new DemoAssignments(staff));

        var profiles = new DemoProfiles(random, words, clock, new DemoSupply());
        List<NumberSequence> sequences = [];
        foreach (var history in histories)
            history.Customer = profiles.Create(history, numbers.TakeFor(clock.ToLocal(history.CreatedAt), sequences), initial);
        new DemoCollaborations(staff).Share(histories, clock.Today);
        var writing = new DemoFollowUps(random, words, clock);
        foreach (var history in histories)
            writing.Replay(history);
        await db.SaveNewAsync([.. sequences, .. histories.Select(h => h.Customer)], ct);
        await new DemoFields(db, words, clock).FillAsync([.. histories.Select(h => h.Customer!)], ct);
        await db.SaveNewAsync(writing.Write(histories, FollowUpCount), ct);
        await DemoFields.TimeAsync(db, ct);
        await new DemoFiles(db, store, words).FillAsync([.. histories.Select(h => h.Customer!)], clock.UtcNow, ct);
        await new DemoOrders(db, numbers, orders.Value.NumberPattern, words, clock).FillAsync(histories, ct);
        await new DemoTargets(db, clock).FillAsync(staff, ct);
        await new DemoNews(db, clock).TellAsync(staff, ct);
        await new DemoDailyReports(db, daily, calendar, clock).FillAsync(staff, ct);
        await SettleAsync(ct);
        await new DemoHealth(db, scores, clock).FillAsync(ct);
        await transaction.CommitAsync(ct);

        departments.Invalidate();
        users.Invalidate();
        return true;
    }

    /// <summary>Notes the next follow-up on each customer, and in the change log when and by whom the rows were made.</summary>
    private async Task SettleAsync(CancellationToken ct)
    {
        await db.Customers.ExecuteUpdateAsync(s => s.SetProperty(
            c => c.NextFollowUpAt,
            c => db.FollowUps.Where(f => f.CustomerId == c.Id && (f.State == FollowUpState.Pending || f.State == FollowUpState.InProgress)).Min(f => f.PlannedAt)), ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "AuditEntries" ("At", "ActorId", "BatchId", "Action", "RootType", "RootId", "EntityType", "EntityId", "Field", "NewValue")
            SELECT "CreatedAt", "DeveloperId", {Guid.NewGuid()}, 1, 'Customer', "Id", 'Customer', "Id", '', "Name" FROM "Customers"
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "AuditEntries" ("At", "ActorId", "BatchId", "Action", "RootType", "RootId", "EntityType", "EntityId", "Field", "NewValue")
            SELECT "CreatedAt", "AuthorId", {Guid.NewGuid()}, 1, 'Customer', "CustomerId", 'FollowUp', "Id", '', "Subject" FROM "FollowUps"
            """, ct);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "AuditEntries" ("At", "ActorId", "BatchId", "Action", "RootType", "RootId", "EntityType", "EntityId", "Field", "NewValue")
            SELECT "CreatedAt", "CreatedById", {Guid.NewGuid()}, 1, 'Order', "Id", 'Order', "Id", '', "Number" FROM "Orders"
            """, ct);
    }
}

/// <summary>Finds what lists, tags and the pipeline call by a code.</summary>
internal sealed class DemoCodes(ListSnapshot lists, TagSnapshot tags, PipelineSnapshot stages)
{
    public int Item(ListKind kind, string code) =>
        (lists.Find(kind, code) ?? throw new InvalidOperationException($"The list {kind} has no {code}.")).Id;

    public int Tag(string code) => (tags.Find(code) ?? throw new InvalidOperationException($"There is no tag {code}.")).Id;

    public StageEntry Stage(string code) => stages.Find(code) ?? throw new InvalidOperationException($"There is no stage {code}.");
}
