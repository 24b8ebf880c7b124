using CrmWeb.Core.Downloads;
using CrmWeb.Core.Exports;
using CrmWeb.Core.SavedViews;
using CrmWeb.Core.Text;
using CrmWeb.Pages.Lists;
using CrmWeb.TagHelpers;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http.Extensions;

namespace CrmWeb.Pages.Exports;

/// <summary>A list whose rows can be taken along as a file.</summary>
public interface IListExport
{
    /// <summary>The list's code, which is the first part of the export's address, too.</summary>
    string Code { get; }

    /// <summary>Where the list is.</summary>
    string Address { get; }

    /// <summary>Its name in the reader's language.</summary>
    string Title { get; }

    /// <summary>The list as this query asks for it.</summary>
    /// <exception cref="BadQueryException">A part of the query means nothing.</exception>
    Task<ListParts> OfAsync(string query, CancellationToken ct);
}

/// <summary>What a list contributes: the same columns, conditions and questions as its page.</summary>
/// <param name="ConditionsAsync">What it can be asked for; only a page that shows them asks.</param>
/// <param name="CountAsync">How many rows fit.</param>
public sealed record ListParts(
    IReadOnlyList<ListColumn> Columns, Func<CancellationToken, Task<IReadOnlyList<ListCondition>>> ConditionsAsync, ExportSource Source, Func<CancellationToken, Task<int>> CountAsync)
{
    /// <summary>What is shown besides the conditions, in words: which of several tabs.</summary>
    public IReadOnlyList<string> Place { get; init; } = [];
}

/// <summary>A list that is about to be taken along, as a page shows it.</summary>
/// <param name="Faults">Why its conditions cannot be read; none where they can.</param>
public sealed record OpenedList(ListFrame Frame, ListParts Parts, ExportedList List, IReadOnlyList<ValidationFailure> Faults);

/// <summary>The lists that can be taken along, as their readers see them.</summary>
public sealed class ListExports(IEnumerable<IListExport> lists, SavedViewQueries views, UserScope by) : IExportedLists
{
    /// <summary>With what a page says of it: how many rows there are, and under which conditions.</summary>
    /// <param name="code">Code of the list.</param>
    /// <param name="request">Asks for the export with the query of the list.</param>
    /// <exception cref="NotFoundException">There is no such list.</exception>
    /// <exception cref="BadQueryException">A part of the query means nothing.</exception>
    public async Task<OpenedList> ShowAsync(string code, HttpRequest request, CancellationToken ct)
    {
        var (parts, list, shown) = await ReadAsync(code, request, ct);
        var (total, faults) = await CountAsync(parts, ct);
        var frame = new ListFrame(request, code, Find(code).Address) { Conditions = await parts.ConditionsAsync(ct), Columns = parts.Columns, Shown = shown, Total = total };
        return new OpenedList(frame, parts, list, faults);
    }

    /// <summary>What its file needs, and nothing of what its page would say.</summary>
    /// <inheritdoc cref="ShowAsync"/>
    public async Task<ExportedList> OpenAsync(string code, HttpRequest request, CancellationToken ct) => (await ReadAsync(code, request, ct)).List;

    /// <inheritdoc/>
    public async Task<ExportedList> OpenAsync(string code, string query, IReadOnlyList<string> shown, CancellationToken ct)
    {
        var list = Find(code);
        var parts = await list.OfAsync($"?{query}", ct);
        return Listed(list, parts, query, [.. shown.Where(key => parts.Columns.Any(c => c.Key == key))]);
    }

    private async Task<(ListParts Parts, ExportedList List, IReadOnlyList<ShownColumn> Shown)> ReadAsync(string code, HttpRequest request, CancellationToken ct)
    {
        var list = Find(code);
        var query = QueryOf(request);
        var parts = await list.OfAsync(query, ct);
        var shown = ColumnLayout.Of(parts.Columns, request, await views.OfListAsync(code, by, ct));
        return (parts, Listed(list, parts, query.TrimStart('?'), [.. shown.Select(s => s.Column.Key)]), shown);
    }

    private IListExport Find(string code) => lists.FirstOrDefault(l => l.Code == code) ?? throw new NotFoundException();

    private static ExportedList Listed(IListExport list, ListParts parts, string query, IReadOnlyList<string> shown) =>
        new(list.Code, list.Title, query, shown, [.. shown, .. parts.Columns.Select(c => c.Key).Except(shown)], parts.Source, parts.CountAsync);

    private static async Task<(int Total, IReadOnlyList<ValidationFailure> Faults)> CountAsync(ListParts parts, CancellationToken ct)
    {
        try
        {
            return (await parts.CountAsync(ct), []);
        }
        catch (ValidationException broken)
        {
            return (0, [.. broken.Errors]);
        }
    }

    /// <summary>What of the address is the list's; texts as every page takes them.</summary>
    private static string QueryOf(HttpRequest request) => new QueryBuilder(QueryAddress.Pairs(request)
        .Where(p => p.Key.ToLowerInvariant() is not (ListFrame.Viewed or "p" or "size")).Select(p => KeyValuePair.Create(p.Key, StorableText.Of(p.Value)))).ToString();
}
