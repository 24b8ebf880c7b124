using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers.CustomFields.Values;

/// <summary>What one record is to carry once it is saved.</summary>
/// <param name="Id">0 for one that is saved for the first time.</param>
/// <param name="Make">A row for a field, tied to the record.</param>
/// <param name="CustomerId">In whose change log it is noted.</param>
internal sealed record OwnerValues(ValueTable Table, int Id, int CustomerId, CustomValues Wanted, Func<int, TypedValue> Make)
{
    /// <summary>What the names of its fields begin with in the form.</summary>
    public string Under { get; init; } = "";

    public NotedChange Note(CustomFieldEntry field, string? before, string? after) =>
        new($"{Table.Subject}", Id, field.FieldKey, before, after) { RootType = nameof(Customer), RootId = CustomerId };
}
