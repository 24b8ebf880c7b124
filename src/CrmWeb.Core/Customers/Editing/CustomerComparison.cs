using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>One field in which two versions of a customer differ; values as people read them.</summary>
public sealed record FieldDifference(string Field, string Label, string Mine, string Theirs);

/// <summary>Puts a form beside the customer as somebody else has saved it meanwhile.</summary>
public sealed class CustomerComparison(CustomerEditor editing, ListCatalog lists, TagCatalog tags, IStringLocalizer<CustomersText> text)
{
    /// <returns>The stored form, whose version the next save must carry, and every field that differs.</returns>
    /// <exception cref="NotFoundException">The customer is gone, or no longer the user's to change.</exception>
    public async Task<(CustomerForm Stored, IReadOnlyList<FieldDifference> Differences)> CompareAsync(
        int id, CustomerForm typed, UserScope by, CancellationToken ct)
    {
        var stored = await editing.OpenAsync(id, by, ct);
        var mine = typed.Cleaned(stored.MayBeWithoutContact);
        var listSnapshot = await lists.GetAsync(ct);
        var tagSnapshot = await tags.GetAsync(ct);
        // What was sent names those who have left by id alone.
        foreach (var link in mine.DecisionChain)
            link.DepartedName = stored.DecisionChain.Find(l => l.DepartedId is not null && l.DepartedId == link.DepartedId)?.DepartedName;
        var before = Values(stored, listSnapshot, tagSnapshot).ToDictionary(v => v.Field, v => v.Value);
        return (stored,
        [
            .. Values(mine, listSnapshot, tagSnapshot)
                .Where(v => v.Field != nameof(CustomerForm.Type) || stored.Type is CustomerType.Potential or CustomerType.Interested)
                .Where(v => v.Value != before[v.Field])
                .Select(v => new FieldDifference(v.Field, text[v.Field], v.Value, before[v.Field])),
        ]);
    }

    private IEnumerable<(string Field, string Value)> Values(CustomerForm f, ListSnapshot lists, TagSnapshot tags) =>
        CustomerFields.All.Where(field => field.Key != nameof(f.Owner))
            .Select(field => (field.Key, field.Kind == FieldKind.Rows ? Rows(field.Key, f, lists, tags) : Words(field, field.Typed(f) ?? field.Proposed?.Invoke(f), lists)));

    /// <summary>Amounts are the same however they are written.</summary>
    private string Words(CustomerField field, object? typed, ListSnapshot lists) => (field.Kind, typed) switch
    {
        (_, null) => "",
        (FieldKind.List, string code) => lists.Find(field.List!.Value, code)?.Name ?? "",
        (FieldKind.Choice, _) => text[$"{field.Choices}.{typed}"].Value,
        (FieldKind.YesNo, bool yes) => text[yes ? "Yes" : "No"].Value,
        (FieldKind.Number, string number) when CompanyFigures.TryParseHeadcount(number, out var persons) => persons.ToString(CultureInfo.InvariantCulture),
        (FieldKind.Revenue, string amount) when CompanyFigures.TryParseRevenue(amount, out var yuan) => CompanyFigures.RevenueToInput(yuan)!,
        (FieldKind.Money, string amount) when Money.TryParse(amount, out var yuan) => Money.ToInput(yuan)!,
        (_, DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => (string)typed,
    };

    private string Rows(string key, CustomerForm f, ListSnapshot lists, TagSnapshot tags) => key switch
    {
        nameof(f.Tags) => string.Join(", ", f.Tags.Order(StringComparer.Ordinal).Select(code => tags.Find(code)?.Name)),
        nameof(f.DecisionChain) => string.Join(" → ", f.DecisionChain.Select(l => Link(f, l))),
        nameof(f.Contacts) => string.Join("\n", f.Contacts.Select(c => Contact(c, lists))),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "No rows of the customer."),
    };

    private static string Contact(ContactForm c, ListSnapshot lists) => string.Join(" ", new[]
    {
        c.Name, lists.Find(ListKind.Salutation, c.Salutation)?.Name, c.Mobile, c.Landline, c.Title, c.Mail, c.WeChat, lists.Find(ListKind.ContactRole, c.Role)?.Name, c.Notes,
    }.Where(part => !string.IsNullOrEmpty(part)));

    private string Link(CustomerForm f, DecisionLinkForm link)
    {
        var contact = link.ContactIndex is { } at && at < f.Contacts.Count ? f.Contacts[at].Name
            : link.DepartedId is not null ? text["DepartedContact", link.DepartedName ?? ""].Value : null;
        return string.Join(" ", new[] { contact, link.Title, link.Attitude is null ? null : $"({text[$"Attitude.{link.Attitude}"].Value})" }.OfType<string>());
    }
}
