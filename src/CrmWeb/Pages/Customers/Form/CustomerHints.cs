using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>What the program reads out of the form: the size class after the statistics bureau's table, the region after the credit code.</summary>
/// <param name="SizeClass">The proposed class; null where there is none.</param>
/// <param name="Registered">Where the credit code was given, the smallest region of the list that it names.</param>
/// <param name="RegisteredPath">That place as people write it: 广东 深圳.</param>
/// <param name="RegionDiffers">The form names another region.</param>
public sealed record CustomerHints(ListEntry? SizeClass, ListEntry? Registered, string RegisteredPath, bool RegionDiffers)
{
    public static CustomerHints None { get; } = new(null, null, "", false);

    public static CustomerHints Of(CustomerForm form, ListSnapshot lists)
    {
        var registered = RegionList.Registered(lists, form.CreditCode);
        var chosen = lists.Find(ListKind.Region, form.Region);
        var differs = registered is not null && chosen is not null
            && !lists.Path(registered).Contains(chosen) && !lists.Path(chosen).Contains(registered);
        return new CustomerHints(
            lists.Find(ListKind.SizeClass, form.ProposedSizeClass()),
            registered,
            string.Join(' ', lists.Path(registered).Skip(1).Select(r => r.Name)),
            differs);
    }
}
