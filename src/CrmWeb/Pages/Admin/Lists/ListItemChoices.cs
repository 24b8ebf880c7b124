using System.Globalization;
using CrmWeb.Core.Data;
using CrmWeb.Core.Lists;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CrmWeb.Pages.Admin.Lists;

/// <summary>What the selects of the lists' pages offer, and the form of an entry.</summary>
internal static class ListItemChoices
{
    public static IReadOnlyList<SelectListItem> Parents(ListTable table, ListItemRow? row) => Items(table, table.ParentsFor(row));

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
