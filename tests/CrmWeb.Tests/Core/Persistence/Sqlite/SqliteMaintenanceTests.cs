using System.Collections.Concurrent;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Core.Requests;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Sqlite;

/// <summary>A write that never ends stands in the way of others for so long and no longer, and ends nothing but itself.</summary>
[Trait("Category", "Pure")]
public sealed class SqliteMaintenanceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Briefly = TimeSpan.FromMilliseconds(50);

    private readonly string folder = Directory.CreateTempSubdirectory("crm-gate-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Whoever_has_waited_long_enough_is_told_so()
    {
        using var gate = new SqliteWriteGate(patience: Briefly);
        var lease = await gate.EnterAsync(CancellationToken.None);
        await Assert.ThrowsAsync<DatabaseBusyException>(() => gate.EnterAsync(CancellationToken.None)).WaitAsync(Patience);
        Assert.Throws<DatabaseBusyException>(gate.Enter);
        Assert.Equal(0, gate.Waiting);

        lease.Dispose();
        await gate.EnterAsync(CancellationToken.None).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_gate_that_stays_shut_does_not_end_the_care_for_the_file()
    {
        using var gate = new SqliteWriteGate(patience: Briefly);
        var lease = await gate.EnterAsync(CancellationToken.None);
        var said = new Said();
        var settings = new DatabaseSettings(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, "crm.db")}", folder);
        using var maintenance = new SqliteMaintenance(settings, gate, said);
        await maintenance.StartAsync(CancellationToken.None);

        // The figures, which the first round looks after, and a checkpoint.
        Assert.True(SpinWait.SpinUntil(() => !said.Failures.IsEmpty || maintenance.ExecuteTask!.IsCompleted, Patience));
        Assert.IsType<DatabaseBusyException>(said.Failures.First());
        await maintenance.CheckpointAsync("PASSIVE", CancellationToken.None);
        Assert.Equal(2, said.Failures.Count);
        Assert.False(maintenance.ExecuteTask!.IsCompleted);

        lease.Dispose();
        await maintenance.CheckpointAsync("PASSIVE", CancellationToken.None);
        Assert.Equal(2, said.Failures.Count);
        await maintenance.StopAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.True(maintenance.ExecuteTask!.IsCompletedSuccessfully);
    }

    private sealed class Said : ILogger<SqliteMaintenance>
    {
        public ConcurrentQueue<Exception> Failures { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (exception is not null)
                Failures.Enqueue(exception);
        }
    }
}
