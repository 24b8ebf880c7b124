using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.SampleData.Company;

/// <summary>Somebody who works at the demo company.</summary>
internal sealed record DemoPerson(string UserName, string Name, string EmployeeNumber, string Mobile, string Role, string Department);

/// <summary>The demo company's departments and people.</summary>
internal sealed class DemoStaff(CrmDbContext db, IPasswordHasher<CrmUser> hasher)
{
    public const string East = "华东区销售部";
    private const string Shanghai = "上海组";
    private const string Hangzhou = "杭州组";
    public const string South = "华南大客户组";
    private const string Service = "客服部";
    private const string Marketing = "市场部";

    public static IReadOnlyList<DemoPerson> People { get; } =
    [
        new("admin", "周文博", "E001", "13800010001", BuiltInRoles.Admin, East),
        new("mgr.east", "陈立新", "E002", "13800010002", BuiltInRoles.Manager, East),
        new("mgr.south", "黄嘉怡", "E003", "13800010003", BuiltInRoles.Manager, South),
        new("rep.east1", "王海涛", "E004", "13800010004", BuiltInRoles.Rep, Shanghai),
        new("rep.east2", "李思敏", "E005", "13800010005", BuiltInRoles.Rep, Hangzhou),
        new("rep.south1", "林志强", "E006", "13800010006", BuiltInRoles.Rep, South),
        new("service1", "赵晓雯", "E007", "13800010007", BuiltInRoles.Service, Service),
        new("marketer1", "孙悦", "E008", "13800010008", BuiltInRoles.Marketer, Marketing),
    ];

    /// <summary>The accounts by user name, past the first sign-in.</summary>
    public async Task<IReadOnlyDictionary<string, CrmUser>> HireAsync(DateTime now, CancellationToken ct)
    {
        var departments = await FoundAsync(ct);
        var roles = await db.Roles.ToDictionaryAsync(r => r.Code, r => r.Id, ct);
        var hiredAt = now.AddDays(-400);

        // One hash for all: hashing is slow on purpose, and the password is printed at the start anyway.
        var hash = hasher.HashPassword(new CrmUser(), DemoCompany.Password);
        Dictionary<string, CrmUser> staff = [];
        foreach (var person in People)
        {
            var user = new CrmUser(person.UserName, person.Name, person.EmployeeNumber, departments[person.Department].Id, roles[person.Role], hiredAt)
            {
                NormalizedUserName = person.UserName.ToUpperInvariant(),
                PasswordHash = hash,
                SecurityStamp = Guid.NewGuid().ToString("N"),
            };
            user.BindMobile(person.Mobile);
            user.ReachByMail($"{person.UserName}@demo.example.com");
            user.PasswordChanged();
            staff[person.UserName] = user;
        }

        db.Users.AddRange(staff.Values);
        await db.SaveChangesAsync(UserScope.System, ct);
        departments[East].SetHead(staff["mgr.east"].Id);
        departments[South].SetHead(staff["mgr.south"].Id);
        await db.SaveChangesAsync(UserScope.System, ct);
        return staff;
    }

    private async Task<Dictionary<string, Department>> FoundAsync(CancellationToken ct)
    {
        var tops = new[] { East, South, Service, Marketing }.Select((name, i) => new Department(name, null, i + 1)).ToList();
        db.Departments.AddRange(tops);
        await db.SaveChangesAsync(UserScope.System, ct);
        var groups = new[] { Shanghai, Hangzhou }.Select((name, i) => new Department(name, tops[0].Id, i + 1)).ToList();
        db.Departments.AddRange(groups);
        await db.SaveChangesAsync(UserScope.System, ct);
        return tops.Concat(groups).ToDictionary(d => d.Name);
    }
}

/// <summary>Which owner gets which customers: both branches, and a few key ones with the managers.</summary>
internal sealed class DemoAssignments(IReadOnlyDictionary<string, CrmUser> staff)
{
    private static readonly string[] Turns =
    [
        "rep.east1", "rep.east2", "rep.south1", "rep.east1", "rep.south1", "rep.east2", "rep.east1", "rep.south1", "rep.east1", "rep.east2",
        "mgr.east", "rep.south1", "rep.east1", "rep.east2", "rep.south1", "rep.east1", "rep.east2", "mgr.south", "rep.east1", "rep.east2",
    ];

    public CrmUser OwnerOf(int turn) => staff[Turns[turn % Turns.Length]];
}

/// <summary>Some customers are worked on by two.</summary>
internal sealed class DemoCollaborations(IReadOnlyDictionary<string, CrmUser> staff)
{
    private const int Each = 3;

    public void Share(IReadOnlyList<DemoHistory> histories, DateOnly today)
    {
        Share("rep.east1", "rep.east2", canEdit: true, null);
        Share("rep.east2", "rep.east1", canEdit: false, null);
        Share("rep.south1", "rep.east1", canEdit: false, today.AddDays(60));

        void Share(string owner, string with, bool canEdit, DateOnly? until)
        {
            foreach (var history in histories.Where(h => h.Owner == staff[owner] && h.Depth >= 2 && !h.IsLost).Take(Each))
                history.Customer.AddCollaborator(new Collaborator(staff[with].Id, canEdit, until));
        }
    }
}
