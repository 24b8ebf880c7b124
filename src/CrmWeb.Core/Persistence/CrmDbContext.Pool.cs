using System.Data;
using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <content>How a context goes back into its pool.</content>
public sealed partial class CrmDbContext
{
    /// <inheritdoc/>
    public override void Dispose()
    {
        try
        {
            LetGo();
        }
        finally
        {
            base.Dispose();
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            await LetGoAsync();
        }
        finally
        {
            await base.DisposeAsync();
        }
    }

    /// <summary>
    /// A context goes back into a pool, and what it kept goes with it: a transaction or connection that Entity Framework left open
    /// because beginning was cancelled, a change log half written, whom it last saved for. The next borrower gets none of it.
    /// </summary>
    private async ValueTask LetGoAsync()
    {
        if (!IsBorrowed())
            return;
        if (Database.CurrentTransaction is { } transaction)
            await transaction.DisposeAsync();
        for (var times = 0; times < MostOpenings && IsOpen; times++)
            await Database.CloseConnectionAsync();
        if (IsOpen)
            await Database.GetDbConnection().CloseAsync();
    }

    /// <inheritdoc cref="LetGoAsync"/>
    private void LetGo()
    {
        if (!IsBorrowed())
            return;
        Database.CurrentTransaction?.Dispose();
        for (var times = 0; times < MostOpenings && IsOpen; times++)
            Database.CloseConnection();
        if (IsOpen)
            Database.GetDbConnection().Close();
    }

    /// <summary>A pool that is given up disposes once more of what lies in it.</summary>
    private bool IsBorrowed()
    {
        if (letGo == ContextId)
            return false;
        letGo = ContextId;
        (Actor, PendingAudit, WritesOwnAudit, Wakes) = (UserScope.System, null, false, Wake.None);
        NotedChanges.Clear();
        return true;
    }

    /// <summary>Whether whoever borrowed it as this lease still has it, and has a transaction open.</summary>
    internal bool IsInTransaction(DbContextId lease) => lease == ContextId && lease != letGo && Database.CurrentTransaction is not null;

    private bool IsOpen => Database.GetDbConnection().State != ConnectionState.Closed;
}
