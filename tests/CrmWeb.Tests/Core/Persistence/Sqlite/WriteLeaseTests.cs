using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Sqlite;

/// <summary>A lease of the gate is worth what its transaction is, and ends with it, whoever forgot to give it back.</summary>
[Trait("Category", "Pure")]
public sealed class WriteLeaseTests(SqliteFile file) : IClassFixture<SqliteFile>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SqliteWriteGate gate = file.Services.GetRequiredService<SqliteWriteGate>();

    [Fact]
    public async Task A_transaction_given_up_on_a_connection_that_stays_open_is_found_by_whoever_comes_next()
    {
        await using var scope = file.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        await db.Database.OpenConnectionAsync();
        await using (await db.Database.BeginTransactionAsync())
            Assert.NotNull(gate.HeldFor);

        Assert.Null(gate.HeldFor);
        (await gate.EnterAsync(CancellationToken.None).WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task Somebody_who_waits_already_notices_that_the_transaction_before_was_given_up()
    {
        await using var scope = file.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
        await db.Database.OpenConnectionAsync();
        var transaction = await db.Database.BeginTransactionAsync();
        var waiting = gate.EnterAsync(CancellationToken.None);
        Assert.True(SpinWait.SpinUntil(() => gate.Waiting == 1, Patience));
        await transaction.DisposeAsync();
        (await waiting.WaitAsync(Patience)).Dispose();
    }

    [Fact]
    public async Task A_connection_that_closes_takes_its_lease_along()
    {
        await using var connection = new SqliteConnection(file.Settings.ConnectionString);
        await connection.OpenAsync();
        var lease = await gate.EnterAsync(CancellationToken.None);
        lease.Guard(connection.BeginTransaction());
        Assert.NotNull(gate.HeldFor);
        await connection.CloseAsync();
        Assert.Null(gate.HeldFor);

        // Given back once only, however often: a second pass would let two through.
        lease.Dispose();
        using var one = await gate.EnterAsync(CancellationToken.None).WaitAsync(Patience);
        using var tooMany = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.EnterAsync(tooMany.Token));
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_gate_to_the_others()
    {
        var lease = await gate.EnterAsync(CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var impatient = gate.EnterAsync(gone.Token);
        var patient = gate.EnterAsync(CancellationToken.None);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        lease.Dispose();
        (await patient.WaitAsync(Patience)).Dispose();
        Assert.Equal(0, gate.Waiting);
    }

    [Fact]
    public async Task At_the_end_of_the_program_nobody_waits_for_a_write_that_does_not_end()
    {
        using var ending = new SqliteWriteGate();
        var lease = await ending.EnterAsync(CancellationToken.None);
        var waiting = ending.EnterAsync(CancellationToken.None);
        ending.Hurry();
        await Assert.ThrowsAsync<DatabaseBusyException>(() => waiting.WaitAsync(Patience));

        // An open gate is passed until the very end.
        lease.Dispose();
        (await ending.EnterAsync(CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task A_beginning_that_was_cancelled_leaves_nothing_in_the_pooled_context()
    {
        var interruptions = new Interruptions();
        await using var services = CoreServices.Build(file.Settings, new TestClock(), interruptions);
        var factory = services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        var db = await factory.CreateDbContextAsync();
        using var gone = new CancellationTokenSource();

        // Opening, opened, and then the beginning.
        interruptions.At(3, gone.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => db.Database.BeginTransactionAsync(gone.Token));
        Assert.Equal("starting", interruptions.Interrupted);
        db.WritesOwnAudit = true;
        await db.DisposeAsync();

        await using var again = await factory.CreateDbContextAsync();
        Assert.Same(db, again);
        Assert.False(again.WritesOwnAudit);
        Assert.Same(UserScope.System, again.Actor);
        await again.Roles.CountAsync();
        Assert.Equal(System.Data.ConnectionState.Closed, again.Database.GetDbConnection().State);
    }

    [Fact]
    public async Task A_connection_whose_opening_was_cancelled_is_prepared_all_the_same()
    {
        var interruptions = new Interruptions();
        await using var services = CoreServices.Build(file.Settings, new TestClock(), interruptions);
        SqliteConnection.ClearAllPools();
        await services.RunAsync<CrmDbContext>(async db =>
        {
            using var gone = new CancellationTokenSource();
            interruptions.At(2, gone.Cancel);
            await db.Database.OpenConnectionAsync(gone.Token);
            Assert.Equal("opened", interruptions.Interrupted);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "PRAGMA wal_autocheckpoint";
            Assert.Equal(0L, await command.ExecuteScalarAsync());
            await db.Database.CloseConnectionAsync();
        });
    }
}
