using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>
/// What a template counts, in keys of the catalogue of its subject; nothing in it is ever a piece of a question to the database. It is
/// kept as JSON and read anew each time, so that what somebody wrote into the row by hand is met by the same rules as a form.
/// </summary>
public sealed record TemplateDefinition
{
    public const int MostRows = 2;
    public const int MostMeasures = 4;
    public const int MostFields = 12;
    public const int MostFilters = 20;
    public const int MostValues = 50;

    /// <summary>Longest JSON, in characters.</summary>
    public const int JsonMax = 6000;

    /// <summary>How it may be drawn.</summary>
    public static readonly IReadOnlyList<string> Charts = ["none", "bar", "line", "pie"];

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    /// <summary>What rows are grouped by: a field, of a date with its step (<c>createdAt.month</c>).</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>What columns are grouped by; null for none.</summary>
    public string? Column { get; init; }

    /// <summary>count, sum:FIELD or avg:FIELD.</summary>
    public IReadOnlyList<string> Measures { get; init; } = [];

    /// <summary>Of two counts or sums, the one divided by the other.</summary>
    public string? RateOf { get; init; }

    public string? RateOver { get; init; }

    /// <summary>Columns of a plain list, where nothing is grouped.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public IReadOnlyList<TemplateFilter> Filters { get; init; } = [];

    /// <summary>
    /// In the order of the groups where it says nothing. Else the number of a column of figures, from 1, or of a list a field; with - before
    /// it the other way round.
    /// </summary>
    public string? Sort { get; init; }

    /// <summary>One of <see cref="Charts"/>.</summary>
    public string Chart { get; init; } = "none";

    /// <summary>Whether it lists rows instead of counting them.</summary>
    [JsonIgnore]
    public bool IsList => Rows.Count == 0 && Column is null && Fields.Count > 0;

    public string Write() => JsonSerializer.Serialize(this, Strict);

    /// <returns>Null for what is no definition.</returns>
    public static TemplateDefinition? Read(string json)
    {
        try
        {
            var read = JsonSerializer.Deserialize<TemplateDefinition>(json, Strict);
            return read is { Rows: not null, Measures: not null, Fields: not null, Filters: not null, Chart: not null } && read.IsBounded ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Not more than a form can say, and nothing missing where a list has a place for it.</summary>
    [JsonIgnore]
    private bool IsBounded =>
        Rows.Count <= MostRows && Measures.Count <= MostMeasures && Fields.Count <= MostFields && Filters.Count <= MostFilters && Charts.Contains(Chart)
        && Rows.Concat(Measures).Concat(Fields).All(key => key is not null)
        && Filters.All(f => f is { Field: not null, Operator: not null, Values: not null } && f.Values.Count <= MostValues && f.Values.All(v => v is not null));
}

/// <summary>One condition.</summary>
/// <param name="Field">Key of a field.</param>
/// <param name="Operator"><see cref="In"/> or <see cref="Between"/>.</param>
/// <param name="Values">Codes of choices; or where a stretch begins and where it ends, either of which may be empty.</param>
public sealed record TemplateFilter(string Field, string Operator, IReadOnlyList<string> Values)
{
    public const string In = "in";
    public const string Between = "between";
}
