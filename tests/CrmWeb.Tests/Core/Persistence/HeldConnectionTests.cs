using System.Data;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>One connection for what a page asks, and none left open afterwards.</summary>
public sealed class HeldConnectionTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task On_SQLite_it_stays_open_between_questions_and_not_a_moment_longer()
    {
        var settings = app.Services.GetRequiredService<DatabaseSettings>();
        var (between, after) = await app.DbAsync(async db =>
        {
            ConnectionState between;
            await using (await new HeldConnection(db, settings).HoldAsync(CancellationToken.None))
            {
                await db.Customers.CountAsync();
                between = db.Database.GetDbConnection().State;
            }

            return (between, db.Database.GetDbConnection().State);
        });

        Assert.Equal(settings.Provider == DatabaseProvider.Sqlite ? ConnectionState.Open : ConnectionState.Closed, between);
        Assert.Equal(ConnectionState.Closed, after);
    }

    [Fact]
    public async Task A_page_gives_its_connection_back()
    {
        var browser = await app.ClientAsync(Who.MgrEast);
        foreach (var address in new[] { "/", "/customers", "/customers?stage=no-such-stage", "/customers/0" })
            await browser.GetAsync(address);

        // More contexts at once than were ever needed, so that those of the pages are among them: what they ask closes behind it.
        var contexts = app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        List<CrmDbContext> pooled = [.. Enumerable.Range(0, 20).Select(_ => contexts.CreateDbContext())];
        foreach (var db in pooled)
        {
            await db.Customers.AnyAsync();
            Assert.Equal(ConnectionState.Closed, db.Database.GetDbConnection().State);
        }

        pooled.ForEach(db => db.Dispose());
    }
}
