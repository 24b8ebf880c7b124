using CrmWeb.Core.Data;

namespace CrmWeb.Core.Customers;

/// <summary>What the customer form sends. Lists are named by code.</summary>
public sealed class CustomerForm
{
    public const int NameMax = 100;
    public const int ShortNameMax = 60;
    public const int LineMax = 200;
    public const int LongText = 2000;
    public const int MaxContacts = 30;

    /// <summary>Idempotency key: the same form sent twice makes one customer.</summary>
    public Guid CreationKey { get; set; }

    /// <summary>The version the form was opened with; null for a new customer.</summary>
    public Guid? Version { get; set; }

    public string? Name { get; set; }

    public string? ShortName { get; set; }

    public CustomerKind? Kind { get; set; }

    public string? CreditCode { get; set; }

    public string? Industry { get; set; }

    public string? Region { get; set; }

    public string? Address { get; set; }

    /// <summary>The first is the primary one.</summary>
    public List<ContactForm> Contacts { get; set; } = [];

    public CustomerType? Type { get; set; }

    public CustomerCategory? Category { get; set; }

    public CustomerLevel? Level { get; set; }

    public string? Source { get; set; }

    public string? SourceDetail { get; set; }

    /// <summary>Codes of tags.</summary>
    public List<string> Tags { get; set; } = [];

    public string? NeedSummary { get; set; }

    public string? PainPoints { get; set; }

    public string? Budget { get; set; }

    /// <summary>Yuan, as typed: 500000, 50万.</summary>
    public string? ExpectedAmount { get; set; }

    public DateOnly? ExpectedOn { get; set; }

    public string? Remarks { get; set; }

    /// <summary>The owner's id; null for oneself.</summary>
    public int? Owner { get; set; }

    /// <summary>The user has seen the likely duplicates and saves all the same.</summary>
    public bool ConfirmDuplicate { get; set; }

    /// <summary>Trims and cleans every text; leaves out further contacts in which nothing was typed.</summary>
    public void Clean()
    {
        Name = FormText.CleanLine(Name);
        ShortName = FormText.CleanLine(ShortName);
        CreditCode = FormText.CleanLine(CreditCode) is { } code ? Customers.CreditCode.Normalize(code) : null;
        Industry = FormText.CleanLine(Industry);
        Region = FormText.CleanLine(Region);
        Address = FormText.CleanLine(Address);
        Source = FormText.CleanLine(Source);
        SourceDetail = FormText.CleanLine(SourceDetail);
        Tags = [.. (Tags ?? []).Where(t => !string.IsNullOrWhiteSpace(t)).Distinct()];
        NeedSummary = FormText.Clean(NeedSummary);
        PainPoints = FormText.Clean(PainPoints);
        Budget = FormText.CleanLine(Budget);
        ExpectedAmount = FormText.CleanLine(ExpectedAmount);
        Remarks = FormText.Clean(Remarks);
        Contacts ??= [];
        Contacts.ForEach(c => c.Clean());
        Contacts = [.. Contacts.Where((c, i) => i == 0 || !c.IsEmpty)];
        if (Contacts.Count == 0)
            Contacts.Add(new ContactForm());
    }
}

/// <summary>One person at the customer.</summary>
public sealed class ContactForm
{
    public const int NameMax = 60;

    /// <summary>The contact's id; null for a new one.</summary>
    public int? Id { get; set; }

    public string? Name { get; set; }

    public string? Salutation { get; set; }

    public string? Mobile { get; set; }

    public string? Landline { get; set; }

    public string? Title { get; set; }

    public string? Mail { get; set; }

    public string? WeChat { get; set; }

    public string? Role { get; set; }

    public bool IsEmpty =>
        (Name ?? Mobile ?? Landline ?? Title ?? Mail ?? WeChat) is null;

    public void Clean()
    {
        Name = FormText.CleanLine(Name);
        Salutation = FormText.CleanLine(Salutation);
        Mobile = FormText.CleanLine(Mobile);
        Landline = FormText.CleanLine(Landline);
        Title = FormText.CleanLine(Title);
        Mail = FormText.CleanLine(Mail);
        WeChat = FormText.CleanLine(WeChat);
        Role = FormText.CleanLine(Role);
    }
}
