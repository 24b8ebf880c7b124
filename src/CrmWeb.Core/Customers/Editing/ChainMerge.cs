using System.Globalization;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>Brings the decision chain of a form together with what others made of it; it is taken and asked as a whole.</summary>
/// <param name="rows">The form's contacts as they were sent, by whose place the links name them.</param>
/// <param name="kept">The contacts of the merged form.</param>
/// <param name="becomes">Whom a row has become; null for one that is gone.</param>
internal sealed class ChainMerge(Merging merge, IReadOnlyList<ContactForm> rows, List<ContactForm> kept, IReadOnlyDictionary<ContactForm, ContactForm?> becomes)
{
    private const string Chain = nameof(CustomerForm.DecisionChain);

    private readonly ChangesSince changes = merge.Changes;
    private readonly CustomerForm mine = merge.Mine;
    private readonly CustomerForm theirs = merge.Theirs;

    /// <param name="said">The form's chain in words.</param>
    public void Run(string said)
    {
        // Decided when the form was shown again: since then nobody need have changed anything.
        if (mine.TakeTheirs.Contains(Chain))
        {
            TakeChain();
            return;
        }

        var (stored, entry) = (merge.Words.Of(Merging.Field(Chain), theirs), changes.Last(nameof(DecisionLink)));
        if (!changes.IsKnown)
        {
            if (said != stored)
                merge.Clash(Chain, merge.Text[Chain], said, stored, null, Chain);
        }
        else if (Before() is { } before && Labels() is var sent && !sent.SequenceEqual(Stored()))
        {
            if (sent.SequenceEqual(before))
            {
                merge.Take(merge.Text[Chain], entry);
                TakeChain();
                return;
            }

            merge.Clash(Chain, merge.Text[Chain], said, stored, entry, Chain);
        }

        KeepChain();
    }

    private List<string> Stored() => [.. merge.Customer.DecisionChain.Select(l => ((IAuditLabel)l).AuditLabel!).Order(StringComparer.Ordinal)];

    /// <summary>The chain as the form was opened with it: place, attitude and whom each link names; null where nobody else changed it.</summary>
    private List<string>? Before() => changes.Of(nameof(DecisionLink)).Any()
        ? [.. changes.RowsBefore(nameof(DecisionLink), merge.Customer.DecisionChain.Select(l => KeyValuePair.Create(l.Id, ((IAuditLabel)l).AuditLabel))).Values.OfType<string>().Order(StringComparer.Ordinal)]
        : null;

    /// <summary>The form's chain in the words of the change log; names as they were, for a name may be changed by the same form.</summary>
    private List<string> Labels() =>
    [
        .. mine.DecisionChain.Select((link, i) =>
        {
            var row = link.ContactIndex is { } at && at < rows.Count ? rows[at] : null;
            var id = row?.Id ?? link.DepartedId;
            var name = merge.Customer.Contacts.FirstOrDefault(c => c.Id == id)?.Name ?? row?.Name;
            return DecisionLink.Label(i + 1, DecisionLinkForm.ToNumber(link.Attitude), name, link.Title);
        }).Order(StringComparer.Ordinal),
    ];

    /// <summary>Links name contacts by their place, which may be another by now.</summary>
    private void KeepChain()
    {
        foreach (var link in mine.DecisionChain)
        {
            if (link.ContactIndex is { } at && at < rows.Count)
                link.Contact = becomes[rows[at]] is { } now ? Place(now) : rows[at].Id is { } id ? DecisionLinkForm.Departed(id) : null;
        }
    }

    private void TakeChain()
    {
        foreach (var link in theirs.DecisionChain)
        {
            if (link.ContactIndex is { } at)
                link.Contact = kept.Find(c => c.Id == theirs.Contacts[at].Id) is { } now ? Place(now) : null;
        }

        mine.DecisionChain = [.. theirs.DecisionChain.Where(l => !l.IsEmpty)];
    }

    private string Place(ContactForm contact) => kept.IndexOf(contact).ToString(CultureInfo.InvariantCulture);
}
