using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Fields;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>What the form of a template offers: the fields its reader finds.</summary>
/// <param name="seesTeam">Who did what may be grouped.</param>
public sealed class TemplateChoices(IReadOnlyList<TemplateField> fields, bool seesTeam, IStringLocalizer<TemplatesText> text)
{
    /// <summary>Fields that can be asked for.</summary>
    public IReadOnlyList<TemplateField> Filters { get; } = [.. fields.Where(f => f.IsFilter)];

    /// <summary>A date by each of its steps.</summary>
    public IReadOnlyList<SelectListItem> Groups { get; } =
    [
        .. fields.Where(f => f.IsGroup && (seesTeam || !f.IsTeams)).SelectMany(f => !f.IsDate ? [new SelectListItem(f.Label, f.Key)]
            : TemplateField.Steps.Select(step => new SelectListItem(text["Group.Stepped", f.Label, text[$"Step.{step}"].Value], $"{f.Key}.{step}"))),
    ];

    public IReadOnlyList<SelectListItem> Sums { get; } =
        [new(text["Measure.count"], "count"), .. fields.Where(f => f.IsSum).Select(f => new SelectListItem(text["Measure.sum", f.Label], $"sum:{f.Key}"))];

    public IReadOnlyList<SelectListItem> Measures => [.. Sums, .. fields.Where(f => f.IsSum).Select(f => new SelectListItem(text["Measure.avg", f.Label], $"avg:{f.Key}"))];

    public IReadOnlyList<SelectListItem> Columns { get; } = [.. fields.Where(f => f.IsListed).Select(f => new SelectListItem(f.Label, f.Key))];

    public IReadOnlyList<SelectListItem> Charts { get; } = [.. TemplateDefinition.Charts.Select(c => new SelectListItem(text[$"Chart.{c}"], c))];

    /// <summary>Of figures by their place, of a list by its fields.</summary>
    public IReadOnlyList<SelectListItem> Sorts
    {
        get
        {
            var figures = new SelectListGroup { Name = text["Sort.Figures"] };
            var list = new SelectListGroup { Name = text["Sort.List"] };
            return
            [
                .. Enumerable.Range(1, TemplateDefinition.MostMeasures + 1).SelectMany(i => new[]
                {
                    new SelectListItem(text["Sort.Down", i], $"-{i}") { Group = figures }, new SelectListItem(text["Sort.Up", i], $"{i}") { Group = figures },
                }),
                new SelectListItem(text["Sort.Back"], "-") { Group = figures },
                .. fields.Where(f => f.IsSortable).SelectMany(f => new[]
                {
                    new SelectListItem(text["Sort.FieldDown", f.Label], $"-{f.Key}") { Group = list }, new SelectListItem(text["Sort.FieldUp", f.Label], f.Key) { Group = list },
                }),
            ];
        }
    }

    public IReadOnlyList<SelectListItem> Values(TemplateField field) =>
        [new(text["Group.None"], FieldChoices.None), .. field.Choices!.Offered.Select(c => new SelectListItem(c.Name, c.Code))];

    /// <summary>Every field that can be asked for has its place in the form; what the reader does not find has none.</summary>
    public void Complete(TemplateForm form)
    {
        foreach (var key in form.Conditions.Keys.Where(k => Filters.All(f => f.Key != k)).ToList())
            form.Conditions.Remove(key);
        foreach (var field in Filters)
            form.Conditions.TryAdd(field.Key, new TemplateConditionForm());
    }

    /// <summary>The conditions in words, to tell those of two versions apart.</summary>
    public string Said(TemplateForm form) => string.Join(" · ", Filters.Where(f => form.Conditions.ContainsKey(f.Key)).Select(f =>
    {
        var said = form.Conditions[f.Key];
        var values = f.Choices is null ? string.Join(" – ", new[] { said.From, said.To }.OfType<string>())
            : string.Join(", ", said.In.Select(code => Values(f).FirstOrDefault(v => v.Value == code)?.Text ?? code));
        return values.Length == 0 ? "" : text["Condition.Said", f.Label, values].Value;
    }).Where(said => said.Length > 0));
}
