using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>
/// Brings a form together with what others saved since it was opened. What the form was opened with is told from the change log,
/// backwards from the customer as it is now.
/// </summary>
public sealed class CustomerMerger(
    CrmDbContext db, ListCatalog lists, TagCatalog tags, CustomFieldCatalog custom, CustomerFormMapper mapper, UserDirectory users, IStringLocalizer<CustomersText> text)
{
    /// <summary>Takes over what only others changed, and tells where both sides did.</summary>
    /// <param name="customer">As it is now, with contacts, tags and decision chain.</param>
    internal async Task<CustomerMerge> MergeAsync(CustomerForm typed, Customer customer, UserScope by, CancellationToken ct)
    {
        var (listSnapshot, tagSnapshot) = (await lists.GetAsync(ct), await tags.GetAsync(ct));
        var changes = await ChangesSince.ReadAsync(db, nameof(Customer), customer.Id, typed.Seen, ct);
        var conversion = await mapper.ConversionAsync(customer, by, ct);
        var forms = new CustomerFormFactory(listSnapshot, tagSnapshot, conversion);
        var theirs = forms.ToForm(customer, conversion.Carried);
        var mine = typed.Complete((await custom.GetAsync(ct)).Customers, theirs, conversion.Contacts, by).Cleaned(theirs.MayBeWithoutContact);

        // What was sent names those who have left by id alone.
        foreach (var link in mine.DecisionChain.Where(l => l.DepartedId is not null))
            link.DepartedName = customer.Contacts.FirstOrDefault(c => c.Id == link.DepartedId)?.Name;
        var merge = new Merging(customer, changes, mine, theirs, new FieldWords(listSnapshot, tagSnapshot, conversion, text), await users.GetAsync(ct), text);

        merge.TakeChosen(conversion.Fields);
        merge.Fields(conversion);
        merge.Tags(tagSnapshot);
        new PeopleMerge(merge, forms, listSnapshot, conversion.Contacts).Run();
        mine.Version = customer.Version;
        mine.Seen = changes.IsKnown ? changes.Newest ?? typed.Seen : await ChangesSince.MarkAsync(db, nameof(Customer), customer.Id, ct);
        mine.TakeTheirs = [];
        return new CustomerMerge(mine, merge.Clashes, [.. merge.Taken.Distinct()]);
    }
}

/// <summary>One form on its way to being merged.</summary>
/// <param name="Mine">The form that was sent; becomes the merged one.</param>
/// <param name="Theirs">The customer as it is now.</param>
internal sealed record Merging(
    Customer Customer, ChangesSince Changes, CustomerForm Mine, CustomerForm Theirs, FieldWords Words, UserSnapshot Users, IStringLocalizer<CustomersText> Text)
{
    public List<FieldDifference> Clashes { get; } = [];

    public List<TakenChange> Taken { get; } = [];

    /// <summary>Of a conflict that was shown: where the user decided for the other's value.</summary>
    public void TakeChosen(IReadOnlyList<CustomerField> fields)
    {
        foreach (var field in fields.Where(f => Mine.TakeTheirs.Contains(f.Key)))
        {
            if (field.Type is { } type)
                type(Mine, field.Typed(Theirs));
            else if (field.Key == nameof(Mine.Tags))
                Mine.Tags = [.. Theirs.Tags];
        }
    }

    public void Fields(FieldConversion conversion)
    {
        var before = Before(conversion);
        foreach (var field in conversion.Fields.Where(f => f.Type is not null))
        {
            // Won and lost come with the stage, whoever moved it.
            if (field.Key == nameof(Mine.Type) && (IsOfStage(Theirs.Type) || IsOfStage(Mine.Type)))
            {
                Mine.Type = Theirs.Type;
                continue;
            }

            var (mine, theirs, first) = (conversion.Spelled(field, Mine), field.Typed(Theirs), field.Typed(before));
            if (Equals(mine, theirs))
                continue;

            var entry = Changes.Last(nameof(Customer), Customer.Id, field.StoredAs);
            if (Changes.IsKnown && Equals(mine, first))
            {
                field.Type!(Mine, theirs);
                Take(field.Label(Text), entry);
            }
            else if (!Changes.IsKnown || !Equals(theirs, first))
            {
                Clash(field.Custom?.InForm ?? field.Key, field.Label(Text), Words.Of(field, Mine), Words.Of(field, Theirs), entry, field.Key);
            }
        }
    }

    public void Tags(TagSnapshot tags)
    {
        var key = nameof(Mine.Tags);
        List<string> mine = [.. Mine.Tags.Select(code => tags.Find(code)?.Code ?? code).Distinct()];
        if (!Changes.IsKnown)
        {
            if (!mine.ToHashSet().SetEquals(Theirs.Tags))
                Clash(key, Text[key], Words.Of(Field(key), Mine), Words.Of(Field(key), Theirs), null, key);
            return;
        }

        var before = Changes.RowsBefore(nameof(CustomerTag), Customer.Tags.Select(t => KeyValuePair.Create(t.TagId, (string?)null))).Keys
            .Select(id => tags.ById(id)?.Code).OfType<string>().ToHashSet();
        List<string> merged = [.. mine.Where(code => !before.Contains(code) || Theirs.Tags.Contains(code)), .. Theirs.Tags.Where(code => !before.Contains(code) && !mine.Contains(code))];
        if (!merged.ToHashSet().SetEquals(mine))
            Take(Text[key], Changes.Last(nameof(CustomerTag)));
        Mine.Tags = merged;
    }

    public void Take(string label, AuditEntry? entry) => Taken.Add(new TakenChange(label, Users.Name(entry?.ActorId)));

    public void Clash(string field, string label, string mine, string theirs, AuditEntry? entry, string? choice) =>
        Clashes.Add(new FieldDifference(field, label, mine, theirs) { By = Users.Name(entry?.ActorId), At = entry?.At, Choice = choice });

    public static CustomerField Field(string key) => CustomerFields.Named(key)!;

    private static bool IsOfStage(CustomerType? type) => type is CustomerType.Won or CustomerType.Lost;

    /// <summary>What the form was opened with.</summary>
    private CustomerForm Before(FieldConversion conversion)
    {
        var profile = Customer.ToProfile() with { Custom = conversion.Carried };
        foreach (var field in conversion.Fields.Where(f => f.Stored is not null))
        {
            if (Changes.First(nameof(Customer), Customer.Id, field.StoredAs) is { } changed)
                profile = FieldConversion.Before(field, profile, changed.OldValue);
        }

        var form = new CustomerForm();
        conversion.Fill(form, profile);
        return form;
    }
}
