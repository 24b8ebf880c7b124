using System.Runtime.CompilerServices;

namespace CrmWeb.Core.Exports;

/// <summary>A list as its reader sees it, to be read whole: first the ids in order, then rows by ids, some hundred at a time.</summary>
public abstract class ExportSource
{
    /// <summary>So many rows are asked for by one question.</summary>
    public const int RowsAtOnce = 500;

    /// <summary>Ids of the rows that fit, in the list's order.</summary>
    /// <param name="most">No more than this.</param>
    public abstract Task<IReadOnlyList<int>> IdsAsync(int most, CancellationToken ct);

    /// <summary>The heads of the chosen columns.</summary>
    /// <param name="keys">Columns of the list, in order.</param>
    public abstract IReadOnlyList<ExportHead> Heads(IReadOnlyList<string> keys);

    /// <summary>The rows in the order of their ids, in pieces; those that have gone out of the reader's sight are left out.</summary>
    /// <param name="keys">Columns of the list, in order.</param>
    public abstract IAsyncEnumerable<IReadOnlyList<ExportCell[]>> RowsAsync(IReadOnlyList<int> ids, IReadOnlyList<string> keys, CancellationToken ct);
}

/// <summary>A list of rows of one type.</summary>
/// <param name="columns">All there are: those of every row, and those of each column of the list.</param>
/// <param name="ids">Tells at most so many ids of the rows that fit.</param>
/// <param name="rows">Reads the rows of some ids that the reader still sees, in their order; is told which columns are wanted.</param>
public sealed class ExportSource<T>(
    IReadOnlyList<ExportColumn<T>> columns, Func<int, CancellationToken, Task<IReadOnlyList<int>>> ids,
    Func<List<int>, IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<T>>> rows) : ExportSource
{
    public override Task<IReadOnlyList<int>> IdsAsync(int most, CancellationToken ct) => ids(most, ct);

    public override IReadOnlyList<ExportHead> Heads(IReadOnlyList<string> keys) => [.. Chosen(keys).Select(c => c.Head)];

    public override async IAsyncEnumerable<IReadOnlyList<ExportCell[]>> RowsAsync(IReadOnlyList<int> ids, IReadOnlyList<string> keys, [EnumeratorCancellation] CancellationToken ct)
    {
        var chosen = Chosen(keys);
        foreach (var some in ids.Chunk(RowsAtOnce))
        {
            var read = await rows([.. some], keys, ct);
            yield return [.. read.Select(row => Array.ConvertAll(chosen, c => c.Cell(row)))];
        }
    }

    private ExportColumn<T>[] Chosen(IReadOnlyList<string> keys) => [.. columns.Where(c => c.Key.Length == 0), .. keys.SelectMany(Of)];

    /// <exception cref="InvalidOperationException">The list has a column that nobody told how to write.</exception>
    private List<ExportColumn<T>> Of(string key)
    {
        List<ExportColumn<T>> cells = [.. columns.Where(c => c.Key == key)];
        return cells.Count > 0 ? cells : throw new InvalidOperationException($"The column {key} is in no file.");
    }
}
