using System.Collections.Immutable;
using CrmWeb.Core.Customers.CustomFields.Values;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>
/// What one record carries in custom fields, by the field's id: each value as one text that no name and no language changes. Numbers
/// in invariant digits, days and times (UTC) in ISO 8601, yes and no as 1 and 0, users and choices by id, several choices joined by commas.
/// Two are equal if they say the same.
/// </summary>
public sealed class CustomValues : IEquatable<CustomValues>
{
    public static readonly CustomValues None = new(ImmutableSortedDictionary<int, string>.Empty);

    private readonly ImmutableSortedDictionary<int, string> byField;

    private CustomValues(ImmutableSortedDictionary<int, string> byField) => this.byField = byField;

    internal static CustomValues Of(IEnumerable<TypedValue> rows) => new(rows.GroupBy(r => r.FieldId).ToImmutableSortedDictionary(
        g => g.Key, g => g.Count() == 1 ? g.First().Raw : string.Join(',', g.OrderBy(r => r.ChoiceId).Select(r => r.Raw))));

    public string? Of(int fieldId) => byField.GetValueOrDefault(fieldId);

    public IEnumerable<int> Fields => byField.Keys;

    public CustomValues With(int fieldId, string? raw) => new(raw is null ? byField.Remove(fieldId) : byField.SetItem(fieldId, raw));

    public bool Equals(CustomValues? other) => other is not null && byField.SequenceEqual(other.byField);

    public override bool Equals(object? obj) => Equals(obj as CustomValues);

    public override int GetHashCode() => byField.Count;
}
