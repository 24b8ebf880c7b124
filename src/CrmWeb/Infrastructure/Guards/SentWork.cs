using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>What a form that arrived asks to be done: it can be given up until its first write has been answered by the database, and never after.</summary>
internal sealed class SentWork : IDisposable
{
    private const int Waits = 0;
    private const int HasBegun = 1;
    private const int IsGivenUp = 2;

    private static readonly AsyncLocal<SentWork?> Current = new();
    private readonly CancellationTokenSource stop;
    private readonly CancellationTokenRegistration leaving;
    private int state;

    private SentWork(CancellationToken sender, CancellationToken end)
    {
        stop = CancellationTokenSource.CreateLinkedTokenSource(end);
        leaving = sender.Register(() =>
        {
            if (Interlocked.CompareExchange(ref state, IsGivenUp, Waits) == Waits)
                stop.Cancel();
        });
    }

    /// <summary>Cancelled when the work is to stop.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Also makes it known to everything that the caller calls from here on.</summary>
    /// <param name="sender">Cancelled when the sender leaves.</param>
    /// <param name="end">Cancelled when the program ends.</param>
    public static SentWork Start(CancellationToken sender, CancellationToken end) => Current.Value = new SentWork(sender, end);

    public void Dispose()
    {
        leaving.Dispose();
        stop.Dispose();
    }

    /// <summary>
    /// Notices the first write. Its answer counts, not its asking: on a server the first statement of a save is the one that waits
    /// for the rows somebody else has locked.
    /// </summary>
    internal sealed class FirstWrite : DbCommandInterceptor
    {
        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) => new(Begun(eventData, result));

        public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) => Begun(eventData, result);

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) => new(Begun(eventData, result));

        public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Begun(eventData, result);

        private static T Begun<T>(CommandEventData answered, T result)
        {
            if (answered.CommandSource is not (CommandSource.LinqQuery or CommandSource.FromSqlQuery) && Current.Value is { } sent)
                Interlocked.CompareExchange(ref sent.state, HasBegun, Waits);
            return result;
        }
    }
}
