using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Customers.Fields;

/// <summary>Finds places of GB/T 2260 in the company's region list.</summary>
public static class RegionList
{
    /// <summary>Where a credit code was given: the city of the list, or its province; null for an invalid code and for one of the whole country.</summary>
    public static ListEntry? Registered(ListSnapshot lists, string? creditCode) => CreditCode.RegionOf(creditCode) is { } code
        ? lists.Find(ListKind.Region, code) ?? lists.Find(ListKind.Region, code[..4] + "00") ?? lists.Find(ListKind.Region, code[..2] + "0000")
        : null;
}
