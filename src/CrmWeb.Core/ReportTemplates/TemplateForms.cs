using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>Opens the form of a template: with what its reader finds of it.</summary>
public sealed class TemplateForms(SubjectCatalog subjects, OrganizationClock clock, IStringLocalizer<TemplatesText> text)
{
    /// <returns>The form, and whether some of the template is left out.</returns>
    public async Task<(TemplateForm Form, bool IsLess)> OpenAsync(TemplateView view, UserScope by, CancellationToken ct)
    {
        var said = view.Definition ?? new TemplateDefinition();
        var reading = TemplateReading.Of(said, await subjects.FieldsAsync(view.Row.Subject, by, ct), by.Has(Permissions.TeamView), clock);
        var form = new TemplateForm
        {
            Version = view.Version,
            Name = view.Row.Name,
            Departments = [.. view.DepartmentIds],
            Row = reading.Rows.Count > 0 ? Key(reading.Rows[0]) : null,
            SecondRow = reading.Rows.Count > 1 ? Key(reading.Rows[1]) : null,
            Column = reading.Column is { } column ? Key(column) : null,
            Measures = reading.Measures.ConvertAll(Code),
            RateOf = reading.Rate is { } rate ? Code(rate.Of) : null,
            RateOver = reading.Rate is { } other ? Code(other.Over) : null,
            Fields = reading.Fields.ConvertAll(f => f.Key),
            Sort = said.Sort,
            Chart = said.Chart,
        };
        foreach (var filter in reading.Filters)
            form.Conditions[filter.Field.Key] = new TemplateConditionForm { In = [.. filter.Codes], From = filter.From, To = filter.To };
        return (form, view.Definition is null || reading.IsLess || reading.IsBroken || reading.Filters.Count < said.Filters.Count);
    }

    /// <summary>The form of another template that begins as this one.</summary>
    public async Task<TemplateForm> CopiedAsync(TemplateView view, UserScope by, CancellationToken ct)
    {
        var form = (await OpenAsync(view, by, ct)).Form;
        form.Name = Text.FormText.Shortened(text["Copy.Of", view.Row.Name], ReportTemplate.NameMax);
        form.Version = Guid.Empty;
        form.Departments = [];
        return form;
    }

    private static string Key(GroupKey key) => key.Step is null ? key.Field.Key : $"{key.Field.Key}.{key.Step}";

    private static string Code(Measure measure) => measure.Field is not { } field ? "count" : measure.Kind == MeasureKind.Sum ? $"sum:{field.Key}" : $"avg:{field.Key}";
}
