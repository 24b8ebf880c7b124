using System.Globalization;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>What the selects of the lists' pages offer, and the form of an entry.</summary>
internal static class ListItemChoices
{
    public static IReadOnlyList<SelectListItem> Parents(ListTable table) => Items(table, table.ParentsFor(null));

    /// <summary>Where the entry may hang; what it hangs below stays on offer.</summary>
    public static IReadOnlyList<SelectListItem> Parents(ListTable table, ListItemRow row, StoredChoices stored)
    {
        var offered = Items(table, table.ParentsFor(row).Where(p => p.IsActive));
        return row.ParentId is not { } parent ? offered : stored.Keep(offered, parent.ToString(CultureInfo.InvariantCulture), table.Path(table.Row(parent)));
    }

    public static IReadOnlyList<SelectListItem> Winners(ListTable table, ListItemRow row) => Items(table, table.WinnersFor(row));

    public static ListItemForm FormOf(ListTable table, ListItemRow row) => new()
    {
        Code = row.Code,
        Zh = row.Zh,
        En = row.En,
        Aliases = row.Aliases,
        Parent = row.ParentId,
        From = table.Traits.Kind == ListKind.RevenueBand ? Money.ToInput(row.From) : row.From?.ToString("0", CultureInfo.InvariantCulture),
        Version = row.Version,
    };

    private static List<SelectListItem> Items(ListTable table, IEnumerable<ListItemRow> rows) =>
        [.. rows.Select(r => new SelectListItem(table.Path(r), r.Id.ToString(CultureInfo.InvariantCulture)))];
}
