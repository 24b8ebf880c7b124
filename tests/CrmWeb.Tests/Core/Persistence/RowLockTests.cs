using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>What a lock writes and in which order, which two who want the same rows would otherwise end each other by.</summary>
public sealed class RowLockTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static CancellationToken None => CancellationToken.None;

    [PostgresFact]
    public async Task One_department_stands_for_the_tree_and_the_others_stay_as_they_are()
    {
        var last = await app.DbAsync(db => db.Departments.MaxAsync(d => d.Id));
        await using var held = await HeldRows.OfAsync(app.Settings, "Departments", last);
        Assert.True(await app.WithAsync<DepartmentAdministration, int>(a => a.CreateAsync(new DepartmentForm { Name = "锁外新部门" }, app.As(Who.Admin), None)) > last);
    }

    [PostgresFact]
    public async Task One_entry_stands_for_its_list_and_the_others_stay_as_they_are()
    {
        var last = await app.DbAsync(db => db.ListItems.Where(i => i.Kind == ListKind.Source).MaxAsync(i => i.Id));
        await using var held = await HeldRows.OfAsync(app.Settings, "ListItems", last);
        Assert.True(await app.WithAsync<ListService, int>(s => s.CreateAsync(
            ListKind.Source, new ListItemForm { Code = "beside-lock", Zh = "锁外来源", En = "Beside the lock" }, app.As(Who.Admin), None)) > last);
    }

    [PostgresFact]
    public async Task Several_rows_are_locked_in_the_order_of_their_ids_wherever_they_lie()
    {
        int[] ids = [await app.RegisterAsync(Who.RepEast, Forms.Customer("苏州先锁轴承有限公司")), await app.RegisterAsync(Who.RepEast, Forms.Customer("苏州后锁轴承有限公司"))];

        // The first one is written anew behind the second, which a search through the table meets first then.
        await app.DbAsync(db => db.Customers.Where(c => c.Id == ids[0]).ExecuteUpdateAsync(set => set.SetProperty(c => c.ShortName, "先")));
        await using var held = await HeldRows.OfAsync(app.Settings, "Customers", ids[0]);
        var waiting = app.DbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(None);
            await db.Database.ExecuteSqlAsync($"SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off");
            return await RowLock.LockInOrderAsync(db, db.Customers.Where(c => ids.Contains(c.Id)), [.. ids.Reverse()], c => c.UpdatedAt, None);
        });
        await held.WantedByAsync(1);

        // Whoever waits for the first has not taken the second.
        await using (await HeldRows.OfAsync(app.Settings, "Customers", ids[1], orFail: true))
        {
        }

        await held.DisposeAsync();
        Assert.Equal(2, await waiting);
    }
}
