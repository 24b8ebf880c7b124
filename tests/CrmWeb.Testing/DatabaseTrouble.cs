using System.Data.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Testing;

/// <summary>Makes the database fail the way a product would, for as long as a test wants.</summary>
public sealed class DatabaseTrouble : DbConnectionInterceptor, IDbTransactionInterceptor, IDbCommandInterceptor
{
    /// <summary>What opening a connection fails with: a database that is away.</summary>
    public Exception? OnOpen { get; set; }

    /// <summary>What a commit, or a single statement that writes, fails with: a full disk.</summary>
    public Exception? OnCommit { get; set; }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
        OnOpen is null ? result : throw OnOpen;

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        OnOpen is null ? ValueTask.FromResult(result) : throw OnOpen;

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        OnCommit is null ? ValueTask.FromResult(result) : throw OnCommit;

    public ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        OnCommit is null ? ValueTask.FromResult(result) : throw OnCommit;
}

/// <summary>The program on a database that can be made to fail.</summary>
public sealed class TroubledApp : CrmApp
{
    public DatabaseTrouble Trouble { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IInterceptor>(Trouble));
    }
}
