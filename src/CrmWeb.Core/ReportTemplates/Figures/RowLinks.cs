using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.ReportTemplates.Figures;

/// <summary>The way from a number to exactly its rows: the conditions of the template and of the groups, as the list that shows the rows is asked. Where it cannot be asked so there is none.</summary>
internal sealed class RowLinks(
    ReportRows? list, IReadOnlyList<(string Name, string? Value)> always, TemplateReading reading, OrganizationClock clock)
{
    /// <param name="groups">What the row and the column of the number stand for, in the order of the template.</param>
    public ReportLink? Of(params IReadOnlyList<(GroupKey Key, DimensionGroup Group)> groups)
    {
        if (list is not { } shown)
            return null;
        Dictionary<string, string> asked = [];
        foreach (var (key, group) in groups)
        {
            if (group.Conditions is not { } conditions)
                return null;
            var narrower = reading.Filters.Find(f => f.Field.Key == key.Field.Key && key.Step is null);
            if (narrower is { Codes: [var only] } && IsNarrower(key.Field, only, group))
                conditions = [(key.Field.Condition!, only)];
            foreach (var (name, value) in conditions)
            {
                if (value is null || !asked.TryAdd(name, value))
                    return null;
            }
        }

        foreach (var filter in reading.Filters.Where(f => !IsSaidByGroup(f, groups)))
        {
            if (Conditions(filter) is not { } conditions)
                return null;
            foreach (var (name, value) in conditions)
            {
                if (!asked.TryAdd(name, value))
                    return null;
            }
        }

        return new ReportLink(shown, [.. always.Where(a => a.Value is not null).Select(a => KeyValuePair.Create(a.Name, a.Value!)), .. asked]);
    }

    /// <summary>The group holds just rows that meet the condition, and its own condition says so; a date's has the days of both.</summary>
    private static bool IsSaidByGroup(ReadFilter filter, IReadOnlyList<(GroupKey Key, DimensionGroup Group)> groups) =>
        groups.Any(g => g.Key.Field.Key == filter.Field.Key && (g.Key.Step is not null
            || (g.Group.Code.Length > 0 && filter.Codes.Any(code => IsNarrower(g.Key.Field, code, g.Group) && filter.Codes.Count == 1 || IsWider(g.Key.Field, code, g.Group)))));

    private static bool IsNarrower(TemplateField field, string code, DimensionGroup group) => IsWithin(field, code, group.Code);

    private static bool IsWider(TemplateField field, string code, DimensionGroup group) => IsWithin(field, group.Code, code);

    private static bool IsWithin(TemplateField field, string inner, string outer) =>
        field.Choices!.Ids(inner) is { } some && field.Choices.Ids(outer) is { } all && some.All(all.Contains);

    /// <returns>Null where the list is not asked by it.</returns>
    private IReadOnlyList<(string Name, string Value)>? Conditions(ReadFilter filter)
    {
        if (filter.Field.Condition is not { } name)
            return null;
        if (filter.Field.Choices is not null)
            return filter.Codes is [var code] && code != FieldChoices.None ? [(name, code)] : null;
        var (from, to) = filter.Field.IsDate ? Days(filter) : (Number(filter.Field, filter.From), Number(filter.Field, filter.To));
        if ((filter.From is not null && from is null) || (filter.To is not null && to is null))
            return null;
        return [.. from is null ? [] : new[] { (ConditionNames.From(name), from) }, .. to is null ? [] : new[] { (ConditionNames.To(name), to) }];
    }

    private (string? From, string? To) Days(ReadFilter filter)
    {
        var (from, to) = filter.Days(clock.Today);
        return (ReportLinks.Day(from), ReportLinks.Day(to));
    }

    /// <summary>Lists are asked for amounts in ten thousands unless they name their unit; what is no whole yuan they are not asked for.</summary>
    private static string? Number(TemplateField field, string? kept) =>
        kept is null ? null
        : field.Shape != FieldShape.Money || field.Condition!.Contains('.', StringComparison.Ordinal) ? kept
        : decimal.Parse(kept, CultureInfo.InvariantCulture) is var yuan && yuan >= 0 && yuan == decimal.Truncate(yuan) ? $"{yuan.ToString("0", CultureInfo.InvariantCulture)}元" : null;
}
