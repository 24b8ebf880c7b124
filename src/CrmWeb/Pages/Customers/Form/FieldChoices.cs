using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>What is offered for a field of the customer.</summary>
public static class FieldChoices
{
    /// <returns>Null for a field in which one types.</returns>
    public static IEnumerable<SelectListItem>? For(this CustomerChoices choices, CustomerField field) => (field.Kind, field.Key, field.List) switch
    {
        (FieldKind.YesNo, _, _) => choices.YesNo,
        (FieldKind.Choice, nameof(CustomerForm.Kind), _) => choices.Kinds,
        (FieldKind.Choice, nameof(CustomerForm.Type), _) => choices.Types,
        (FieldKind.Choice, nameof(CustomerForm.Category), _) => choices.Categories,
        (FieldKind.Choice, _, _) => choices.Levels,
        (FieldKind.Rows, nameof(CustomerForm.Tags), _) => choices.Tags,
        (_, _, ListKind.Industry) => choices.Industries,
        (_, _, ListKind.Region) => choices.Regions,
        (_, _, ListKind.Source) => choices.Sources,
        (_, _, ListKind.SizeClass) => choices.SizeClasses,
        (_, _, ListKind.Budget) => choices.Budgets,
        _ => null,
    };
}

/// <summary>A field to be drawn by its kind.</summary>
/// <param name="Items">What is offered; null where one types.</param>
public sealed record FieldToType(CustomerForm Form, CustomerField Field, IEnumerable<SelectListItem>? Items);
