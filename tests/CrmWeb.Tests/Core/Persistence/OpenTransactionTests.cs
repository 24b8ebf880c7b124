using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>What is cached and has grown old in the middle of a transaction is read in it, and what it says stays there.</summary>
public sealed class OpenTransactionTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private DepartmentTree Tree => app.Services.GetRequiredService<DepartmentTree>();

    [Fact]
    public async Task In_the_middle_of_a_transaction_its_own_changes_are_read_and_nobody_else_is_told_of_them()
    {
        var before = await NameAsync();
        await app.DbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await RenameAsync(db, "正在改名的部门");
            Tree.Invalidate();
            Assert.Equal("正在改名的部门", await NameAsync());
            Assert.Equal("正在改名的部门", await NameAsync());
            await transaction.RollbackAsync();
            Assert.Equal(before, await NameAsync());
            return 0;
        });

        Assert.Equal(before, await NameAsync());
    }

    [Fact]
    public async Task Whoever_has_no_transaction_of_its_own_reads_what_is_committed()
    {
        await app.DbAsync(async db =>
        {
            await ChangeAsync(db);
            Assert.Null(OpenTransaction.Context);
            return 0;
        });
        Assert.Null(OpenTransaction.Context);

        async Task ChangeAsync(CrmDbContext db)
        {
            Assert.Null(OpenTransaction.Context);
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.Same(db, OpenTransaction.Context);
        }
    }

    [Fact]
    public async Task A_context_given_back_with_its_transaction_is_not_taken_for_that_of_its_next_borrower()
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        await using (var db = await databases.CreateDbContextAsync())
        {
            await db.Database.BeginTransactionAsync();
            Assert.Same(db, OpenTransaction.Context);
        }

        Assert.Null(OpenTransaction.Context);
        List<CrmDbContext> next = [.. Enumerable.Range(0, 5).Select(_ => databases.CreateDbContext())];
        foreach (var db in next)
        {
            await using var transaction = await Task.Run(() => db.Database.BeginTransactionAsync());
            Assert.Null(OpenTransaction.Context);
        }

        foreach (var db in next)
            await db.DisposeAsync();
    }

    /// <summary>A change that a field of the company's own had noted was written as if the next borrower had made it.</summary>
    [Fact]
    public async Task What_was_noted_for_the_change_log_and_never_saved_is_gone_with_its_context_and_with_another_try()
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        await using (var db = await databases.CreateDbContextAsync())
            db.NotedChanges.Add(new NotedChange("Customer", app.Company.EastCustomer, "cf.lost", "1", "2"));
        List<CrmDbContext> next = [.. Enumerable.Range(0, 5).Select(_ => databases.CreateDbContext())];
        Assert.All(next, db => Assert.Empty(db.NotedChanges));
        foreach (var db in next)
            await db.DisposeAsync();

        var tries = 0;
        await app.DbAsync(db => ConflictRetry.RunAsync(db, () =>
        {
            Assert.Empty(db.NotedChanges);
            db.NotedChanges.Add(new NotedChange("Customer", app.Company.EastCustomer, "cf.lost", "1", "2"));
            return ++tries == 1 ? throw new EditConflictException() : Task.FromResult(0);
        }));
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task The_tests_refuse_whatever_is_asked_beside_an_open_transaction()
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => app.DbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await using var other = await databases.CreateDbContextAsync();
            return await other.Departments.CountAsync();
        }));
        Assert.Contains("another connection", refused.Message, StringComparison.Ordinal);
        Assert.True(await app.DbAsync(db => db.Departments.CountAsync()) > 0);
    }

    private async Task<string> NameAsync() => (await Tree.GetAsync(None)).ById(app.Company.DepartmentSouth)!.Name;

    private Task RenameAsync(CrmDbContext db, string name) =>
        db.Departments.Where(d => d.Id == app.Company.DepartmentSouth).ExecuteUpdateAsync(s => s.SetProperty(d => d.Name, name));
}
