using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Exports;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>The contact list as a file: what its columns hold, as values.</summary>
internal sealed class ContactExport(ContactQueries queries, ContactConditions conditions, CustomFieldCatalog fields, OrganizationClock clock, UserScope by, IStringLocalizer<CustomersText> text) : IListExport
{
    public string Code => ListPlaces.Contacts;

    public string Address => CrmLinks.Contacts();

    public string Title => text["Contacts"];

    public async Task<ListParts> OfAsync(string query, CancellationToken ct)
    {
        var filter = QueryRecord.Of<ContactFilter>(query) with { P = null, Size = "1", Custom = CustomFieldConditions.AskedIn(QueryHelpers.ParseQuery(query)) };
        List<CustomFieldEntry> own = [.. (await fields.GetAsync(ct)).Contacts.ListedFor(by)];
        var columns = ContactColumns.All(text, own);
        var source = new ExportSource<ContactRow>(
            [.. Cells(columns.ToDictionary(c => c.Key, c => c.Label)), .. own.Select(f => OwnFieldParts.Export<ContactRow>(f, r => r.Own))],
            (most, go) => queries.IdsAsync(filter, most, by, go), (ids, keys, go) => queries.OfIdsAsync(ids, keys, by, go));
        return new ListParts(columns, go => conditions.OfAsync(filter, go), source, async go => (await queries.ListAsync(filter, by, go)).Total);
    }

    private ExportColumn<ContactRow>[] Cells(Dictionary<string, string> label)
    {
        ExportColumn<ContactRow> Time(string key, Func<ContactRow, DateTime> utc) => new(key, new ExportHead(label[key], ExportKind.Time), row => ExportCell.At(clock.ToLocal(utc(row))));

        return
        [
            new("", text["Contact.Name"], r => r.Card.Name), new("", text["Contact.Salutation"], r => r.Card.Salutation?.Name),
            new("", text["Contact.IsPrimary"], r => text[r.Card.IsPrimary ? "Yes" : "No"]),
            new("phone", text["Contact.Mobile"], r => r.Card.Mobile), new("phone", text["Contact.Landline"], r => r.Card.Landline), new("mail", label["mail"], r => r.Card.Mail),
            new("customer", text["Name"], r => r.CustomerName), new("customer", text["Number"], r => r.CustomerNumber),
            new("owner", label["owner"], r => r.OwnerName.Length > 0 ? r.OwnerName : text["Duplicate.InPool"]),
            new("role", label["role"], r => r.Card.Role?.Name), new("title", label["title"], r => r.Card.Title), new("wechat", label["wechat"], r => r.Card.WeChat),
            new("left", new ExportHead(label["left"], ExportKind.Day), r => ExportCell.Of(r.Card.DepartedOn)), Time("added", r => r.AddedAt), Time("updated", r => r.CustomerUpdatedAt),
        ];
    }
}
