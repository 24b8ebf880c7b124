using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>What a contact or a follow-up says in a field of the company's own, in words for one reader.</summary>
public sealed record OwnFact(CustomFieldEntry Field, string Words)
{
    /// <summary>Where a link leads.</summary>
    public string? Address { get; init; }
}

/// <summary>Says what pages show of contacts and follow-ups in fields of the company's own; the values come with the rows, in the same question.</summary>
public sealed class OwnFacts(CustomFieldCatalog fields, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>Whether the reader sees any field of the subject, so that values are worth asking for.</summary>
    internal async Task<bool> AreThereAsync(FieldSubject subject, UserScope by, CancellationToken ct) => (await fields.GetAsync(ct)).Of(subject).SeenBy(by).Any();

    /// <summary>What the values of a record say to a reader, in the order of the fields.</summary>
    internal async Task<Func<IEnumerable<TypedValue>, IReadOnlyList<OwnFact>>> ForAsync(FieldSubject subject, UserScope by, CancellationToken ct)
    {
        var seen = (await fields.GetAsync(ct)).Of(subject).SeenBy(by).ToList();
        var (format, view) = (new CustomFieldFormat(await users.GetAsync(ct), clock), PersonalView.Of(by));
        return rows => CustomValues.Of(rows) is var values && values.Fields.Any() ? [.. seen.Select(f => Fact(f, values)).OfType<OwnFact>()] : [];

        OwnFact? Fact(CustomFieldEntry field, CustomValues values) => format.Words(field, values.Of(field.Id), (text["Yes"], text["No"])) is not { } words ? null
            : new OwnFact(field, field.IsPersonal ? view.Words(words)! : words) { Address = field.Type == CustomFieldType.Link && view.IsClear ? WebAddress.Href(words) : null };
    }
}
