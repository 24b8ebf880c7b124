using System.Globalization;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Brings the contacts of a form together with what others made of them, and with them the decision chain.</summary>
internal sealed class PeopleMerge(Merging merge, CustomerFormFactory forms, ListSnapshot lists, ContactConversion own)
{
    private const string Contacts = nameof(CustomerForm.Contacts);

    private readonly ChangesSince changes = merge.Changes;
    private readonly CustomerForm mine = merge.Mine;
    private readonly CustomerForm theirs = merge.Theirs;
    private readonly List<ContactForm> rows = [.. merge.Mine.Contacts];
    private readonly List<ContactForm> kept = [];

    /// <summary>Whom a row of mine has become; null for one that is gone.</summary>
    private readonly Dictionary<ContactForm, ContactForm?> becomes = [];

    public void Run()
    {
        var said = merge.Words.Of(Merging.Field(nameof(mine.DecisionChain)), mine);
        if (mine.TakeTheirs.Contains(Contacts))
            TakeContacts();
        else if (changes.IsKnown)
            MergeContacts();
        else
            AskContacts();
        mine.Contacts = kept;
        new ChainMerge(merge, rows, kept, becomes).Run(said);
    }

    /// <summary>The user decided for the other's contacts; the links of the own chain go on naming those who are among them.</summary>
    private void TakeContacts()
    {
        kept.AddRange(theirs.Contacts);
        foreach (var row in rows)
            becomes[row] = kept.Find(c => row.Id is null ? c.Name == row.Name : c.Id == row.Id);
    }

    /// <summary>Where nobody knows who was there before, they are asked about together.</summary>
    private void AskContacts()
    {
        var field = Merging.Field(Contacts);
        if (merge.Words.Of(field, mine) is var typed && merge.Words.Of(field, theirs) is var stored && typed != stored)
            merge.Clash(Contacts, merge.Text[Contacts], typed, stored, null, Contacts);
        foreach (var row in rows)
            Keep(row, row);
    }

    private void MergeContacts()
    {
        var before = Current();
        foreach (var row in rows)
        {
            var stored = row.Id is null ? null : theirs.Contacts.Find(c => c.Id == row.Id);
            if (stored is not null)
                Keep(row, Merged(row, stored));
            else if (row.Id is null || !before.Contains(row.Id.Value))
                Keep(row, row);
            else
                Gone(row);
        }

        foreach (var stored in theirs.Contacts.Where(c => rows.TrueForAll(row => row.Id != c.Id)))
            Missing(stored, before.Contains(stored.Id!.Value));
    }

    private void Keep(ContactForm row, ContactForm merged)
    {
        becomes[row] = merged;
        kept.Add(merged);
    }

    /// <summary>Both sides have the contact: field by field.</summary>
    private ContactForm Merged(ContactForm row, ContactForm stored)
    {
        var (merged, before) = (row.Cleaned(), Before(stored));
        foreach (var field in own.Fields)
        {
            var (typed, other) = (own.Spelled(field, row), field.Typed(stored));
            var choice = string.Create(CultureInfo.InvariantCulture, $"Contact:{row.Id}:{field.Key}");
            if (typed == other)
                continue;
            var entry = changes.Last(nameof(Contact), row.Id, field.StoredAs);
            var label = $"{stored.Name} · {field.Label(merge.Text)}";
            if (mine.TakeTheirs.Contains(choice))
            {
                field.Type(merged, other);
            }
            else if (typed == field.Typed(before))
            {
                field.Type(merged, other);
                merge.Take(label, entry);
            }
            else if (other != field.Typed(before))
            {
                merge.Clash(
                    string.Create(CultureInfo.InvariantCulture, $"{Contacts}[{kept.Count}].{field.InForm}"), label, merge.Words.Of(field, row), merge.Words.Of(field, stored), entry, choice);
            }
        }

        return merged;
    }

    /// <summary>Somebody else took the contact off the record, or noted that they have left.</summary>
    private void Gone(ContactForm row)
    {
        var entry = changes.Last(nameof(Contact), row.Id);
        var left = merge.Customer.Contacts.FirstOrDefault(c => c.Id == row.Id);
        if (left is not null && own.Fields.All(f => own.Spelled(f, row) == f.Typed(Before(forms.ToForm(left)))))
        {
            becomes[row] = null;
            merge.Take($"{merge.Text["Contact"]} {row.Name}", entry);
            return;
        }

        // Whether the row was changed is not known, or it was: it stays until its user takes it off.
        var again = row.Cleaned();
        again.Id = null;
        Keep(row, again);
        merge.Clash($"{Contacts}[{kept.Count - 1}]", merge.Text["Contact"], merge.Words.Of(row), merge.Text["Conflict.Removed"], entry, choice: null);
    }

    /// <summary>The form has not got the contact.</summary>
    /// <param name="wasThere">It was in the form once: its user took it off.</param>
    private void Missing(ContactForm stored, bool wasThere)
    {
        if (!wasThere)
        {
            kept.Add(stored);
            merge.Take($"{merge.Text["Contact"]} {stored.Name}", changes.Last(nameof(Contact), stored.Id));
        }
        else if (changes.Of(nameof(Contact), stored.Id).Any(a => own.Fields.Any(f => f.StoredAs == a.Field)))
        {
            kept.Add(stored);
            merge.Clash($"{Contacts}[{kept.Count - 1}]", merge.Text["Contact"], merge.Text["Conflict.Removed"], merge.Words.Of(stored), changes.Last(nameof(Contact), stored.Id), choice: null);
        }
    }

    /// <summary>Ids of those who were current when the form was opened.</summary>
    private HashSet<int> Current()
    {
        var rows = changes.RowsBefore(nameof(Contact), merge.Customer.Contacts.Select(c => KeyValuePair.Create(c.Id, (string?)c.Name)));
        var ids = rows.Keys.ToHashSet();
        foreach (var contact in merge.Customer.Contacts)
        {
            var left = changes.First(nameof(Contact), contact.Id, nameof(Contact.DepartedOn)) is { } moved ? moved.OldValue is not null : contact.DepartedOn is not null;
            if (left)
                ids.Remove(contact.Id);
        }

        return ids;
    }

    /// <summary>A contact as the form was opened with it.</summary>
    private ContactForm Before(ContactForm stored)
    {
        var before = stored.Cleaned();
        foreach (var field in own.Fields)
        {
            if (changes.First(nameof(Contact), stored.Id!.Value, field.StoredAs) is { } first)
                field.Type(before, Shown(field, first.OldValue));
        }

        return before;
    }

    /// <summary>What the form says where the change log says this.</summary>
    private string? Shown(ContactField field, string? raw) => field.Custom is { } custom ? own.Own.Format.ToInput(custom, raw)
        : field.List is null ? raw : lists.ById(int.TryParse(raw, CultureInfo.InvariantCulture, out var id) ? id : null)?.Code;
}
