using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Testing;

/// <summary>
/// Has something else happen, whole, at a moment that otherwise only luck would hit: when a question of a test's choosing has been
/// answered, and before whoever asked it goes on.
/// </summary>
public sealed class Meanwhile : DbCommandInterceptor
{
    private Func<string, bool>? wanted;
    private Func<Task>? happens;

    /// <param name="question">Which command, by its text. The first one only.</param>
    public void Answered(Func<string, bool> question, Func<Task> happening) => (wanted, happens) = (question, happening);

    /// <summary>Whether it has happened.</summary>
    public bool Happened => happens is null;

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (wanted?.Invoke(command.CommandText) == true && Interlocked.Exchange(ref happens, null) is { } now)
        {
            wanted = null;
            await now();
        }

        return result;
    }
}

/// <summary>The services of Core, two of whose users a test can bring together.</summary>
public sealed class MeanwhileFixture : CoreFixture
{
    public Meanwhile Meanwhile { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Sql, Meanwhile];
}
