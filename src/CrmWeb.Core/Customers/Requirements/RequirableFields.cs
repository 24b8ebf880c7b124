using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>Which fields the company decides about, and which are required whatever it decides.</summary>
public static class RequirableFields
{
    /// <summary>Without these a customer is none; the rules of the form say each in its own words.</summary>
    public static IReadOnlyList<CustomerField> Always { get; } =
    [
        .. new[]
        {
            nameof(CustomerForm.Name), nameof(CustomerForm.Kind), nameof(CustomerForm.Contacts), nameof(CustomerForm.Type), nameof(CustomerForm.Category), nameof(CustomerForm.Owner),
        }.Select(key => CustomerFields.Named(key)!),
    ];

    /// <summary>Required of everybody until the company says otherwise.</summary>
    internal static IReadOnlyList<string> Usual { get; } = [nameof(CustomerForm.Industry), nameof(CustomerForm.Source)];

    private static readonly string[] FairlyNone = [nameof(CustomerForm.Competitors), nameof(CustomerForm.CooperationHistory), nameof(CustomerForm.Commitments)];

    /// <summary>Follow-ups write the first contact by themselves: nobody need be asked for it.</summary>
    private const string WrittenByFollowUps = nameof(CustomerForm.FirstContactOn);

    private static readonly CustomerField[] Own =
        [.. CustomerFields.All.Where(f => f.Stored is not null && f.IsSingle && f.Key != WrittenByFollowUps && !Always.Contains(f))];

    /// <summary>Those of the product in the order of the form, then the company's own that are in use.</summary>
    internal static IReadOnlyList<CustomerField> All(CustomFieldSnapshot custom) => [.. Own.OrderBy(f => f.Part), .. custom.All.Where(f => f.IsActive && f.Type != CustomFieldType.Computed).Select(CustomFieldRows.Of)];

    /// <summary>The field of this key; null for none, one that is always required, or one out of use.</summary>
    internal static CustomerField? Find(string? key, CustomFieldSnapshot custom) => Own.FirstOrDefault(f => f.Key == key)
        ?? (custom.Find(key) is { IsActive: true, Type: not CustomFieldType.Computed } entry ? CustomFieldRows.Of(entry) : null);

    /// <summary>无 is a fair answer.</summary>
    internal static bool MayBeNone(CustomerField field) => FairlyNone.Contains(field.Key);
}
