using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization;

/// <summary>Colleagues of one name are told apart, others keep their plain name; whatever shows people asks the directory.</summary>
public sealed class UserNamesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task Namesakes_stand_with_department_or_number_and_nobody_else_does()
    {
        await AddAsync("刘洋", "N001", app.Company.DepartmentShanghai);
        await AddAsync("刘　洋", "N002", app.Company.DepartmentSouth);
        await AddAsync("Ｌｅｏ", "N003", app.Company.DepartmentSouth);
        await AddAsync("leo", null, app.Company.DepartmentSouth, userName: "leo.b");
        await AddAsync("谢静", "N005", app.Company.DepartmentSouth);
        await AddAsync("谢静", "N006", app.Company.DepartmentSouth, active: false);
        app.Services.GetRequiredService<UserDirectory>().Invalidate();

        var people = await app.Services.GetRequiredService<UserDirectory>().GetAsync(CancellationToken.None);
        string[] Shown(string own) => [.. people.All.Where(u => u.OwnName == own).OrderBy(u => u.Id).Select(u => u.Name)];
        Assert.Equal(["刘洋 · 上海组"], Shown("刘洋"));
        Assert.Equal(["刘　洋 · 华南区"], Shown("刘　洋"));
        Assert.Equal(["Ｌｅｏ · N003"], Shown("Ｌｅｏ"));
        Assert.Equal(["leo · leo.b"], Shown("leo"));
        Assert.Equal(["谢静", "谢静 · N006"], Shown("谢静"));
        Assert.Equal(["王海涛"], Shown("王海涛"));
        Assert.Equal("刘洋 · 上海组", people.Name(people.All.Single(u => u.OwnName == "刘洋").Id));
    }

    private Task<int> AddAsync(string name, string? number, int department, bool active = true, string? userName = null) => app.DbAsync(async db =>
    {
        var role = await db.Roles.SingleAsync(r => r.Code == BuiltInRoles.Rep);
        var own = userName ?? $"same{number}";
        var user = new CrmUser(own, name, number, department, role.Id, TestClock.Start) { NormalizedUserName = own.ToUpperInvariant(), SecurityStamp = "x" };
        db.Users.Add(user);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, active));
    });
}
