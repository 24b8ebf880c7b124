namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>A form in which fields of the company's own stand.</summary>
public interface ICustomForm
{
    /// <summary>What stands in custom fields, by their keys; a key that is missing leaves the field as it is.</summary>
    Dictionary<string, List<string>> Custom { get; set; }
}

/// <summary>Reads and writes one custom field of a form.</summary>
public static class CustomFormExtensions
{
    /// <summary>What stands in a custom field, several choices joined by commas; null for nothing.</summary>
    public static string? Said(this ICustomForm form, string key) =>
        string.Join(',', form.Custom?.GetValueOrDefault(key)?.Where(v => !string.IsNullOrWhiteSpace(v)) ?? []) is { Length: > 0 } said ? said : null;

    internal static void Say(this ICustomForm form, string key, string? value, bool several) => form.Custom[key] = value is null ? [] : several ? [.. value.Split(',')] : [value];

    internal static void Say(this ICustomForm form, CustomFieldEntry field, string? value) => form.Say(field.Key, value, field.Type == CustomFieldType.Choices);

    /// <summary>What stands in them, in lists of its own.</summary>
    internal static Dictionary<string, List<string>> CopyOfCustom(this ICustomForm form) => (form.Custom ?? []).ToDictionary(c => c.Key, c => c.Value ?? []);
}
