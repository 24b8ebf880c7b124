using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Pages.Customers;
using CrmWeb.Pages.Lists;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Contacts;

/// <summary>What the contact list can show besides the contact.</summary>
internal static class ContactColumns
{
    /// <param name="own">Fields of the company's own that the reader finds in lists.</param>
    public static IReadOnlyList<ListColumn> All(IStringLocalizer<CustomersText> text, IEnumerable<CustomFieldEntry> own) =>
    [
        new("phone", text["Contacts.Phone"]) { IsDefault = true },
        new("mail", text["Contact.Mail"]) { IsDefault = true, Priority = 3 },
        new("customer", text["Customer"]) { IsDefault = true, Class = "card-wide fits", Sort = "customer" },
        new("owner", text["Owner"]) { IsDefault = true, Priority = 2, Class = "nowrap", Sort = "owner", About = ["owner"] },
        new("role", text["Contact.Role"]) { Priority = 3, About = ["role"] },
        new("title", text["Contact.Title"]) { Priority = 3 },
        new("wechat", text["Contact.WeChat"]) { Priority = 4 },
        new("left", text["Contact.DepartedOn"]) { Priority = 3, Class = "nowrap", Sort = "left", IsLargestFirst = true },
        new("added", text["CreatedAt"]) { Priority = 4, Class = "nowrap", Sort = "added", IsLargestFirst = true },
        new("updated", text["Contacts.CustomerUpdated"]) { Priority = 4, Class = "nowrap", Sort = "updated", IsLargestFirst = true },
        .. own.Select(OwnFieldParts.Column),
    ];
}
