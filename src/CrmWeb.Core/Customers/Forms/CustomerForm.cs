using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>What the customer form sends. Lists are named by code.</summary>
public sealed partial class CustomerForm : ICustomForm
{
    public const int NameMax = 100;
    public const int ShortNameMax = 60;
    public const int LineMax = FormText.LineMax;
    public const int LongText = 2000;
    public const int MaxContacts = 30;
    public const int MaxDecisionLinks = 20;

    /// <summary>Idempotency key: the same form sent twice makes one customer.</summary>
    public Guid CreationKey { get; set; }

    /// <summary>The version the form was opened with; null for a new customer.</summary>
    public Guid? Version { get; set; }

    /// <summary>The last entry of the customer's change log when the form was opened; what others changed since stands behind it.</summary>
    public long? Seen { get; set; }

    /// <summary>Of a conflict shown before: where the other's value is taken, see <see cref="Editing.FieldDifference.Choice"/>.</summary>
    public List<string> TakeTheirs { get; set; } = [];

    public string? Name { get; set; }

    public string? ShortName { get; set; }

    public CustomerKind? Kind { get; set; }

    public string? CreditCode { get; set; }

    public string? Industry { get; set; }

    public string? Region { get; set; }

    public string? Address { get; set; }

    /// <summary>The first is the primary one.</summary>
    public List<ContactForm> Contacts { get; set; } = [];

    /// <summary>Everybody the stored customer knew has left, so the form need not name anybody; never sent.</summary>
    public bool MayBeWithoutContact { get; internal set; }

    /// <summary>Where the stored customer stands; null for a new one. Never sent.</summary>
    public int? StageId { get; internal set; }

    public CustomerType? Type { get; set; }

    public CustomerCategory? Category { get; set; }

    public CustomerLevel? Level { get; set; }

    public string? Source { get; set; }

    public string? SourceDetail { get; set; }

    /// <summary>Codes of tags.</summary>
    public List<string> Tags { get; set; } = [];

    public string? NeedSummary { get; set; }

    /// <summary>The owner's id; null for oneself.</summary>
    public int? Owner { get; set; }

    /// <summary>The user has seen the likely duplicates and saves all the same.</summary>
    public bool ConfirmDuplicate { get; set; }

    /// <inheritdoc/>
    public Dictionary<string, List<string>> Custom { get; set; } = [];

    internal CustomerForm Copy()
    {
        var copy = (CustomerForm)MemberwiseClone();
        copy.Custom = this.CopyOfCustom();
        copy.Contacts = [.. (Contacts ?? []).Select(c => c.Copy())];
        return copy;
    }

    /// <summary>A copy with every text trimmed and cleaned, without further contacts and links of the decision chain in which nothing was typed.</summary>
    /// <inheritdoc cref="MayBeWithoutContact" path="/summary"/>
    public CustomerForm Cleaned(bool mayBeWithoutContact = false)
    {
        var copy = Copy();
        copy.MayBeWithoutContact = mayBeWithoutContact;
        foreach (var field in CustomerFields.All)
            field.Clean(copy);
        copy.Tags = [.. (Tags ?? []).Where(t => !string.IsNullOrWhiteSpace(t)).Distinct()];
        CleanPeople(copy);
        return copy;
    }

    /// <summary>A copy with one field of another form.</summary>
    internal CustomerForm With(CustomerField field, CustomerForm other)
    {
        var copy = Cleaned(MayBeWithoutContact);
        if (field.Type is { } type)
            type(copy, field.Typed(other));
        else if (field.Key == nameof(Tags))
            copy.Tags = [.. other.Tags];
        return copy;
    }

    private void CleanPeople(CustomerForm copy)
    {
        List<int?> places = [];
        List<ContactForm> kept = [];
        foreach (var contact in (Contacts ?? []).Select(c => c.Cleaned()))
        {
            var stays = !contact.IsEmpty || (places.Count == 0 && !copy.MayBeWithoutContact);
            places.Add(stays ? kept.Count : null);
            if (stays)
                kept.Add(contact);
        }

        copy.Contacts = kept.Count > 0 || copy.MayBeWithoutContact ? kept : [new ContactForm()];
        copy.DecisionChain = [.. (DecisionChain ?? []).Select(l => l.Cleaned(places)).Where(l => !l.IsEmpty)];
    }
}
