using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using CrmWeb.SampleData.Company;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Generator;

/// <summary>Those of a branch who may own customers.</summary>
internal sealed record SeedTeam(SeedBranch Branch, IReadOnlyList<CrmUser> Reps);

/// <summary>Founds the branches that are missing and hires reps until each has about 500 customers.</summary>
internal sealed class SeedStaff(CrmDbContext db, IPasswordHasher<CrmUser> hasher, Random random, DateTime now)
{
    private const int CustomersOfOne = 500;
    private const int PeopleInGroup = 12;
    private const int DaysBefore = SeedPlan.Days + 60;

    /// <summary>Mobile numbers of accounts count up from here.</summary>
    private const long FirstMobile = 13_970_000_001;

    private readonly List<Department> departments = [];
    private readonly List<CrmUser> users = [];
    private readonly HashSet<string> taken = [];
    private Dictionary<string, int> roles = [];
    private string hash = "";

    /// <param name="customers">How many there will be in the whole database.</param>
    public async Task<IReadOnlyList<SeedTeam>> HireAsync(int customers, CancellationToken ct)
    {
        // One hash for all: hashing is slow on purpose.
        hash = hasher.HashPassword(new CrmUser(), DemoCompany.Password);
        departments.AddRange(await db.Departments.ToListAsync(ct));
        users.AddRange(await db.Users.OrderBy(u => u.Id).ToListAsync(ct));
        roles = await db.Roles.ToDictionaryAsync(r => r.Code, r => r.Id, ct);
        foreach (var user in users)
            taken.UnionWith(new[] { user.NormalizedUserName, user.EmployeeNumberKey, user.Mobile }.OfType<string>());

        List<SeedTeam> teams = [];
        foreach (var branch in SeedWords.Branches)
            teams.Add(await StaffAsync(branch, (int)Math.Ceiling(customers * branch.Share / CustomersOfOne), ct));
        db.ChangeTracker.Clear();
        return teams;
    }

    private async Task<SeedTeam> StaffAsync(SeedBranch branch, int wanted, CancellationToken ct)
    {
        var top = await DepartmentAsync(branch.Name, null, ct);
        var reps = Reps(top);

        // The groups first: the change log cannot tell accounts and departments that are saved together apart.
        List<Department> groups = [];
        for (var i = reps.Count; i < Math.Max(1, wanted); i++)
            groups.Add(await GroupAsync(branch, top, i / PeopleInGroup, ct));
        var hired = groups.ConvertAll(group => Hire("rep." + branch.Code, BuiltInRoles.Rep, group));
        var head = top.HeadId is null ? Hire("mgr." + branch.Code, BuiltInRoles.Manager, top) : null;
        await db.SaveChangesAsync(UserScope.System, ct);
        if (head is not null)
            top.SetHead(head.Id);
        await db.SaveChangesAsync(UserScope.System, ct);
        users.AddRange(hired);
        return new SeedTeam(branch, [.. reps, .. hired]);
    }

    private List<CrmUser> Reps(Department top)
    {
        var branch = new DepartmentSnapshot(departments).Branch(top.Id).ToHashSet();
        return [.. users.Where(u => u.IsActive && u.RoleId == roles[BuiltInRoles.Rep] && u.DepartmentId is { } d && branch.Contains(d))];
    }

    /// <summary>The groups are called after the cities in turn: 上海组, 杭州组 … 上海2组.</summary>
    private Task<Department> GroupAsync(SeedBranch branch, Department top, int number, CancellationToken ct)
    {
        var round = number / branch.Cities.Length;
        var city = branch.Cities[number % branch.Cities.Length].Name;
        return DepartmentAsync(round == 0 ? $"{city}组" : $"{city}{round + 1}组", top, ct);
    }

    private async Task<Department> DepartmentAsync(string name, Department? parent, CancellationToken ct)
    {
        if (departments.Find(d => d.Name == name && d.ParentId == parent?.Id) is { } existing)
            return existing;
        var department = new Department(name, parent?.Id, departments.Count(d => d.ParentId == parent?.Id) + 1);
        db.Departments.Add(department);
        await db.SaveChangesAsync(UserScope.System, ct);
        departments.Add(department);
        return department;
    }

    private CrmUser Hire(string userName, string role, Department department)
    {
        var name = role == BuiltInRoles.Manager
            ? Free(i => i == 1 ? userName : Invariant($"{userName}{i}"))
            : Free(i => Invariant($"{userName}{i}"));
        var user = new CrmUser(name, SeedWords.PersonName(random, random.Next(2) == 0), Free(i => Invariant($"E{i:D4}")), department.Id, roles[role], now.AddDays(-DaysBefore))
        {
            PasswordHash = hash,
        };
        user.BindMobile(Free(i => Invariant($"{FirstMobile + i}")));
        user.PasswordChanged();
        db.Users.Add(user);
        return user;
    }

    /// <summary>The first that nobody has; names count without case.</summary>
    private string Free(Func<int, string> numbered)
    {
        for (var i = 1; ; i++)
        {
            if (taken.Add(numbered(i).ToUpperInvariant()))
                return numbered(i);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
