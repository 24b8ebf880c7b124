using System.Linq.Expressions;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Customers.Forms;

/// <summary>The rules of the form's folded sections, and how long its texts may be. 无 is a fair answer for any of its texts, so none is refused as vague.</summary>
internal sealed class CustomerDetailsValidator : AbstractValidator<CustomerForm>
{
    private const int EarliestContract = 1980;
    private const int EarliestClosing = 2000;
    private const int ClosingYearsAhead = 20;

    /// <summary>Plain properties: for anything else the library compiles an accessor at every save, which was a quarter of its time.</summary>
    private static readonly (CustomerField Field, Expression<Func<CustomerForm, string?>> Property)[] Texts =
        [.. CustomerFields.All.Where(f => f.Kind is FieldKind.Line or FieldKind.LongText && f.Key != nameof(CustomerForm.Name)).Select(f => (f, Property(f.Key)))];

    public CustomerDetailsValidator(IStringLocalizer<CustomersText> text, AllowedChoices choices, OrganizationDay today)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        foreach (var (field, property) in Texts)
            RuleFor(property).MaximumLength(field.MaxLength).WithMessage(_ => text["Error.TooLong", field.MaxLength]);

        RuleFor(f => f.Website)
            .Must(a => a is null || a.Length <= CustomerForm.LineMax).WithMessage(_ => text["Error.TooLong", CustomerForm.LineMax])
            .Must(a => a is null || WebAddress.IsValid(a)).WithMessage(_ => text["Error.Website"]);
        RuleFor(f => f.Established)
            .Must(d => d is null || PartialDate.TryParse(d, out _)).WithMessage(_ => text["Error.Established"])
            .Must(d => d is null || !PartialDate.TryParse(d, out var date) || date.First <= today.Today).WithMessage(_ => text["Error.EstablishedInFuture"]);
        RuleFor(f => f.Headcount)
            .Must(n => n is null || CompanyFigures.TryParseHeadcount(n, out _)).WithMessage(_ => text["Error.Headcount", CompanyFigures.MaxHeadcount]);
        RuleFor(f => f.AnnualRevenue)
            .Must(a => a is null || CompanyFigures.TryParseRevenue(a, out _)).WithMessage(_ => text["Error.Revenue"]);
        RuleFor(f => f.SizeClass).Must(c => choices.Allows(ListKind.SizeClass, c)).WithMessage(_ => text["Error.UnknownChoice"]);

        RuleFor(f => f.Budget).Must(c => choices.Allows(ListKind.Budget, c)).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.ExpectedAmount)
            .Must(a => a is null || Money.TryParse(a, out _)).WithMessage(_ => text["Error.Amount"])
            .Must(Money.IsExact).WithMessage(_ => text["Error.TwoDecimals"]);
        RuleFor(f => f.ExpectedOn)
            .Must(d => d is null || (d.Value.Year >= EarliestClosing && d.Value <= today.Today.AddYears(ClosingYearsAhead)))
            .WithMessage(_ => text["Error.DateRange"]);

        RuleFor(f => f.FirstContactOn).Must(d => IsPast(d, today)).WithMessage(_ => text["Error.PastDate"]);
        RuleFor(f => f.ContractSignedOn).Must(d => IsPast(d, today)).WithMessage(_ => text["Error.PastDate"]);
    }

    private static Expression<Func<CustomerForm, string?>> Property(string key)
    {
        var form = Expression.Parameter(typeof(CustomerForm));
        return Expression.Lambda<Func<CustomerForm, string?>>(Expression.Property(form, key), form);
    }

    private static bool IsPast(DateOnly? day, OrganizationDay today) => day is null || (day.Value.Year >= EarliestContract && day.Value <= today.Today);
}

/// <summary>The rules of one link of the decision chain.</summary>
internal sealed class DecisionLinkFormValidator : AbstractValidator<DecisionLinkForm>
{
    /// <param name="contacts">How many contacts the form has.</param>
    /// <param name="stored">Ids of the customer's contacts, those who have left too.</param>
    public DecisionLinkFormValidator(IStringLocalizer<CustomersText> text, int contacts, IReadOnlyCollection<int> stored)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(l => l.Contact)
            .Must(c => c is null || IsPlace(c, contacts) || IsDeparted(c, stored)).WithMessage(_ => text["Error.UnknownChoice"])
            .Must((l, c) => c is not null || l.Title is not null).WithMessage(_ => text["Error.LinkEmpty"]);
        RuleFor(l => l.Title).MaximumLength(CustomerForm.ShortNameMax).WithMessage(_ => text["Error.TooLong", CustomerForm.ShortNameMax]);
        RuleFor(l => l.Attitude).Must(DecisionLinkForm.IsAttitude).WithMessage(_ => text["Error.UnknownChoice"]);
    }

    private static bool IsDeparted(string typed, IReadOnlyCollection<int> stored) => new DecisionLinkForm { Contact = typed }.DepartedId is { } id && stored.Contains(id);

    private static bool IsPlace(string typed, int contacts) => new DecisionLinkForm { Contact = typed }.ContactIndex < contacts;
}
