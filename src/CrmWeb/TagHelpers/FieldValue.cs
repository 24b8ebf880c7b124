using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.TagHelpers;

/// <summary>What a control shows: what the user typed when the form comes back, otherwise the model's value.</summary>
internal sealed class FieldValue
{
    private readonly List<string> values;

    private FieldValue(IEnumerable<string> values) => this.values = [.. values];

    public string Text => values.Count == 0 ? "" : values[0];

    public IReadOnlyList<string> Values => values;

    public bool IsSet => values.Exists(v => v.Length > 0);

    public bool Has(string value) => values.Contains(value, StringComparer.OrdinalIgnoreCase);

    public static FieldValue Of(ModelStateEntry? entry, object? model, string type) => entry?.RawValue switch
    {
        string[] typed => new(typed),
        string typed => new([typed]),
        _ when entry?.AttemptedValue is { } typed => new([typed]),
        _ => FromModel(model, type),
    };

    /// <summary>The control a type of the model gets when the view names none.</summary>
    public static string ControlType(Type modelType, string? dataType)
    {
        var type = Nullable.GetUnderlyingType(modelType) ?? modelType;
        return dataType switch
        {
            "MultilineText" => "textarea",
            "EmailAddress" => "email",
            "PhoneNumber" => "tel",
            "Url" => "url",
            "Password" => "password",
            "Date" => "date",
            _ when type == typeof(bool) => "checkbox",
            _ when type == typeof(DateOnly) => "date",
            _ when type == typeof(DateTime) => "datetime-local",
            _ when type == typeof(TimeOnly) => "time",
            _ when type == typeof(decimal) || type == typeof(double) => "decimal",
            _ when type == typeof(int) || type == typeof(long) || type == typeof(short) => "integer",
            _ => "text",
        };
    }

    private static FieldValue FromModel(object? model, string type) => model switch
    {
        null => new([]),
        string text => new([text]),
        bool flag => new([flag ? "true" : "false"]),
        Enum value => new([value.ToString(), Convert.ToInt64(value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)]),
        DateOnly day => new([day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]),
        DateTime time => new([time.ToString(type == "date" ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)]),
        TimeOnly time => new([time.ToString("HH:mm", CultureInfo.InvariantCulture)]),
        decimal number => new([number.ToString("0.####", CultureInfo.InvariantCulture)]),
        IEnumerable many => new(many.Cast<object?>().Select(one => Convert.ToString(one, CultureInfo.InvariantCulture) ?? "")),
        _ => new([Convert.ToString(model, CultureInfo.InvariantCulture) ?? ""]),
    };
}
