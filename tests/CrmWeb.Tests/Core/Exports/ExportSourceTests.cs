using CrmWeb.Core.Exports;
using Xunit;

namespace CrmWeb.Tests.Core.Exports;

/// <summary>How the rows of a long list are read.</summary>
[Trait("Category", "Pure")]
public sealed class ExportSourceTests
{
    [Fact]
    public async Task Rows_are_read_in_pieces_each_by_one_question_when_the_one_before_is_written()
    {
        List<int> asked = [];
        var source = new ExportSource<int>(
            [new ExportColumn<int>("", "号", n => $"{n}"), new ExportColumn<int>("a", "甲", n => $"甲{n}"), new ExportColumn<int>("b", "乙", n => $"乙{n}")],
            (most, _) => Task.FromResult<IReadOnlyList<int>>([.. Enumerable.Range(1, most)]),
            (ids, _, _) =>
            {
                asked.Add(ids.Count);
                return Task.FromResult<IReadOnlyList<int>>(ids);
            });
        var ids = await source.IdsAsync(1_200, CancellationToken.None);
        List<string> written = [];
        await foreach (var rows in source.RowsAsync(ids, ["b", "a"], CancellationToken.None))
        {
            Assert.Equal((written.Count / ExportSource.RowsAtOnce) + 1, asked.Count);
            written.AddRange(rows.Select(r => string.Join(' ', r.Select(c => c.Text))));
        }

        Assert.Equal([500, 500, 200], asked);
        Assert.Equal(1_200, written.Count);
        Assert.Equal(("1 乙1 甲1", "1200 乙1200 甲1200"), (written[0], written[^1]));
        Assert.Equal(["号", "乙", "甲"], source.Heads(["b", "a"]).Select(h => h.Label));
    }
}
