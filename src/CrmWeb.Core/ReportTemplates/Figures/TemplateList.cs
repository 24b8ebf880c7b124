using System.Linq.Expressions;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>A row of a plain list.</summary>
/// <param name="RecordId">The record it leads to.</param>
public sealed record TemplateListRow(int RecordId, IReadOnlyList<ExportCell> Cells);

/// <summary>One page of a plain list.</summary>
public sealed record TemplateListPage(IReadOnlyList<ExportHead> Heads, PageOf<TemplateListRow> Page)
{
    /// <summary>The ids of the whole result in its order, so many at most.</summary>
    internal Func<int, CancellationToken, Task<IReadOnlyList<int>>> IdsAsync { get; init; } = (_, _) => Task.FromResult<IReadOnlyList<int>>([]);

    /// <summary>Rows by ids, in that order; what has gone out of sight since is left out.</summary>
    internal Func<List<int>, CancellationToken, Task<IReadOnlyList<TemplateListRow>>> OfIdsAsync { get; init; } = (_, _) => Task.FromResult<IReadOnlyList<TemplateListRow>>([]);
}

/// <summary>Lists the rows of a subject, a page at a time.</summary>
internal sealed class SubjectList<T>(SubjectRows<T> subject, TemplateReading reading, TemplateDefinition said, OrganizationClock clock)
{
    public IReadOnlyList<ExportHead> Heads => [.. reading.Fields.Select(f => new ExportHead(f.Label, f.Shape switch
    {
        FieldShape.Day => ExportKind.Day,
        FieldShape.Moment => ExportKind.Time,
        FieldShape.Money => ExportKind.Money,
        FieldShape.Whole or FieldShape.Number => ExportKind.Number,
        _ => ExportKind.Text,
    }))];

    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<TemplateListPage> ReadAsync(PageWanted wanted, CancellationToken ct)
    {
        var chosen = Chosen();
        var total = await chosen.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        return new TemplateListPage(Heads, new PageOf<TemplateListRow>(total == 0 ? [] : await RowsAsync(Sorted(chosen).Skip(skip).Take(wanted.Size), ct), total, wanted.Number, wanted.Size))
        {
            IdsAsync = IdsAsync,
            OfIdsAsync = OfIdsAsync,
        };
    }

    private async Task<IReadOnlyList<int>> IdsAsync(int most, CancellationToken ct) => await Sorted(Chosen()).Select(subject.Id).Take(most).ToListAsync(ct);

    private async Task<IReadOnlyList<TemplateListRow>> OfIdsAsync(List<int> ids, CancellationToken ct)
    {
        var contained = Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(int)], Expression.Property(Expression.Constant(new Held<List<int>>(ids)), "Value"), subject.Id.Body);
        return await RowsAsync(Sorted(Chosen().Where(Expression.Lambda<Func<T, bool>>(contained, subject.Id.Parameters))), ct);
    }

    private IQueryable<T> Chosen() => reading.Filters.Aggregate(subject.All, (rows, filter) => rows.Where(filter, clock));

    private IQueryable<T> Sorted(IQueryable<T> rows)
    {
        var name = said.Sort?.TrimStart('-');
        var field = reading.Fields.Find(f => f.Key == name && f.IsSortable);
        if (field is null)
            return rows.OrderByDescending(subject.Id);
        var sorts = field.Value switch
        {
            Expression<Func<T, DateTime?>> moment => new ColumnSorts<T>().By(name!, moment, Missing.Last),
            Expression<Func<T, DateOnly?>> day => new ColumnSorts<T>().By(name!, day, Missing.Last),
            Expression<Func<T, decimal?>> amount => new ColumnSorts<T>().By(name!, amount, Missing.Last),
            _ => new ColumnSorts<T>().By(name!, (Expression<Func<T, int?>>)field.Value!, Missing.Last),
        };
        return sorts.Order(rows, SortOrder.Of(said.Sort, said.Sort!, sorts.Names)).ThenByDescending(subject.Id);
    }

    private async Task<IReadOnlyList<TemplateListRow>> RowsAsync(IQueryable<T> rows, CancellationToken ct)
    {
        var row = Expression.Parameter(typeof(T), "r");
        var values = reading.Fields.Select(f => f.Value!).Prepend(subject.Record).Select(v => (Expression)Expression.Convert(ParameterSwap.BodyOf(v, row), typeof(object)));
        var read = await rows.Select(Expression.Lambda<Func<T, object?[]>>(Expression.NewArrayInit(typeof(object), values), row)).ToListAsync(ct);
        return [.. read.Select(r => new TemplateListRow((int)r[0]!, [.. reading.Fields.Select((f, i) => Cell(f, r[i + 1]))]))];
    }

    private ExportCell Cell(TemplateField field, object? value) => value switch
    {
        null => ExportCell.Of((string?)null),
        int id when field.Choices is { } choices => ExportCell.Of(choices.Group(id).Label),
        int number => ExportCell.Of((decimal?)number),
        decimal number => ExportCell.Of((decimal?)number),
        DateOnly day => ExportCell.Of((DateOnly?)day),
        DateTime at => ExportCell.At(clock.ToLocal(at)),
        _ => ExportCell.Of((string?)value),
    };
}
