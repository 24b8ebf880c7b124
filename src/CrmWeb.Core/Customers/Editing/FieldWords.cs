using System.Globalization;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>What stands in a customer form, as people read it.</summary>
internal sealed class FieldWords(ListSnapshot lists, TagSnapshot tags, FieldConversion conversion, IStringLocalizer<CustomersText> text)
{
    public string Of(CustomerField field, CustomerForm form) => field.Kind == FieldKind.Rows ? Rows(field.Key, form) : Of(field, field.Typed(form) ?? field.Proposed?.Invoke(form));

    private string Of(CustomerField field, object? typed) => (field.Kind, typed) switch
    {
        (_, null) => "",
        (FieldKind.List, string code) => lists.Find(field.List!.Value, code)?.Name ?? "",
        (FieldKind.Custom, string said) => conversion.Format.Read(field.Custom!, said, conversion.Carried.Of(field.Custom!.Id)).Raw is { } raw ? conversion.Format.Words(field.Custom, raw, (text["Yes"], text["No"]))! : said,
        (FieldKind.Choice, _) => text[$"{field.Choices}.{typed}"].Value,
        (FieldKind.YesNo, bool yes) => text[yes ? "Yes" : "No"].Value,
        (FieldKind.Number, string number) when CompanyFigures.TryParseHeadcount(number, out var persons) => persons.ToString(CultureInfo.InvariantCulture),
        (FieldKind.Revenue, string amount) when CompanyFigures.TryParseRevenue(amount, out var yuan) => CompanyFigures.RevenueToInput(yuan)!,
        (FieldKind.Money, string amount) when Money.TryParse(amount, out var yuan) => Money.ToInput(yuan)!,
        (_, DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => (string)typed,
    };

    private string Rows(string key, CustomerForm f) => key switch
    {
        nameof(f.Tags) => string.Join(", ", f.Tags.Order(StringComparer.Ordinal).Select(code => tags.Find(code)?.Name)),
        nameof(f.DecisionChain) => string.Join(" → ", f.DecisionChain.Select(l => Link(f, l))),
        nameof(f.Contacts) => string.Join("\n", f.Contacts.Select(Of)),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No rows of the customer."),
    };

    /// <summary>A contact on one line.</summary>
    public string Of(ContactForm contact) => string.Join(" ", conversion.Contacts.Fields.Select(f => Of(f, contact)).Where(part => part.Length > 0));

    public string Of(ContactField field, ContactForm contact) => field.Custom is { } custom
        ? conversion.Contacts.Own.Words(custom, contact, conversion.Contacts.Carried(contact.Id), (text["Yes"], text["No"]))
        : (field.List is { } list ? lists.Find(list, field.Typed(contact))?.Name : field.Typed(contact)) ?? "";

    private string Link(CustomerForm f, DecisionLinkForm link)
    {
        var contact = link.ContactIndex is { } at && at < f.Contacts.Count ? f.Contacts[at].Name
            : link.DepartedId is not null ? text["DepartedContact", link.DepartedName ?? ""].Value : null;
        return string.Join(" ", new[] { contact, link.Title, link.Attitude is null ? null : $"({text[$"Attitude.{link.Attitude}"].Value})" }.OfType<string>());
    }
}
