using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Infrastructure.Guards;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>A page on which a custom field is filled in.</summary>
public interface IFieldPage : IFormPage
{
    CustomFieldForm Form { get; }

    DefinitionChoices Offered { get; }

    /// <summary>The field as it is now; null for a new one.</summary>
    CustomFieldEntry? Saved { get; }

    /// <summary>What stands in the field now, where the open form differs.</summary>
    string? Other(string? typed, string? saved);
}
