using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>One folded section of the customer form.</summary>
/// <param name="Code">Under which the browser remembers whether it was open.</param>
/// <param name="HasErrors">It stands open whatever the browser remembers.</param>
public sealed record FormSection(string Code, bool HasValues, bool HasErrors)
{
    public bool IsOpen => HasValues || HasErrors;
}

/// <summary>The folded sections, and whether each stands open.</summary>
internal static class FormSections
{
    public static FormSection Of(FormPart part, CustomerForm form, ViewDataDictionary view)
    {
        var (state, required) = (view.ModelState, view[FieldTagHelper.RequiredPlaces] as IReadOnlySet<string>);
        var fields = CustomerFields.Of(part);
        return new FormSection(
            part.ToString().ToLowerInvariant(), fields.Any(f => f.Typed(form) is not null || required?.Contains($"Form.{f.Key}") == true), fields.Any(f => HasErrors(state, $"Form.{f.Key}")));
    }

    /// <summary>Whether what a contact's row folds away must be seen.</summary>
    public static bool IsOpen(ContactForm contact, ModelStateDictionary state, string prefix) =>
        (contact.Salutation ?? contact.WeChat ?? contact.Notes) is not null || contact.Custom.Any(c => c.Value.Exists(v => !string.IsNullOrEmpty(v)))
        || new[] { "Salutation", "WeChat", "Notes", nameof(contact.Custom) }.Any(f => HasErrors(state, $"{prefix}.{f}"));

    private static bool HasErrors(ModelStateDictionary state, string field) =>
        state.Any(s => s.Value?.Errors.Count > 0 && (s.Key == field || s.Key.StartsWith($"{field}[", StringComparison.Ordinal)));
}
