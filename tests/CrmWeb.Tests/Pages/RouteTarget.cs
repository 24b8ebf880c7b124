using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Pages;

/// <summary>Records made for one asker, so that a form that succeeds leaves the others what it found.</summary>
internal sealed class RouteTarget(CrmApp app)
{
    private static int count;
    private readonly int number = Interlocked.Increment(ref count);

    /// <summary>What the braces in addresses and fields stand for.</summary>
    public async Task<Func<string, string>> MakeAsync(Who? asker)
    {
        var (customer, followUp) = await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号铸件厂")));
        var (binned, _) = await ShareAsync(await app.RegisterAsync(Who.RepEast, Forms.Customer($"路由测试第{number}号回收厂")));
        await app.WithAsync<CustomerBin>(b => b.DeleteAsync(binned, app.As(Who.MgrEast), CancellationToken.None));
        var (user, disabled) = (await HireAsync("", active: true), await HireAsync("x", active: false));
        var department = await FoundAsync();
        var values = await app.DbAsync(async db =>
        {
            var account = await db.Users.SingleAsync(u => u.Id == user);
            return new Dictionary<string, string>
            {
                ["customer"] = Text(customer),
                ["binned"] = Text(binned),
                ["followUp"] = Text(followUp),
                ["followUpVersion"] = (await db.FollowUps.SingleAsync(f => f.Id == followUp)).Version.ToString(),
                ["version"] = (await db.Customers.SingleAsync(c => c.Id == customer)).Version.ToString(),
                ["contact"] = Text(await db.Contacts.Where(c => c.CustomerId == customer).Select(c => c.Id).SingleAsync()),
                ["heir"] = Text(app.Company[Who.RepEast3].Id),
                ["key"] = Guid.NewGuid().ToString(),
                ["name"] = $"路由新增{number}号",
                ["mobile"] = Forms.NewMobile(),
                ["ownMobile"] = asker is { } who ? (await db.Users.SingleAsync(u => u.Id == app.Company[who].Id)).Mobile! : "",
                ["user"] = Text(user),
                ["disabledUser"] = Text(disabled),
                ["userName"] = $"newcomer{number}",
                ["userVersion"] = account.ConcurrencyStamp!,
                ["department"] = Text(department),
                ["departmentVersion"] = (await db.Departments.SingleAsync(d => d.Id == department)).Version.ToString(),
                ["firstDepartment"] = Text(app.Company.DepartmentEast),
            };
        });
        return text => values.Aggregate(text, (result, value) => result.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private async Task<(int Customer, int FollowUp)> ShareAsync(int customerId)
    {
        await app.DbAsync(async db =>
        {
            var customer = await db.Customers.Include(c => c.Collaborators).SingleAsync(c => c.Id == customerId);
            customer.AddCollaborator(new Collaborator(app.Company[Who.RepEast2].Id, canEdit: false, until: null));
            customer.AddCollaborator(new Collaborator(app.Company[Who.RepEast3].Id, canEdit: true, until: null));
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        return (customerId, await app.WithAsync<FollowUpWriting, int>(w => w.PlanAsync(
            customerId, Forms.Plan(new DateTime(2026, 11, 20, 9, 0, 0)), app.As(Who.RepEast), CancellationToken.None)));
    }

    private Task<int> HireAsync(string suffix, bool active) => app.DbAsync(async db =>
    {
        var name = $"target{number}{suffix}";
        var user = new CrmUser(name, "目标", name, app.Company.DepartmentSouth, await db.Roles.Where(r => r.Code == BuiltInRoles.Rep).Select(r => r.Id).SingleAsync(), TestClock.Start)
        {
            NormalizedUserName = name.ToUpperInvariant(),
            PasswordHash = "x",
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        user.SetActive(active);
        db.Users.Add(user);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return user.Id;
    });

    private Task<int> FoundAsync() => app.DbAsync(async db =>
    {
        var department = new Department($"目标部门{number}", null, 100 + number);
        db.Departments.Add(department);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return department.Id;
    });
}
