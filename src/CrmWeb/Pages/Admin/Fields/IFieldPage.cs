using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Customers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>A page on which a custom field is filled in.</summary>
public interface IFieldPage : IFormPage
{
    CustomFieldForm Form { get; }

    DefinitionChoices Offered { get; }

    /// <summary>The form that would save the field as it is now; null for a new one.</summary>
    CustomFieldForm? Saved { get; }

    /// <summary>The field as a new record's form shows it; null before anything is known of it.</summary>
    CustomControl? Preview { get; }

    /// <summary>What stands in the field now, where the open form differs; nothing where there is none yet.</summary>
    string? Other(string? typed, string? saved) => null;

    /// <inheritdoc cref="Other(string?, string?)"/>
    string? Other(string? typed, string? saved, IReadOnlyList<SelectListItem>? items) => null;

    /// <inheritdoc cref="Other(string?, string?)"/>
    string? Other(IReadOnlyCollection<string> typed, IReadOnlyCollection<string>? saved, IReadOnlyList<SelectListItem> items) => null;
}
