using System.Net.Mail;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>The rules of the customer form, each with its own message. Expects a cleaned form.</summary>
internal sealed class CustomerFormValidator : AbstractValidator<CustomerForm>
{
    /// <param name="choices">Which entries of lists and which tags may be saved.</param>
    /// <param name="stored">What the customer and its contacts are called as they are stored.</param>
    /// <param name="vague">Which words say nothing; null for those that come with the product.</param>
    public CustomerFormValidator(
        IStringLocalizer<CustomersText> text, AllowedChoices choices, OrganizationDay today, StoredNames stored, VagueWords? vague = null)
    {
        ClassLevelCascadeMode = CascadeMode.Continue;
        RuleLevelCascadeMode = CascadeMode.Stop;

        var words = vague ?? VagueWords.Usual;
        RuleFor(f => f.Name)
            .NotEmpty().WithMessage(_ => text["Error.NameRequired"])
            .MaximumLength(CustomerForm.NameMax).WithMessage(_ => text["Error.TooLong", CustomerForm.NameMax])
            .Must(n => n == stored.Customer || !words.AreAllOf(n)).WithMessage(f => text["Error.Vague", f.Name!]);
        RuleFor(f => f.Kind).NotNull().WithMessage(_ => text["Error.KindRequired"]).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);

        RuleFor(f => f.CreditCode)
            .Must((f, _) => f.Kind is null or CustomerKind.Enterprise).WithMessage(_ => text["Error.CreditCodeOnlyEnterprise"])
            .Must(c => CreditCode.Check(c) != CreditCodeResult.WrongLength).WithMessage(_ => text["Error.CreditCodeLength"])
            .Must(c => CreditCode.Check(c) != CreditCodeResult.WrongCharacter).WithMessage(_ => text["Error.CreditCodeCharacter"])
            .Must(c => CreditCode.Check(c) == CreditCodeResult.Valid).WithMessage(_ => text["Error.CreditCodeCheck"])
            .When(f => f.CreditCode is not null);

        RuleFor(f => f.Industry).Must(c => choices.Allows(ListKind.Industry, c)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Region).Must(c => choices.Allows(ListKind.Region, c)).WithMessage(_ => text["Error.UnknownChoice"]);

        RuleFor(f => f.Type)
            .NotNull().WithMessage(_ => text["Error.TypeRequired"])
            .Must(t => t is CustomerType.Potential or CustomerType.Interested).WithMessage(_ => text["Error.TypeComesWithStage"]);
        RuleFor(f => f.Category).NotNull().WithMessage(_ => text["Error.CategoryRequired"]).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Level).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Source).Must(c => choices.Allows(ListKind.Source, c)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Tags).Must(t => t.TrueForAll(choices.AllowsTag)).WithMessage(_ => text["Error.UnknownChoice"]);

        Include(new CustomerDetailsValidator(text, choices, today));

        RuleFor(f => f.Contacts).Must(c => c.Count <= CustomerForm.MaxContacts).WithMessage(_ => text["Error.TooManyContacts", CustomerForm.MaxContacts]);
        RuleForEach(f => f.Contacts).SetValidator(new ContactFormValidator(text, choices, stored, words));
        RuleFor(f => f.DecisionChain)
            .Must(c => c.Count <= CustomerForm.MaxDecisionLinks).WithMessage(_ => text["Error.TooManyLinks", CustomerForm.MaxDecisionLinks]);
        List<int> known = [.. stored.Contacts.Keys];
        RuleForEach(f => f.DecisionChain).SetValidator(f => new DecisionLinkFormValidator(text, f.Contacts.Count, known));
    }
}

/// <summary>What a customer and its contacts, by their ids, are called as they are stored: a word that became a filler since stays where it stands.</summary>
internal sealed record StoredNames(string? Customer, IReadOnlyDictionary<int, string> Contacts)
{
    /// <summary>Of a new customer.</summary>
    public static readonly StoredNames None = new(null, new Dictionary<int, string>());

    /// <param name="stored">With contacts; null for a new one.</param>
    public static StoredNames Of(Customer? stored) => stored is null ? None : new(stored.Name, stored.Contacts.DistinctBy(c => c.Id).ToDictionary(c => c.Id, c => c.Name));

    public bool IsOf(ContactForm contact) => contact.Id is { } id && contact.Name == Contacts.GetValueOrDefault(id);
}

/// <summary>The organisation's day, for rules about dates.</summary>
internal readonly record struct OrganizationDay(DateOnly Today);

/// <summary>The rules of one contact.</summary>
internal sealed class ContactFormValidator : AbstractValidator<ContactForm>
{
    public ContactFormValidator(IStringLocalizer<CustomersText> text, AllowedChoices choices, StoredNames stored, VagueWords? vague = null)
    {
        var words = vague ?? VagueWords.Usual;
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(c => c.Name)
            .NotEmpty().WithMessage(_ => text["Error.ContactNameRequired"])
            .MaximumLength(ContactForm.NameMax).WithMessage(_ => text["Error.TooLong", ContactForm.NameMax])
            .Must((c, n) => stored.IsOf(c) || !words.AreAllOf(n)).WithMessage(c => text["Error.Vague", c.Name!]);
        RuleFor(c => c.Mobile)
            .Must((c, mobile) => mobile is not null || c.Landline is not null).WithMessage(_ => text["Error.PhoneRequired"])
            .Must(mobile => mobile is null || PhoneNumber.TryParseMobileOrForeign(mobile, out var _)).WithMessage(_ => text["Error.Mobile"]);
        RuleFor(c => c.Landline)
            .Must(landline => landline is null || PhoneNumber.TryParseLandlineOrForeign(landline, out var _)).WithMessage(_ => text["Error.Landline"]);
        RuleFor(c => c.Mail)
            .Must(mail => mail is null || IsMail(mail)).WithMessage(_ => text["Error.Mail"]);
        RuleFor(c => c.Title).MaximumLength(CustomerForm.LineMax).WithMessage(_ => text["Error.TooLong", CustomerForm.LineMax]);
        RuleFor(c => c.WeChat).MaximumLength(CustomerForm.LineMax).WithMessage(_ => text["Error.TooLong", CustomerForm.LineMax]);
        RuleFor(c => c.Notes).MaximumLength(CustomerForm.LongText).WithMessage(_ => text["Error.TooLong", CustomerForm.LongText]);
        RuleFor(c => c.Salutation).Must(c => choices.Allows(ListKind.Salutation, c)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(c => c.Role).Must(c => choices.Allows(ListKind.ContactRole, c)).WithMessage(_ => text["Error.UnknownChoice"]);
    }

    internal static bool IsMail(string mail) =>
        mail.Length <= CustomerForm.LineMax
        && MailAddress.TryCreate(mail, out var address)
        && address.Address == mail
        && address.Host.Contains('.', StringComparison.Ordinal)
        && !mail.Contains("..", StringComparison.Ordinal);
}
