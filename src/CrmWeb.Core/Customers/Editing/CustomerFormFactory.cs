using System.Globalization;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Tags;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Turns a stored customer back into the form that would save it unchanged.</summary>
internal sealed class CustomerFormFactory(ListSnapshot lists, TagSnapshot tags, FieldConversion conversion)
{
    /// <param name="c">With contacts, tags and decision chain.</param>
    /// <param name="custom">What it carries in custom fields.</param>
    public CustomerForm ToForm(Customer c, CustomValues custom)
    {
        // Who has left stays as it is, outside the form.
        var contacts = c.Contacts.Where(x => x.DepartedOn is null).OrderByDescending(x => x.IsPrimary).ThenBy(x => x.Id).ToList();
        var form = new CustomerForm
        {
            Version = c.Version,
            Tags = [.. c.Tags.Select(t => tags.ById(t.TagId)?.Code).OfType<string>()],
            Owner = c.OwnerId,
            Contacts = [.. contacts.Select(ToForm)],
            StageId = c.StageId,
            MayBeWithoutContact = contacts.Count == 0,
            DecisionChain = [.. c.DecisionChain.OrderBy(l => l.Order).Select(l => ToForm(l, contacts, c.Contacts))],
        };
        conversion.Fill(form, c.ToProfile() with { Custom = custom });
        return form;
    }

    internal ContactForm ToForm(Contact x)
    {
        var form = new ContactForm { Id = x.Id };
        foreach (var field in ContactFields.All)
            field.Type(form, field.List is null ? (string?)field.Stored(x) : lists.ById((int?)field.Stored(x))?.Code);
        conversion.Contacts.Fill(form);
        return form;
    }

    private static DecisionLinkForm ToForm(DecisionLink link, List<Contact> contacts, IEnumerable<Contact> all)
    {
        // Who has left is not among the form's contacts, but stays in the chain as the contact they are.
        var at = contacts.FindIndex(x => x.Id == link.ContactId);
        var departed = at < 0 ? all.FirstOrDefault(x => x.Id == link.ContactId) : null;
        return new DecisionLinkForm
        {
            Contact = departed is not null ? DecisionLinkForm.Departed(departed.Id) : at < 0 ? null : at.ToString(CultureInfo.InvariantCulture),
            DepartedName = departed?.Name,
            Title = link.Title,
            Attitude = DecisionLinkForm.ToCode(link.Attitude),
        };
    }
}
