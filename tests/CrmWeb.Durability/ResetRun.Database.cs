using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CrmWeb.Durability;

/// <content>What the database says of it.</content>
public sealed partial class ResetRun
{
    /// <summary>On a server: connections in whose transaction nobody goes on, and more of them than people were at work.</summary>
    private async Task LeftOpenAsync()
    {
        if (settings.Provider != DatabaseProvider.PostgreSql)
            return;
        await using var own = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings.ConnectionString) { Pooling = false }.ToString());
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText = "SELECT COALESCE(SUM((state LIKE 'idle in transaction%')::int), 0)::int, COUNT(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        say($"{reader.GetInt32(1)} connections, {reader.GetInt32(0)} idle in a transaction");
        if (reader.GetInt32(0) > 0)
            Note($"{reader.GetInt32(0)} connections idle in a transaction");
    }

    /// <summary>How much was saved, whoever waited for it or not; moves to another stage have a history of their own.</summary>
    private Task<int> EntriesAsync() => WithDatabaseAsync(async db => await db.AuditEntries.CountAsync() + await db.StageChanges.CountAsync());

    private async Task<T> WithDatabaseAsync<T>(Func<CrmDbContext, Task<T>> read)
    {
        var options = new DbContextOptionsBuilder<CrmDbContext>();
        PersistenceModule.Use(options, settings.Provider, settings.ConnectionString);
        await using var db = new CrmDbContext(options.Options);
        return await read(db);
    }
}
