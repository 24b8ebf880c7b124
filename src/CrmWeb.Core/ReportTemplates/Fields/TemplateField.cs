using System.Linq.Expressions;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.ReportTemplates.Figures;

namespace CrmWeb.Core.ReportTemplates.Fields;

/// <summary>What a field holds, and so what can be done with it.</summary>
public enum FieldShape
{
    /// <summary>One of several: an entry of a list, a person, a stage.</summary>
    Choice,
    Day,

    /// <summary>A time (UTC), asked for and grouped by days of the organisation.</summary>
    Moment,
    Whole,
    Number,

    /// <summary>In yuan.</summary>
    Money,

    /// <summary>Shown in a list, and nothing else: what is looked for in a text could tell it.</summary>
    Text,
}

/// <summary>A field that a template may name, as one reader finds it. What is not in the catalogue does not exist.</summary>
/// <param name="Key">Its name in definitions.</param>
/// <param name="Label">In the reader's language.</param>
public sealed record TemplateField(string Key, string Label, FieldShape Shape)
{
    /// <summary>What it is of a row: int?, DateOnly?, DateTime?, decimal? or string, after its shape. Null where it is told of further rows, see <see cref="SubjectRows{T}.Joined"/>.</summary>
    internal LambdaExpression? Value { get; init; }

    /// <summary>Of a choice: what may be chosen.</summary>
    public FieldChoices? Choices { get; init; }

    /// <summary>What the list that shows the rows calls it in its address; null where it cannot be asked by it.</summary>
    internal string? Condition { get; init; }

    /// <summary>Who did what is grouped for those who see what the team does.</summary>
    public bool IsTeams { get; init; }

    /// <summary>What a date may be grouped by.</summary>
    public static IReadOnlyList<string> Steps => DateSteps.Codes;

    /// <summary>It may be a column of a list.</summary>
    public bool IsListed => Value is not null;

    public bool IsDate => Shape is FieldShape.Day or FieldShape.Moment;

    public bool IsGroup => Shape == FieldShape.Choice || IsDate;

    public bool IsSum => Shape is FieldShape.Whole or FieldShape.Number or FieldShape.Money;

    public bool IsFilter => Shape != FieldShape.Text && Value is not null;

    public bool IsSortable => Shape is not (FieldShape.Text or FieldShape.Choice) && Value is not null;
}

/// <summary>One thing that can be chosen.</summary>
public sealed record FieldChoice(string Code, string Name);

/// <summary>What a field with choices may hold, in the reader's language.</summary>
public sealed class FieldChoices
{
    /// <summary>In the place of a code: those of which nothing is known.</summary>
    public const string None = "-";

    private readonly Dictionary<ValueTuple<int?>, DimensionGroup> groups = [];
    private readonly Func<int?, DimensionGroup> group;
    private readonly Func<string, IReadOnlyList<int>?> ids;
    private readonly Lazy<IReadOnlyList<FieldChoice>> offered;

    /// <param name="group">What a stored value is grouped under.</param>
    /// <param name="offered">What is offered, in order.</param>
    /// <param name="ids">The stored values that a code means; null for a code that means nothing.</param>
    internal FieldChoices(Func<int?, DimensionGroup> group, Func<IEnumerable<FieldChoice>> offered, Func<string, IReadOnlyList<int>?> ids)
    {
        (this.group, this.ids) = (group, ids);
        this.offered = new(() => [.. offered()]);
    }

    public IReadOnlyList<FieldChoice> Offered => offered.Value;

    /// <summary>Null for a code that means nothing.</summary>
    internal IReadOnlyList<int>? Ids(string code) => ids(code);

    internal DimensionGroup Group(int? value)
    {
        var asked = ValueTuple.Create(value);
        return groups.TryGetValue(asked, out var known) ? known : groups[asked] = group(value);
    }
}
