using System.Linq.Expressions;
using CrmWeb.Core.Reports;

namespace CrmWeb.Core.ReportTemplates.Fields;

/// <summary>A row with one of its numbers, which is an amount or a whole number.</summary>
internal sealed class Valued<T>
{
    public required T Row { get; init; }

    public decimal? Amount { get; init; }

    public int? Whole { get; init; }
}

/// <summary>What one reader sees of a subject: its rows, its fields, and the list that shows the rows.</summary>
/// <param name="Parts">All rows, in one or two questions; no row is in both.</param>
/// <param name="All">All rows in one question, for a list that goes by pages.</param>
/// <param name="Id">Unique among the rows.</param>
/// <param name="Record">Which record a row of a list leads to.</param>
internal sealed record SubjectRows<T>(
    IReadOnlyList<IQueryable<T>> Parts, IQueryable<T> All, Expression<Func<T, int>> Id, Expression<Func<T, int>> Record, IReadOnlyList<TemplateField> Fields)
{
    /// <summary>Numbers of further rows that hang on a row, by the field's key: each row as often as there are such.</summary>
    public IReadOnlyDictionary<string, Func<IQueryable<T>, IQueryable<Valued<T>>>> Joined { get; init; } = new Dictionary<string, Func<IQueryable<T>, IQueryable<Valued<T>>>>();

    /// <summary>The list that shows the rows; null where none does.</summary>
    public ReportRows? List { get; init; }

    /// <summary>What the list is asked for so that it shows just these rows.</summary>
    public IReadOnlyList<(string Name, string? Value)> Conditions { get; init; } = [];

    public TemplateField? Find(string key) => Fields.FirstOrDefault(f => f.Key == key);
}
