using System.Globalization;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReportTemplates.Fields;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>By what rows or columns are grouped.</summary>
/// <param name="Step">Of a date; null for others.</param>
internal sealed record GroupKey(TemplateField Field, string? Step);

/// <summary>How a figure comes about.</summary>
internal enum MeasureKind
{
    Count,
    Sum,
    Average,
}

/// <summary>A figure of the rows of a group.</summary>
/// <param name="Field">What is added up; null for a count.</param>
internal sealed record Measure(MeasureKind Kind, TemplateField? Field);

/// <summary>A condition, read.</summary>
/// <param name="Codes">Of choices; empty for a stretch.</param>
/// <param name="From">Where a stretch begins, as it is kept; null for anywhere.</param>
internal sealed record ReadFilter(TemplateField Field, IReadOnlyList<string> Codes, string? From, string? To);

/// <summary>What a definition comes to for one reader, or why it comes to nothing.</summary>
internal sealed class TemplateReading
{
    private TemplateReading()
    {
    }

    public List<GroupKey> Rows { get; } = [];

    public GroupKey? Column { get; private set; }

    public List<Measure> Measures { get; } = [];

    public (Measure Of, Measure Over)? Rate { get; private set; }

    public List<TemplateField> Fields { get; } = [];

    public List<ReadFilter> Filters { get; } = [];

    /// <summary>It names what no form offers: somebody changed the row by hand, or what it named is gone.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Some of it is not for this reader and left out.</summary>
    public bool IsLess { get; private set; }

    /// <summary>Without what is not for this reader it would say something else, or nothing.</summary>
    public bool IsUnavailable { get; private set; }

    /// <param name="fields">Those the reader finds.</param>
    /// <param name="seesTeam">Who did what may be grouped.</param>
    public static TemplateReading Of(TemplateDefinition said, IReadOnlyList<TemplateField> fields, bool seesTeam, OrganizationClock clock)
    {
        var reading = new TemplateReading();
        foreach (var key in said.Rows)
        {
            if (reading.Group(key, fields, seesTeam) is { } group)
                reading.Rows.Add(group);
        }

        reading.Column = said.Column is null ? null : reading.Group(said.Column, fields, seesTeam);
        if (said.IsList)
            reading.Fields.AddRange(said.Fields.Select(f => reading.Find(f, fields, known => known.IsListed)).OfType<TemplateField>());
        else
            reading.Measure(said, fields);
        foreach (var filter in said.Filters)
        {
            if (reading.Filter(filter, fields, clock) is { } read)
                reading.Filters.Add(read);
        }

        if (reading.Rows.Concat(reading.Column is { } column ? [column] : []).GroupBy(g => g.Field.Key).Any(g => g.Count() > 1))
            reading.IsBroken = true;
        reading.IsUnavailable |= reading.Measures.Count == 0 && reading.Rate is null && reading.Fields.Count == 0;
        return reading;
    }

    /// <summary>A code of a figure: count, sum:FIELD, avg:FIELD.</summary>
    private Measure? MeasureOf(string code, IReadOnlyList<TemplateField> fields)
    {
        if (code == "count")
            return new Measure(MeasureKind.Count, null);
        var kind = code.StartsWith("sum:", StringComparison.Ordinal) ? MeasureKind.Sum : code.StartsWith("avg:", StringComparison.Ordinal) ? MeasureKind.Average : (MeasureKind?)null;
        if (kind is null)
        {
            IsBroken = true;
            return null;
        }

        return Find(code[4..], fields, f => f.IsSum) is { } field ? new Measure(kind.Value, field) : null;
    }

    private void Measure(TemplateDefinition said, IReadOnlyList<TemplateField> fields)
    {
        if (said.Fields.Count > 0)
            IsBroken = true;
        Measures.AddRange(said.Measures.Select(code => MeasureOf(code, fields)).OfType<Measure>());
        if (said.RateOf is null && said.RateOver is null)
            return;
        var (of, over) = (MeasureOf(said.RateOf ?? "", fields), MeasureOf(said.RateOver ?? "", fields));
        if (of is { Kind: MeasureKind.Average } || over is { Kind: MeasureKind.Average })
            IsBroken = true;
        if (of is not null && over is not null)
            Rate = (of, over);
    }

    private GroupKey? Group(string key, IReadOnlyList<TemplateField> fields, bool seesTeam)
    {
        var dot = key.LastIndexOf('.');
        var step = dot > 0 && DateSteps.Codes.Contains(key[(dot + 1)..]) && fields.All(f => f.Key != key) ? key[(dot + 1)..] : null;
        var field = Find(step is null ? key : key[..dot], fields, f => f.IsGroup && f.IsDate == (step is not null));
        if (field is { IsTeams: true } && !seesTeam)
        {
            IsLess = true;
            return null;
        }

        return field is null ? null : new GroupKey(field, step);
    }

    private ReadFilter? Filter(TemplateFilter said, IReadOnlyList<TemplateField> fields, OrganizationClock clock)
    {
        var wasLess = IsLess;
        var field = Find(said.Field, fields, f => f.IsFilter);
        if (field is null)
        {
            // Without a condition it would count others: that is no smaller report but another one.
            IsUnavailable |= IsLess;
            IsLess = wasLess;
            return null;
        }

        if (said.Operator == TemplateFilter.In && field.Choices is { } choices && said.Values.Count > 0 && said.Values.All(v => v == FieldChoices.None || choices.Ids(v) is not null))
            return new ReadFilter(field, said.Values, null, null);
        if (said.Operator == TemplateFilter.Between && field.Choices is null && said.Values.Count == 2)
        {
            var (from, to) = (said.Values[0].Length == 0 ? null : said.Values[0], said.Values[1].Length == 0 ? null : said.Values[1]);
            if ((from ?? to) is not null && IsBound(field, from, clock) && IsBound(field, to, clock))
                return new ReadFilter(field, [], from, to);
        }

        IsBroken = true;
        return null;
    }

    private static bool IsBound(TemplateField field, string? bound, OrganizationClock clock) =>
        bound is null || (field.IsDate ? FilterValues.Day(bound, clock.Today) is not null
            : decimal.TryParse(bound, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= CustomFieldFormat.MostNumber
                && (field.Shape != FieldShape.Whole || (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)));

    /// <summary>A field of the company's own that is not found may be one that others find: it is left out. Any other that is not found is no field at all.</summary>
    private TemplateField? Find(string key, IReadOnlyList<TemplateField> fields, Func<TemplateField, bool> fits)
    {
        var field = fields.FirstOrDefault(f => f.Key == key);
        if (field is not null && fits(field))
            return field;
        if (field is null && key.StartsWith(CustomFieldEntry.Prefix, StringComparison.Ordinal))
            IsLess = true;
        else if (field is null && key == "subject")
            IsLess = true;
        else
            IsBroken = true;
        return null;
    }
}
