using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Customers.Contacts;

/// <summary>A contact as the record shows it; <see cref="Dial"/> holds what to dial, or null where masked.</summary>
public sealed record ContactCard(
    int Id, string Name, ListEntry? Salutation, string? Mobile, string? MobileDial, string? Landline, string? LandlineDial,
    string? Title, string? Mail, string? WeChat, ListEntry? Role, bool IsPrimary, DateOnly? DepartedOn, string? Notes = null)
{
    public string? Dial => MobileDial ?? LandlineDial;

    /// <summary>Where they were before.</summary>
    public ContactStation? From { get; init; }

    /// <summary>Where they are now.</summary>
    public ContactStation? To { get; init; }

    /// <summary>What is said in the company's own fields; only where it was asked for.</summary>
    public IReadOnlyList<OwnFact> Own { get; init; } = [];

    internal static ContactCard Of(Contact x, ListSnapshot list, UserScope by) => by.Has(Permissions.PersonalDataView)
        ? new ContactCard(x.Id, x.Name, list.ById(x.SalutationId), PhoneNumber.Shown(x.Mobile), PhoneNumber.Dial(x.Mobile), PhoneNumber.Shown(x.Landline), PhoneNumber.Dial(x.Landline),
            x.Title, x.Mail, x.WeChat, list.ById(x.RoleId), x.IsPrimary, x.DepartedOn, x.Notes)
        : new ContactCard(x.Id, PersonalData.MaskName(x.Name), list.ById(x.SalutationId), Masked(x.Mobile, PersonalData.MaskPhone), null,
            Masked(x.Landline, PersonalData.MaskPhone), null, PersonalView.Of(by).Words(x.Title), Masked(x.Mail, PersonalData.MaskMail),
            Masked(x.WeChat, PersonalData.MaskWeChat), list.ById(x.RoleId), x.IsPrimary, x.DepartedOn);

    private static string? Masked(string? value, Func<string?, string> mask) => value is null ? null : mask(value);
}
