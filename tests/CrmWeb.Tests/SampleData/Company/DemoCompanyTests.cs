using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Text;
using CrmWeb.SampleData.Company;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.SampleData.Company;

/// <summary>The demo company is filled in once for all the facts about it.</summary>
public sealed class FilledDemo : CoreFixture
{
    public FilledDemo()
        : base(Content.Empty)
    {
    }

    public Task<bool> FillAsync() => WithAsync<DemoCompany, bool>(demo => demo.FillAsync(CancellationToken.None));
}

public sealed class DemoCompanyTests(FilledDemo demo) : IClassFixture<FilledDemo>, IAsyncLifetime
{
    private static readonly string[] Pipeline = ["initial", "needs", "quotation", "negotiation", "won", "renewal", "lost"];

    public Task InitializeAsync() => demo.FillAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_database_with_accounts_is_left_alone()
    {
        Assert.False(await demo.FillAsync());
        Assert.Equal(8, await demo.DbAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Everybody_can_sign_in_at_once()
    {
        var users = await demo.DbAsync(db => db.Users.Include(u => u.Role).ToListAsync());
        await using var scope = demo.Services.CreateAsyncScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<CrmUser>>();

        Assert.Equal(
            ["admin", "marketer1", "mgr.east", "mgr.south", "rep.east1", "rep.east2", "rep.south1", "service1"], users.Select(u => u.UserName!).Order(StringComparer.Ordinal));
        Assert.All(users, u =>
        {
            Assert.Equal(PasswordVerificationResult.Success, hasher.VerifyHashedPassword(u, u.PasswordHash!, "Demo#2026"));
            Assert.False(u.NeedsFirstSignIn);
            Assert.True(u.IsActive);
            Assert.True(PhoneNumber.TryParseMobile(u.Mobile, out _));
        });
        Assert.Equal(8, users.Select(u => u.SecurityStamp).Distinct().Count());
        Assert.Equal(8, users.Select(u => u.EmployeeNumber).Distinct().Count());
        Assert.Equal(DataScope.Everything, users.Single(u => u.UserName == "admin").Role!.Scope);
        Assert.Equal(DataScope.Department, users.Single(u => u.UserName == "mgr.south").Role!.Scope);
    }

    [Fact]
    public async Task The_departments_form_a_tree_with_heads()
    {
        var tree = await demo.WithAsync<DepartmentTree, DepartmentSnapshot>(t => t.GetAsync(CancellationToken.None).AsTask());
        var users = await demo.DbAsync(db => db.Users.ToDictionaryAsync(u => u.Id, u => u.UserName));

        Assert.Equal(
            ["华东区销售部", "华东区销售部 / 上海组", "华东区销售部 / 杭州组", "华南大客户组", "客服部", "市场部"], tree.All.Select(d => d.Path));
        Assert.Equal("mgr.east", users[tree.All[0].HeadId!.Value]);
        Assert.Equal("mgr.south", users[tree.All[3].HeadId!.Value]);
    }

    [Fact]
    public async Task There_are_300_customers_in_both_branches_and_in_every_stage()
    {
        var customers = await demo.DbAsync(db => db.Customers.Include(c => c.Contacts).ToListAsync());
        var tree = await demo.WithAsync<DepartmentTree, DepartmentSnapshot>(t => t.GetAsync(CancellationToken.None).AsTask());

        Assert.Equal(300, customers.Count);
        Assert.Equal(300, customers.Select(c => c.NameKey).Distinct().Count());
        Assert.Equal(300, customers.Select(c => c.Number).Distinct().Count());
        Assert.Equal(7, customers.Select(c => c.StageId).Distinct().Count());
        Assert.True(customers.Count(c => tree.Branch(tree.All[0].Id).Contains(c.DepartmentId!.Value)) > 100);
        Assert.True(customers.Count(c => c.DepartmentId == tree.All[3].Id) > 50);
        Assert.All(customers, c => Assert.Single(c.Contacts, x => x.IsPrimary));
        Assert.All(customers.Where(c => c.CreditCode is not null), c => Assert.Equal(CreditCodeResult.Valid, CreditCode.Check(c.CreditCode)));
        Assert.DoesNotContain(customers, c => VagueText.IsVague(c.Name) || (c.Kind == CustomerKind.Enterprise && CompanyName.LooksUnfinished(c.Name)));
    }

    [Fact]
    public async Task There_are_2000_follow_ups_of_the_last_180_days()
    {
        var since = demo.Clock.Now.AddDays(-180);
        var followUps = await demo.DbAsync(db => db.FollowUps.ToListAsync());
        var now = demo.Clock.Now;
        var open = followUps.Where(f => f.IsOpen).ToList();
        var tomorrow = demo.Services.GetRequiredService<OrganizationClock>().StartOfDay(new DateOnly(2026, 11, 19));

        Assert.Equal(2000, followUps.Count);
        Assert.DoesNotContain(followUps, f => f.At < since || f.CreatedAt > now || f.HappenedAt > now);
        Assert.True(followUps.Select(f => f.Content).Distinct().Count() > 500);
        foreach (var rep in await demo.DbAsync(db => db.Users.Where(u => u.Role!.Code == BuiltInRoles.Rep).Select(u => u.Id).ToListAsync()))
        {
            Assert.Contains(open, f => f.AssigneeId == rep && f.At < now);
            Assert.Contains(open, f => f.AssigneeId == rep && f.At >= now && f.At < tomorrow);
            Assert.Contains(open, f => f.AssigneeId == rep && f.At >= tomorrow);
        }
    }

    [Fact]
    public async Task No_text_still_has_a_place_to_be_filled_in()
    {
        var texts = await demo.DbAsync(db => db.FollowUps.Select(f => f.Subject + f.Content + f.Result + f.NextStep + f.Feedback + f.Objections).ToListAsync());
        Assert.DoesNotContain(texts, t => t.Contains('{'));
    }

    [Fact]
    public async Task Each_later_stage_was_reached_by_fewer_customers_than_the_one_before()
    {
        var stages = await demo.DbAsync(db => db.Stages.ToDictionaryAsync(s => s.Code, s => s.Id));
        var reached = await demo.DbAsync(db => db.StageChanges.GroupBy(c => c.ToStageId)
            .Select(g => new { g.Key, Count = g.Select(c => c.CustomerId).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));

        var funnel = Pipeline.Select(code => reached[stages[code]]).ToList();
        Assert.Equal(300, funnel[0]);
        Assert.All(funnel.Zip(funnel.Skip(1)), step => Assert.True(step.First > step.Second, string.Join(" → ", funnel)));
        Assert.Equal(0, await demo.DbAsync(db => db.StageChanges.CountAsync(c => c.ToStageId == stages["lost"] && c.LossReasonId == null)));
    }

    [Fact]
    public async Task What_a_customer_says_of_its_follow_ups_is_what_they_say()
    {
        var customers = await demo.DbAsync(db => db.Customers.Include(c => c.StageChanges).ToListAsync());
        var followUps = (await demo.DbAsync(db => db.FollowUps.ToListAsync())).ToLookup(f => f.CustomerId);

        Assert.All(customers, c =>
        {
            var last = followUps[c.Id].Max(f => f.HappenedAt);
            Assert.Equal(last, c.LastFollowUpAt);
            Assert.Equal(last ?? c.CreatedAt, c.IdleSince);
            Assert.Equal(followUps[c.Id].Min(f => f.HappenedAt), c.FirstContactAt);
            Assert.Equal(followUps[c.Id].Where(f => f.IsOpen).Min(f => f.PlannedAt), c.NextFollowUpAt);
            Assert.True(c.CreatedAt < (followUps[c.Id].Min(f => f.HappenedAt) ?? demo.Clock.Now));
            Assert.Equal(c.StageEnteredAt, c.StageChanges.Max(s => s.At));
            Assert.Equal(c.StageId, c.StageChanges.OrderBy(s => s.At).ThenBy(s => s.Id).Last().ToStageId);
        });
    }

    [Fact]
    public async Task The_change_log_says_that_a_customer_was_created_when_it_was()
    {
        var created = await demo.DbAsync(db => db.AuditEntries
            .Where(a => a.EntityType == nameof(Customer) && a.Action == AuditAction.Created)
            .Join(db.Customers, a => a.EntityId, c => c.Id, (a, c) => new { a.At, c.CreatedAt, a.ActorId, c.DeveloperId }).ToListAsync());

        Assert.Equal(300, created.Count);
        Assert.All(created, c => Assert.Equal((c.CreatedAt, c.DeveloperId), (c.At, c.ActorId)));
    }

    [Fact]
    public async Task The_next_real_customer_gets_the_next_number()
    {
        var month = await demo.DbAsync(db => db.Customers.CountAsync(c => c.Number.StartsWith("C202611")));
        var rep = await demo.DbAsync(db => db.Users.Include(u => u.Role).SingleAsync(u => u.UserName == "rep.east1"));
        var by = new UserScope { UserId = rep.Id, Scope = DataScope.Own, Permissions = Permissions.All };

        var id = await demo.WithAsync<CustomerService, int>(r => r.RegisterAsync(Forms.Customer("常州晨光玻璃有限公司"), by, CancellationToken.None));
        var number = await demo.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.Number).SingleAsync());
        await demo.DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteDeleteAsync());

        Assert.Equal($"C202611{month + 1:D3}", number);
    }
}
