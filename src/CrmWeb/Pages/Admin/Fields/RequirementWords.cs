using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>Says in words what a version of the grid asks for.</summary>
public sealed class RequirementWords(
    CustomFieldCatalog custom, PipelineCatalog pipeline, UserDirectory users, IStringLocalizer<CustomersText> names, IStringLocalizer<CustomFieldsText> customText, IStringLocalizer<RequirementsText> text)
{
    /// <summary>The heading a field stands under.</summary>
    public string Section(RequirableField field) => field.IsAlways ? text["Always"] : field.Field.Custom is { } own ? own.Group ?? customText["Fields.Section"] : field.Field.Part switch
    {
        FormPart.Company => names["Section.Company"],
        FormPart.Needs => names["Section.Needs"],
        FormPart.Decision => names["DecisionChain"],
        FormPart.Management => names["Section.Management"],
        _ => names["Section.Classification"],
    };

    /// <summary>The name of a field; of one of the company's own that is out of use, too.</summary>
    public async Task<string> FieldAsync(string key, CancellationToken ct) =>
        CustomerFields.Named(key)?.Label(names) ?? (await custom.GetAsync(ct)).Customers.Find(key)?.Name ?? key;

    /// <summary>For whom and from where on a field is required; null where it is not.</summary>
    public async Task<string?> SayAsync(RequirementRule? rule, CancellationToken ct)
    {
        if (rule is null)
            return null;
        var categories = string.Join(text["And"], rule.Categories.Select(c => names[$"CustomerCategory.{c}"].Value));
        return rule.FromStage is null ? categories : text["Rule.FromStage", categories, (await pipeline.GetAsync(ct)).Find(rule.FromStage)?.Name ?? rule.FromStage];
    }

    /// <summary>Who saved a version.</summary>
    public async Task<string> AuthorAsync(RequirementVersion version, CancellationToken ct) => version.CreatedById is { } id ? (await users.GetAsync(ct)).Name(id) : "";
}
