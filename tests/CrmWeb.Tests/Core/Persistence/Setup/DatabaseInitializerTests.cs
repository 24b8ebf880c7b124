using System.Collections.Concurrent;
using System.Data.Common;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Setup;

public sealed class DatabaseInitializerTests
{
    /// <summary>What a command is given unless told otherwise, by all three providers.</summary>
    private const int Usual = 30;

    [Fact]
    public async Task A_migration_is_given_half_an_hour_and_a_page_is_not()
    {
        await using var database = TestDatabase.Absent();
        Directory.CreateDirectory(database.Settings.DataFolder);
        var given = new GivenTimes();
        await using var services = CoreServices.Build(database.Settings, new TestClock(), [given]);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(CancellationToken.None, () =>
        {
            given.Then();
            return scope.ServiceProvider.GetRequiredService<CrmDbContext>().Users.CountAsync();
        });

        var expected = TestDatabase.Provider == DatabaseProvider.Sqlite ? Usual : (int)StartupLock.Patience.TotalSeconds;

        // Whether there is a database is asked, and it is created, before the initialization has it to itself.
        var during = given.Commands.Where(c => c.Sql != "SELECT 1" && !c.Sql.StartsWith("CREATE DATABASE", StringComparison.Ordinal)).ToList();
        Assert.Contains(during, c => c.Sql.Contains("CREATE TABLE", StringComparison.Ordinal));
        Assert.Contains(during, c => c.Sql.Contains("Commitments", StringComparison.Ordinal));
        Assert.Contains(during, c => c.IsThen);
        Assert.All(during, c => Assert.True(c.Seconds == expected, $"{c.Seconds} s for {c.Sql}"));

        given.Commands.Clear();
        await scope.ServiceProvider.GetRequiredService<CrmDbContext>().Users.CountAsync();
        Assert.Equal(Usual, Assert.Single(given.Commands).Seconds);
    }

    /// <summary>Notes how long each command was given.</summary>
    private sealed class GivenTimes : DbCommandInterceptor
    {
        private bool isThen;

        public ConcurrentQueue<(string Sql, int Seconds, bool IsThen)> Commands { get; } = new();

        /// <summary>From here on it is what was handed to the initialization.</summary>
        public void Then() => isThen = true;

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Note(command, eventData, result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Note(command, eventData, result));

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Note(command, eventData, result));

        private T Note<T>(DbCommand command, CommandEventData eventData, T result)
        {
            if (eventData.Context is not null)
                Commands.Enqueue((command.CommandText, command.CommandTimeout, isThen));
            return result;
        }
    }
}
