using System.Globalization;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.Text;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>Turns a form into a definition; what means nothing is said beside its field.</summary>
internal sealed class TemplateFormReader(IReadOnlyList<TemplateField> fields, bool seesTeam, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    private readonly List<ValidationFailure> faults = [];

    public IReadOnlyList<ValidationFailure> Faults => faults;

    /// <param name="form">Cleaned.</param>
    public TemplateDefinition Read(TemplateForm form)
    {
        List<(string Place, string Key)> groups = [.. new[] { (nameof(form.Row), form.Row), (nameof(form.SecondRow), form.SecondRow), (nameof(form.Column), form.Column) }
            .Where(g => g.Item2 is not null).Select(g => (g.Item1, g.Item2!))];
        foreach (var (place, key) in groups)
            Check(IsGroup(key), place, "Error.Choice");
        foreach (var (place, _) in groups.Where((g, i) => groups.Take(i).Any(before => FieldOf(before.Key) == FieldOf(g.Key))))
            Fault(place, text["Error.SameField"]);

        var isList = groups.Count == 0 && form.Fields.Count > 0;
        Figures(form, groups.Count > 0, isList);
        var figures = form.Measures.Count + (form.RateOf is null ? 0 : 1);
        Check(form.Sort is null or "-" || (isList ? IsSortedField(form) : int.TryParse(form.Sort.TrimStart('-'), NumberStyles.None, CultureInfo.InvariantCulture, out var place2) && place2 >= 1 && place2 <= figures), nameof(form.Sort), "Error.Sort");
        Check(TemplateDefinition.Charts.Contains(form.Chart), nameof(form.Chart), "Error.Choice");
        Check(form.Chart == "none" || (form.Row is not null && form.SecondRow is null) || (form.Row is null && form.SecondRow is not null), nameof(form.Chart), "Error.Chart");
        return new TemplateDefinition
        {
            Rows = [.. new[] { form.Row, form.SecondRow }.OfType<string>()],
            Column = form.Column,
            Measures = isList ? [] : form.Measures,
            RateOf = isList ? null : form.RateOf,
            RateOver = isList ? null : form.RateOver,
            Fields = isList ? form.Fields : [],
            Filters = [.. form.Conditions.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => Filter(c.Key, c.Value)).OfType<TemplateFilter>()],
            Sort = form.Sort,
            Chart = form.Chart ?? "none",
        };
    }

    private void Figures(TemplateForm form, bool isGrouped, bool isList)
    {
        Check(!isGrouped || form.Fields.Count == 0, nameof(form.Fields), "Error.GroupedFields");
        Check(!isList || (form.Measures.Count == 0 && form.RateOf is null && form.RateOver is null), nameof(form.Measures), "Error.ListMeasures");
        Check(isList || form.Measures.Count > 0 || form.RateOf is not null, nameof(form.Measures), isGrouped ? "Error.Measures" : "Error.Nothing");
        Check(form.Measures.Count <= TemplateDefinition.MostMeasures, nameof(form.Measures), "Error.ManyMeasures", TemplateDefinition.MostMeasures);
        Check(form.Fields.Count <= TemplateDefinition.MostFields, nameof(form.Fields), "Error.ManyFields", TemplateDefinition.MostFields);
        Check(form.Measures.TrueForAll(m => IsMeasure(m, averages: true)), nameof(form.Measures), "Error.Choice");
        Check(form.Fields.TrueForAll(key => Find(key) is { IsListed: true }), nameof(form.Fields), "Error.Choice");
        Check(form.RateOf is null || IsMeasure(form.RateOf, averages: false), nameof(form.RateOf), "Error.Choice");
        Check(form.RateOver is null || IsMeasure(form.RateOver, averages: false), nameof(form.RateOver), "Error.Choice");
        Check(form.RateOf is null || form.RateOver is not null, nameof(form.RateOver), "Error.Rate");
        Check(form.RateOver is null || form.RateOf is not null, nameof(form.RateOf), "Error.Rate");
    }

    private bool IsSortedField(TemplateForm form) => form.Sort!.TrimStart('-') is var key && form.Fields.Contains(key) && Find(key) is { IsSortable: true };

    private TemplateField? Find(string? key) => fields.FirstOrDefault(f => f.Key == key);

    private static string Step(string key) => key[(key.LastIndexOf('.') + 1)..];

    /// <summary>A date by two steps is one field.</summary>
    private string FieldOf(string key) => Find(key) is not null || !key.Contains('.', StringComparison.Ordinal) ? key : key[..key.LastIndexOf('.')];

    private bool IsGroup(string key) => Find(FieldOf(key)) is { IsGroup: true } field && (!field.IsTeams || seesTeam) && field.IsDate == (key != field.Key) && (!field.IsDate || DateSteps.Codes.Contains(Step(key)));

    private bool IsMeasure(string code, bool averages) =>
        code == "count" || ((code.StartsWith("sum:", StringComparison.Ordinal) || (averages && code.StartsWith("avg:", StringComparison.Ordinal))) && Find(code[4..]) is { IsSum: true });

    private TemplateFilter? Filter(string key, TemplateConditionForm said)
    {
        var at = $"{nameof(TemplateForm.Conditions)}[{key}]";
        List<string> codes = [.. said.In.Where(c => !string.IsNullOrWhiteSpace(c)).Distinct()];
        var (from, to) = (FormText.CleanLine(said.From), FormText.CleanLine(said.To));
        if (codes.Count == 0 && from is null && to is null)
            return null;
        if (Find(key) is not { IsFilter: true } field)
        {
            Fault($"{at}.{nameof(said.In)}", text["Error.Choice"]);
            return null;
        }

        if (field.Choices is { } choices)
        {
            Check(codes.TrueForAll(c => c == FieldChoices.None || choices.Ids(c) is not null), $"{at}.{nameof(said.In)}", "Error.Choice");
            Check(codes.Count <= TemplateDefinition.MostValues, $"{at}.{nameof(said.In)}", "Error.ManyValues", TemplateDefinition.MostValues);
            return codes.Count == 0 ? null : new TemplateFilter(field.Key, TemplateFilter.In, codes);
        }

        var (begin, end) = (Bound(field, from, $"{at}.{nameof(said.From)}"), Bound(field, to, $"{at}.{nameof(said.To)}"));
        if (begin is not null && end is not null && IsBackwards(field, begin, end))
            Fault($"{at}.{nameof(said.To)}", text["Error.Backwards"]);
        return (begin ?? end) is null ? null : new TemplateFilter(field.Key, TemplateFilter.Between, [begin ?? "", end ?? ""]);
    }

    /// <summary>As it is kept: a day that moves with today by its code.</summary>
    private string? Bound(TemplateField field, string? typed, string place)
    {
        if (typed is null)
            return null;
        if (field.IsDate)
        {
            if (FilterValues.TryDay(typed, clock.Today, out var day))
                return RelativeDay.CodeOf(typed) ?? ReportLinks.Day(day);
            Fault(place, text["Error.Day", FormText.Shortened(typed, 20)]);
            return null;
        }

        var isRead = field.Shape == FieldShape.Money ? Money.TryParse(typed, out var number)
            : decimal.TryParse(PlainText.Of(typed), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out number);
        if (isRead && Math.Abs(number) <= CustomFieldFormat.MostNumber && (field.Shape != FieldShape.Whole || (number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue)))
            return number.ToString("0.####", CultureInfo.InvariantCulture);
        Fault(place, text["Error.Number", FormText.Shortened(typed, 20)]);
        return null;
    }

    private bool IsBackwards(TemplateField field, string from, string to) => field.IsDate
        ? FilterValues.Day(from, clock.Today) > FilterValues.Day(to, clock.Today, ends: true)
        : decimal.Parse(from, CultureInfo.InvariantCulture) > decimal.Parse(to, CultureInfo.InvariantCulture);

    private void Check(bool holds, string place, string sentence, params object[] said)
    {
        if (!holds)
            Fault(place, text[sentence, said]);
    }

    private void Fault(string place, string sentence) => faults.Add(new ValidationFailure(place, sentence));
}
