using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Testing;

/// <summary>Everybody at the test company.</summary>
public enum Who
{
    /// <summary>Owns the east's customer.</summary>
    RepEast,

    /// <summary>Collaborates on it with the right to view.</summary>
    RepEast2,

    /// <summary>Collaborates on it with the right to edit.</summary>
    RepEast3,

    /// <summary>The manager above.</summary>
    MgrEast,

    /// <summary>The manager of another branch.</summary>
    MgrSouth,

    /// <summary>A rep of another branch.</summary>
    RepSouth,
    Admin,
    Service,
    Marketer,
}

/// <summary>One of the company's people, with what their scope is.</summary>
public sealed record TestUser(Who Who, int Id, string UserName, int DepartmentId, UserScope Scope);

/// <summary>
/// A company just large enough to tell who may see what: two branches, one of them with two groups, a customer in each and
/// one in the recycle bin. The same ids in every database of a run.
/// </summary>
public sealed class TestCompany
{
    /// <summary>The password of all.</summary>
    public const string Password = "Correct-horse-7";

    public const string EastName = "上海恒锐精密机械有限公司";
    public const string EastMobile = "13911112222";
    public const string EastContact = "张伟明";
    public const string SouthName = "广州云帆贸易有限公司";
    public const string SouthMobile = "13733334444";

    private static readonly Dictionary<Who, (string Name, string Department, string Role)> Staff = new()
    {
        [Who.RepEast] = ("王海涛", "上海组", BuiltInRoles.Rep),
        [Who.RepEast2] = ("李思敏", "上海组", BuiltInRoles.Rep),
        [Who.RepEast3] = ("何家宝", "杭州组", BuiltInRoles.Rep),
        [Who.MgrEast] = ("陈立新", "华东区", BuiltInRoles.Manager),
        [Who.MgrSouth] = ("黄嘉怡", "华南区", BuiltInRoles.Manager),
        [Who.RepSouth] = ("林志强", "华南区", BuiltInRoles.Rep),
        [Who.Admin] = ("周文博", "华东区", BuiltInRoles.Admin),
        [Who.Service] = ("赵晓雯", "客服部", BuiltInRoles.Service),
        [Who.Marketer] = ("孙悦", "市场部", BuiltInRoles.Marketer),
    };

    private readonly Dictionary<Who, TestUser> people;

    private TestCompany(Dictionary<Who, TestUser> people, Dictionary<string, int> departments)
    {
        this.people = people;
        DepartmentEast = departments["华东区"];
        DepartmentShanghai = departments["上海组"];
        DepartmentHangzhou = departments["杭州组"];
        DepartmentSouth = departments["华南区"];
    }

    public int DepartmentEast { get; }

    public int DepartmentShanghai { get; }

    public int DepartmentHangzhou { get; }

    public int DepartmentSouth { get; }

    public int EastCustomer { get; private init; }

    public int SouthCustomer { get; private init; }

    /// <summary>A customer of the east's rep, in the recycle bin.</summary>
    public int BinnedCustomer { get; private init; }

    /// <summary>Planned for tomorrow at ten, for the east's rep.</summary>
    public int PlannedFollowUp { get; private init; }

    /// <summary>Happened yesterday.</summary>
    public int DoneFollowUp { get; private init; }

    public TestUser this[Who who] => people[who];

    /// <summary>Reads the company out of a database that was made with <see cref="Content.Company"/>.</summary>
    public static Task<TestCompany> OfAsync(IServiceProvider services) => services.RunAsync<CrmDbContext, TestCompany>(async db =>
    {
        var (people, departments) = await PeopleAsync(db);
        var customers = await db.Customers.IgnoreQueryFilters().ToDictionaryAsync(c => c.Name, c => c.Id);
        var followUps = await db.FollowUps.ToDictionaryAsync(f => f.State, f => f.Id);
        return new TestCompany(people, departments)
        {
            EastCustomer = customers[EastName],
            SouthCustomer = customers[SouthName],
            BinnedCustomer = customers["苏州明曜包装有限公司"],
            PlannedFollowUp = followUps[FollowUpState.Pending],
            DoneFollowUp = followUps[FollowUpState.Done],
        };
    });

    public static async Task FoundAsync(IServiceProvider services)
    {
        await services.RunAsync<IPasswordHasher<CrmUser>>(hasher => services.RunAsync<CrmDbContext>(db => HireAsync(db, hasher)));
        var (people, departments) = await services.RunAsync<CrmDbContext, (Dictionary<Who, TestUser>, Dictionary<string, int>)>(PeopleAsync);
        var company = new TestCompany(people, departments);

        var east = await RegisterAsync(services, Forms.Customer(EastName, EastMobile, EastContact), company[Who.RepEast].Scope);
        await RegisterAsync(services, Forms.Customer(SouthName, SouthMobile, "吴晓东", industry: "F51", region: "440100"), company[Who.RepSouth].Scope);
        var binned = await RegisterAsync(services, Forms.Customer("苏州明曜包装有限公司", "13655556666", "徐静"), company[Who.RepEast].Scope);
        await services.RunAsync<RecycleBin>(bin => bin.DeleteAsync(binned, company[Who.MgrEast].Scope, CancellationToken.None));
        await services.RunAsync<CrmDbContext>(db => ShareAsync(db, east, company));

        var yesterday = TestClock.Start.AddHours(8).AddDays(-1);
        await services.RunAsync<FollowUpService>(w => w.RecordAsync(
            east, Forms.Record(yesterday, next: TestClock.Start.AddHours(8).AddDays(1)), company[Who.RepEast].Scope, CancellationToken.None));
    }

    private static Task<int> RegisterAsync(IServiceProvider services, CustomerForm form, UserScope by) =>
        services.RunAsync<CustomerService, int>(r => r.RegisterAsync(form, by, CancellationToken.None));

    private static async Task ShareAsync(CrmDbContext db, int customerId, TestCompany company)
    {
        var customer = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == customerId);
        customer.AddCollaborator(new Collaborator(company[Who.RepEast2].Id, canEdit: false, until: null));
        customer.AddCollaborator(new Collaborator(company[Who.RepEast3].Id, canEdit: true, until: null));
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
    }

    private static async Task HireAsync(CrmDbContext db, IPasswordHasher<CrmUser> hasher)
    {
        Dictionary<string, Department> departments = [];
        foreach (var (name, parent) in new[] { ("华东区", null), ("华南区", null), ("客服部", null), ("市场部", null), ("上海组", "华东区"), ("杭州组", "华东区") })
        {
            departments[name] = new Department(name, parent is null ? null : departments[parent].Id, departments.Count);
            db.Departments.Add(departments[name]);
            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        }

        var roles = await db.Roles.ToDictionaryAsync(r => r.Code, r => r.Id);
        var hash = hasher.HashPassword(new CrmUser(), Password);
        foreach (var (who, person) in Staff)
        {
            var userName = UserName(who);
            var user = new CrmUser(userName, person.Name, $"T{(int)who:D3}", departments[person.Department].Id, roles[person.Role], TestClock.Start.AddDays(-30))
            {
                NormalizedUserName = userName.ToUpperInvariant(),
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
            };
            user.BindMobile($"1380000{(int)who:D4}");
            user.PasswordChanged();
            db.Users.Add(user);
        }

        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
    }

    private static string UserName(Who who) => who.ToString().ToLowerInvariant();

    private static async Task<(Dictionary<Who, TestUser> People, Dictionary<string, int> Departments)> PeopleAsync(CrmDbContext db)
    {
        var departments = await db.Departments.AsNoTracking().ToListAsync();
        var tree = new DepartmentSnapshot(departments);
        var users = await db.Users.AsNoTracking().Include(u => u.Role).ToDictionaryAsync(u => u.UserName!);
        var today = DateOnly.FromDateTime(TestClock.Start.AddHours(8));
        return (Enum.GetValues<Who>().ToDictionary(who => who, who =>
        {
            var user = users[UserName(who)];
            return new TestUser(who, user.Id, user.UserName!, user.DepartmentId!.Value, new UserScope
            {
                UserId = user.Id,
                Name = user.DisplayName,
                Role = user.Role!.Code,
                Scope = user.Role.Scope,
                DepartmentId = user.DepartmentId,
                DepartmentIds = user.Role.Scope == DataScope.Department ? tree.Branch(user.DepartmentId!.Value) : [],
                Permissions = [.. user.Role.Permissions.Select(p => p.Permission)],
                Today = today,
            });
        }), departments.ToDictionary(d => d.Name, d => d.Id));
    }
}
