using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.SampleData.Company;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmWeb.SampleData.Generator;

/// <summary>How many rows to invent.</summary>
/// <param name="Orders">Of the customers who were won.</param>
public sealed record SeedOrder(int Customers, int FollowUps, int Orders = 0)
{
    /// <summary>Ids are numbers of 32 bits, of contacts too.</summary>
    private const int Most = 100_000_000;

    /// <param name="orders">May be left out.</param>
    /// <returns>Null unless all are whole numbers, there is at least one customer, and none is negative.</returns>
    public static SeedOrder? Read(string? customers, string? followUps, string? orders) =>
        int.TryParse(customers, NumberStyles.None, CultureInfo.InvariantCulture, out var c) && c is > 0 and <= Most
        && int.TryParse(followUps, NumberStyles.None, CultureInfo.InvariantCulture, out var f) && f <= Most
        && int.TryParse(orders ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var o) && o <= Most
            ? new SeedOrder(c, f, o)
            : null;
}

/// <summary>
/// Fills a database with many invented customers, for measuring and for trying out. The same order on the same database gives
/// the same rows, with times counted back from now; another run adds further ones. Never meant for production.
/// </summary>
public sealed class DataSeeder(
    CrmDbContext db, DemoCompany demo, IPasswordHasher<CrmUser> hasher, CustomerNumbers numbers, OrganizationClock clock,
    ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline, DepartmentTree departments, UserDirectory users, IOptions<OrderOptions> orders)
{
    private const int BatchSize = 2000;
    private const int BatchesPerCheckpoint = 10;
    private const int Seed = 20260401;

    /// <summary>Adds exactly so many; an empty database gets the demo company with its own customers first.</summary>
    /// <param name="progress">Called with the percentage done, every ten percent.</param>
    public async Task SeedAsync(SeedOrder order, Action<int> progress, CancellationToken ct)
    {
        await demo.FillAsync(ct);
        var codes = new DemoCodes(await lists.GetAsync(ct), await tags.GetAsync(ct), await pipeline.GetAsync(ct));
        var initialId = codes.Stage(PipelineSnapshot.InitialCode).Id;

        // One connection for all: what is set on it stays set. Indexes of random keys need more memory than a page view does.
        await db.Database.OpenConnectionAsync(ct);
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"PRAGMA cache_size=-262144", ct);

        // What is there already tells one run from the next.
        var stored = await db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).CountAsync(ct);
        var random = new Random(Seed + stored);
        var teams = await new SeedStaff(db, hasher, random, clock.UtcNow).HireAsync(stored + order.Customers, ct);

        // After the hiring, which is noted in the change log.
        var ids = await SeedIds.AfterAsync(db, ct);
        var initial = await db.Stages.AsNoTracking().SingleAsync(s => s.Id == initialId, ct);
        var sequences = await db.NumberSequences.ToListAsync(ct);
        var plan = SeedPlan.Draw(random, clock, order.Customers, order.FollowUps);
        var inventing = new SeedCustomers(random, codes, clock, teams, await SupplyAsync(teams, ct), ids);
        var bulk = new BulkInsert(db);

        for (var start = 0; start < order.Customers; start += BatchSize)
        {
            var end = Math.Min(start + BatchSize, order.Customers);
            var batch = new SeedBatch(ids);
            var known = sequences.Count;
            for (var i = start; i < end; i++)
                inventing.Invent(batch, numbers.TakeFor(clock.ToLocal(plan.EnteredAt[i]), sequences), initial, plan.EnteredAt[i], plan.FollowUps[i]);

            // Every batch is whole: rows, numbers taken and change log.
            await using (var transaction = await db.Database.BeginTransactionAsync(ct))
            {
                await batch.WriteAsync(bulk, ct);
                db.NumberSequences.AddRange(sequences.Skip(known));
                await db.SaveChangesAsync(UserScope.System, ct);
                await transaction.CommitAsync(ct);
            }

            if (end == order.Customers || start / BatchSize % BatchesPerCheckpoint == BatchesPerCheckpoint - 1)
                await CheckpointAsync(ct);
            if (10L * end / order.Customers is var tenth && tenth > 10L * start / order.Customers)
                progress((int)tenth * 10);
        }

        if (order.Orders > 0)
        {
            await new SeedOrders(db, new DemoOrderBook(random, numbers, orders.Value.NumberPattern, codes, clock), random, clock).WriteAsync(order.Orders, sequences, ct);
            await CheckpointAsync(ct);
        }

        // What the database knows about its tables is otherwise out of date until it looks by itself.
        if (!db.Database.IsSqlServer())
            await db.Database.ExecuteSqlAsync($"ANALYZE", ct);
        await db.Database.CloseConnectionAsync();
        departments.Invalidate();
        users.Invalidate();
    }

    /// <summary>Nobody else writes the log of a SQLite database back into its file while the program only seeds.</summary>
    private async Task CheckpointAsync(CancellationToken ct)
    {
        if (db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)", ct);
    }

    /// <summary>What is stored is taken: names, codes and mobile numbers are given once.</summary>
    private async Task<DemoSupply> SupplyAsync(IReadOnlyList<SeedTeam> teams, CancellationToken ct)
    {
        var names = await db.Departments.AsNoTracking().ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        var stored = db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]);

        // Mostly the city of the rep's group, now and then another one of the branch.
        var cities = teams.SelectMany(t => t.Reps.Select(rep => (rep.Id, Cities: (DemoCity[])
            [.. t.Branch.Cities.Where(c => names[rep.DepartmentId!.Value].StartsWith(c.Name, StringComparison.Ordinal)).SelectMany(c => Enumerable.Repeat(c, t.Branch.Cities.Length)), .. t.Branch.Cities])))
            .ToDictionary(x => x.Id, x => x.Cities);
        return new DemoSupply
        {
            CitiesOf = owner => cities[owner.Id],
            Brand = SeedWords.Brand,
            PersonName = SeedWords.PersonName,
            PeopleShareNames = true,
            NameKeys = [.. await stored.Select(c => c.NameKey).ToListAsync(ct)],
            CreditCodes = [.. await stored.Where(c => c.CreditCode != null).Select(c => c.CreditCode!).ToListAsync(ct)],
            Mobiles = [.. await db.Contacts.Where(c => c.MobileDigits != null).Select(c => c.MobileDigits!).ToListAsync(ct)],
        };
    }
}
