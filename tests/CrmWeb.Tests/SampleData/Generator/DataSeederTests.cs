using System.Data.Common;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Search;
using CrmWeb.Core.Text;
using CrmWeb.SampleData.Company;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Xunit;

namespace CrmWeb.Tests.SampleData.Generator;

/// <summary>An empty database, filled once for all the facts about it.</summary>
public sealed class SeededDatabase : CoreFixture
{
    private Task? filling;

    public SeededDatabase()
        : base(Content.Empty)
    {
    }

    public List<int> Progress { get; } = [];

    public Task FillAsync() => filling ??= WithAsync<DataSeeder>(s => s.SeedAsync(new SeedOrder(300, 900, 60), Progress.Add, CancellationToken.None));
}

public sealed class DataSeederTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>, IAsyncLifetime
{
    public Task InitializeAsync() => seeded.FillAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Exactly_as_many_are_added_to_the_demo_company_as_were_asked_for()
    {
        Assert.Equal(DemoCompany.CustomerCount + 300, await seeded.DbAsync(db => db.Customers.CountAsync()));
        Assert.Equal(DemoCompany.FollowUpCount + 900, await seeded.DbAsync(db => db.FollowUps.CountAsync()));
        Assert.Equal([100], seeded.Progress);
    }

    [Fact]
    public async Task Orders_are_of_won_customers_and_their_owners_with_a_plan_for_the_whole_amount()
    {
        var orders = await seeded.DbAsync(db => db.Orders.Include(o => o.Items).Include(o => o.Plan).Include(o => o.Customer).OrderByDescending(o => o.Id).Take(60).ToListAsync());
        Assert.All(orders, o => Assert.Equal((CustomerType.Won, o.Customer!.OwnerId), (o.Customer.Type, o.OwnerId)));
        Assert.All(orders, o => Assert.Equal((o.Amount, o.Amount), (o.Items.Sum(i => i.Amount), o.Plan.Sum(p => p.Amount))));
        Distinct(await seeded.DbAsync(db => db.Orders.Select(o => o.Number).ToListAsync()));
        var first = orders[^1].Id;
        var demo = await seeded.DbAsync(db => db.Orders.CountAsync()) - 60;
        Assert.Equal(demo, await seeded.DbAsync(db => db.Orders.CountAsync(o => o.Id < first)));
        var paid = await seeded.DbAsync(db => db.Payments.Where(p => p.OrderId >= first).ToListAsync());
        Assert.NotEmpty(paid);
        Assert.All(paid.GroupBy(p => p.OrderId), p => Assert.True(p.Sum(x => x.Amount) <= orders.Single(o => o.Id == p.Key).Amount));
    }

    [Fact]
    public async Task Nothing_that_tells_customers_apart_is_given_twice()
    {
        var customers = await SeededAsync();
        Distinct(customers.Select(c => c.Number));
        Distinct(customers.Where(c => c.Kind != CustomerKind.Individual).Select(c => c.NameKey));
        Distinct(await seeded.DbAsync(db => db.Customers.Where(c => c.CreditCode != null).Select(c => c.CreditCode!).ToListAsync()));
        Distinct(await seeded.DbAsync(db => db.Contacts.Where(c => c.MobileDigits != null).Select(c => c.MobileDigits!).ToListAsync()));
        Assert.All(customers.Where(c => c.CreditCode is not null), c => Assert.Equal(CreditCodeResult.Valid, CreditCode.Check(c.CreditCode)));
        Assert.All(customers.SelectMany(c => c.Contacts), c => Assert.True(PhoneNumber.TryParseMobile(c.Mobile, out _)));
        Assert.DoesNotContain(customers, c => VagueText.IsVague(c.Name) || (c.Kind == CustomerKind.Enterprise && CompanyName.LooksUnfinished(c.Name)));
    }

    [Fact]
    public async Task Every_owner_sees_and_finds_the_customers_given_to_them()
    {
        var owned = (await SeededAsync()).ToLookup(c => c.OwnerId!.Value);
        Assert.True(owned.Count >= 6);
        foreach (var mine in owned)
        {
            var by = new UserScope { UserId = mine.Key, Scope = DataScope.Own, Permissions = Permissions.All };
            var visible = await seeded.DbAsync(db => db.Customers.VisibleTo(by).Select(c => c.Id).ToListAsync());
            Assert.Empty(mine.Select(c => c.Id).Except(visible));
            foreach (var customer in mine.Take(5))
            {
                foreach (var typed in new[] { customer.Name, customer.Number, customer.Contacts.First().MobileDigits! })
                    Assert.Contains(customer.Id, await seeded.DbAsync(db => CustomerFilterBuilder.Search(db.Customers.VisibleTo(by), typed, by).Select(c => c.Id).ToListAsync()));
            }
        }
    }

    [Fact]
    public async Task What_is_derived_is_what_saving_the_customer_would_have_derived()
    {
        var departments = await seeded.DbAsync(db => db.Users.ToDictionaryAsync(u => u.Id, u => u.DepartmentId));
        foreach (var c in await SeededAsync())
        {
            Assert.Equal(CompanyName.Key(c.Name), c.NameKey);
            Assert.Equal(SearchText.Key(c.Name, c.ShortName, c.Number), c.SearchKey);
            Assert.Equal(departments[c.OwnerId!.Value], c.DepartmentId);
            Assert.Single(c.Contacts, x => x.IsPrimary);
            foreach (var x in c.Contacts)
            {
                var again = new Contact(new ContactFacts(x.Name, x.SalutationId, x.Mobile, x.Landline, x.Title, x.Mail, x.WeChat, x.RoleId), x.IsPrimary, x.CreatedAt);
                Assert.Equal(
                    (again.MobileDigits, again.MobileReversed, again.LandlineDigits, again.SearchKey), (x.MobileDigits, x.MobileReversed, x.LandlineDigits, x.SearchKey));
            }

            var stored = c.Completeness;
            c.SetDecisionChain([.. c.DecisionChain]);
            Assert.Equal(c.Completeness, stored);
            Assert.All(c.DecisionChain.Where(l => l.ContactId is not null), l => Assert.Contains(c.Contacts, x => x.Id == l.ContactId));
        }
    }

    [Fact]
    public async Task What_a_customer_says_of_its_history_is_what_the_rows_say()
    {
        var followUps = (await seeded.DbAsync(db => db.FollowUps.AsNoTracking().ToListAsync())).ToLookup(f => f.CustomerId);
        var oldest = seeded.Clock.Now.AddDays(-740);
        foreach (var c in await SeededAsync())
        {
            var mine = followUps[c.Id].ToList();
            var last = mine.Max(f => f.HappenedAt);
            Assert.Equal((last, mine.Min(f => f.HappenedAt)), (c.LastFollowUpAt, c.FirstContactAt));
            Assert.Equal(last ?? c.ReceivedAt, c.IdleSince);
            Assert.Equal(mine.Where(f => f.IsOpen).Min(f => f.PlannedAt), c.NextFollowUpAt);
            Assert.All(mine, f => Assert.Contains(c.Contacts, x => x.Id == f.ContactId));
            Assert.DoesNotContain(mine, f => f.HappenedAt < c.CreatedAt || f.HappenedAt > seeded.Clock.Now || f.CreatedAt > seeded.Clock.Now);
            var moves = c.StageChanges.OrderBy(s => s.Id).ToList();
            Assert.Equal((c.StageId, c.StageEnteredAt), (moves[^1].ToStageId, moves[^1].At));
            Assert.Equal(moves.Select(s => s.ToStageId).SkipLast(1), moves.Skip(1).Select(s => s.FromStageId!.Value));
            Assert.InRange(c.CreatedAt, oldest, seeded.Clock.Now);
        }
    }

    [Fact]
    public async Task The_change_log_tells_of_every_customer_and_follow_up_when_it_was_entered()
    {
        var log = await seeded.DbAsync(db => db.AuditEntries.Where(a => a.Action == AuditAction.Created && a.RootType == nameof(Customer)).ToListAsync());
        var customers = log.Where(a => a.EntityType == nameof(Customer)).ToDictionary(a => a.EntityId);
        var followUps = log.Where(a => a.EntityType == nameof(FollowUp)).ToDictionary(a => a.EntityId);
        Assert.All(await SeededAsync(), c => Assert.Equal((c.CreatedAt, c.DeveloperId, c.Name), (customers[c.Id].At, customers[c.Id].ActorId, customers[c.Id].NewValue)));
        Assert.All(
            await seeded.DbAsync(db => db.FollowUps.ToListAsync()),
            f => Assert.Equal((f.CreatedAt, (int?)f.AuthorId, f.CustomerId), (followUps[f.Id].At, followUps[f.Id].ActorId, followUps[f.Id].RootId)));
    }

    [Fact]
    public async Task A_few_customers_are_busy_and_many_are_quiet()
    {
        var ids = (await SeededAsync()).ConvertAll(c => c.Id);
        var counts = await seeded.DbAsync(db => db.FollowUps.GroupBy(f => f.CustomerId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));
        var sorted = ids.Select(id => counts.GetValueOrDefault(id)).OrderDescending().ToList();
        Assert.True(sorted.Take(30).Sum() > 900 * 0.35);
        Assert.True(sorted.Count(n => n <= 1) > 300 * 0.25);
    }

    [Fact]
    public async Task The_branch_of_one_manager_has_about_three_of_ten_customers()
    {
        var tree = await seeded.WithAsync<DepartmentTree, DepartmentSnapshot>(t => t.GetAsync(CancellationToken.None).AsTask());
        var east = tree.All.Single(d => d.Name == "华东区销售部");
        var inside = (await SeededAsync()).Count(c => tree.Branch(east.Id).Contains(c.DepartmentId!.Value));
        Assert.InRange(inside, 60, 120);
        Assert.All(SeedWords.Branches, b => Assert.NotNull(tree.All.Single(d => d.Name == b.Name).HeadId));
    }

    [Theory]
    [InlineData(typeof(Customer))]
    [InlineData(typeof(Contact))]
    [InlineData(typeof(DecisionLink))]
    [InlineData(typeof(StageChange))]
    [InlineData(typeof(FollowUp))]
    [InlineData(typeof(AuditEntry))]
    public async Task A_row_is_stored_to_the_letter_as_the_program_stores_it(Type type)
    {
        await seeded.DbAsync(async db =>
        {
            var name = db.GetService<ISqlGenerationHelper>().DelimitIdentifier(db.Model.FindEntityType(type)!.GetTableName()!);
            var last = await RawAsync(db, $"SELECT MAX({Quoted(db, "Id")}) FROM {name}");
            var where = $"SELECT * FROM {name} WHERE {Quoted(db, "Id")} = {last[0]}";
            var before = await RawAsync(db, where);

            var entity = await db.FindAsync(type, Convert.ChangeType(last[0], db.Model.FindEntityType(type)!.FindPrimaryKey()!.GetKeyType()));
            db.Entry(entity!).State = EntityState.Modified;
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);

            Assert.Equal(before, await RawAsync(db, where));
            return true;
        });
    }

    [Fact]
    public async Task The_same_order_gives_the_same_customers()
    {
        var other = new SeededDatabase();
        await other.InitializeAsync();
        try
        {
            await other.FillAsync();
            var names = (CrmDbContext db) => db.Customers.OrderBy(c => c.Id).Select(c => c.Number + c.Name + c.CreatedAt.Year + c.Completeness).ToListAsync();
            Assert.Equal(await seeded.DbAsync(names), await other.DbAsync(names));
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("300", "900", null, true)]
    [InlineData("1", "0", null, true)]
    [InlineData("0", "0", null, false)]
    [InlineData("-3", "5", null, false)]
    [InlineData("3", "-5", null, false)]
    [InlineData("3", null, null, false)]
    [InlineData(null, "3", null, false)]
    [InlineData("many", "3", null, false)]
    [InlineData("99999999999", "3", null, false)]
    [InlineData("3", "5", "7", true)]
    [InlineData("3", "5", "-7", false)]
    [InlineData("3", "5", "", false)]
    public void An_order_is_two_whole_numbers_and_perhaps_a_third(string? customers, string? followUps, string? orders, bool good) =>
        Assert.Equal(good, SeedOrder.Read(customers, followUps, orders) is not null);

    private static string Quoted(CrmDbContext db, string name) => db.GetService<ISqlGenerationHelper>().DelimitIdentifier(name);

    private static async Task<object[]> RawAsync(CrmDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        var values = new object[reader.FieldCount];
        reader.GetValues(values);
        return values;
    }

    private static void Distinct(IEnumerable<string> values) => Assert.Empty(values.GroupBy(v => v).Where(g => g.Count() > 1).Select(g => g.Key));

    /// <summary>The customers beyond the demo company's, which came first.</summary>
    private Task<List<Customer>> SeededAsync() => seeded.DbAsync(db => db.Customers.AsNoTrackingWithIdentityResolution().AsSplitQuery()
        .Include(c => c.Contacts).Include(c => c.StageChanges).Include(c => c.DecisionChain).Where(c => c.Id > DemoCompany.CustomerCount).OrderBy(c => c.Id).ToListAsync());
}
