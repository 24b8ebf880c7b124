using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Search;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers;

/// <summary>A person at a customer; exactly one is the primary one.</summary>
public sealed class Contact : IAudited
{
    /// <summary>Name and mail at their longest, grown as far as folding lets them, with both numbers.</summary>
    public const int SearchKeyMax = 1200;

    private Contact()
    {
    }

    public Contact(ContactFacts facts, bool isPrimary, DateTime at)
    {
        CreatedAt = at;
        Change(facts, isPrimary);
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    public string Name { get; private set; } = "";

    public int? SalutationId { get; private set; }

    /// <summary>As typed.</summary>
    public string? Mobile { get; private set; }

    /// <summary>As typed.</summary>
    public string? Landline { get; private set; }

    /// <summary>11 digits, or + and country code and number; for duplicates and search.</summary>
    [NotAudited]
    public string? MobileDigits { get; private set; }

    [NotAudited]
    public string? LandlineDigits { get; private set; }

    /// <summary>Mobile digits backwards, so that the last digits of a phone find it by an index.</summary>
    [NotAudited]
    public string? MobileReversed { get; private set; }

    public string? Title { get; private set; }

    public string? Mail { get; private set; }

    public string? WeChat { get; private set; }

    /// <summary>Role in the decision.</summary>
    public int? RoleId { get; private set; }

    /// <summary>Personality and how to talk to them.</summary>
    public string? Notes { get; private set; }

    public bool IsPrimary { get; private set; }

    /// <summary>Last day at the customer; a departed contact is kept, and never the primary one.</summary>
    public DateOnly? DepartedOn { get; private set; }

    /// <summary>The same person at the customer they came from, where they are kept as departed.</summary>
    public int? PreviousId { get; private set; }

    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    /// <summary>Name, phones and mail in comparison form, for substring search.</summary>
    [NotAudited]
    public string SearchKey { get; private set; } = "";

    /// <summary>The <see cref="FoldedText.Version"/> by which the keys were made.</summary>
    [NotAudited]
    public int KeyVersion { get; private set; }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;

    public void Change(ContactFacts facts, bool isPrimary)
    {
        Name = facts.Name;
        SalutationId = facts.SalutationId;
        Mobile = facts.Mobile;
        Landline = facts.Landline;
        Title = facts.Title;
        Mail = facts.Mail;
        WeChat = facts.WeChat;
        RoleId = facts.RoleId;
        Notes = facts.Notes;
        IsPrimary = isPrimary && DepartedOn is null;
        RenewKeys();
    }

    /// <summary>Folds what is compared and searched anew; see <see cref="KeyRenewal"/>.</summary>
    internal void RenewKeys()
    {
        MobileDigits = PhoneNumber.TryParseMobileOrForeign(Mobile, out var mobile) ? mobile : null;
        LandlineDigits = PhoneNumber.TryParseLandlineOrForeign(Landline, out var landline) ? landline : null;
        MobileReversed = MobileDigits is null ? null : new string([.. MobileDigits.Reverse()]);
        SearchKey = FoldedText.Bounded(SearchText.Key(Name, MobileDigits, LandlineDigits, Mail), SearchKeyMax);
        KeyVersion = FoldedText.Version;
    }

    /// <summary>Left the customer; see <see cref="Customer.Depart"/>, which finds another primary one.</summary>
    internal void Leave(DateOnly lastDay)
    {
        DepartedOn = lastDay;
        IsPrimary = false;
    }

    /// <summary>Takes the departure back.</summary>
    internal void Stay() => DepartedOn = null;

    internal void MakePrimary() => IsPrimary = true;

    /// <summary>The same person at another customer: what is theirs comes along, what was the old customer's does not.</summary>
    internal Contact AtAnother(ContactFacts facts, DateTime at) => new(facts, isPrimary: false, at) { PreviousId = Id };
}

/// <summary>What the form says of a contact, checked and with codes turned into ids.</summary>
public sealed record ContactFacts(string Name, int? SalutationId, string? Mobile, string? Landline, string? Title, string? Mail, string? WeChat, int? RoleId, string? Notes = null)
{
    /// <summary>In the company's own fields, which are kept beside the contact.</summary>
    internal CustomValues Custom { get; init; } = CustomValues.None;
}
