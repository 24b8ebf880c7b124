using CrmWeb.Core.Formats;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>The rules of an order that need nothing but the form. Expects a cleaned form.</summary>
internal sealed class OrderFormValidator : AbstractValidator<OrderForm>
{
    public OrderFormValidator(IStringLocalizer<OrdersText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.OrderedOn)
            .NotNull().WithMessage(_ => text["Error.DayRequired"])
            .Must(d => d!.Value.Year is >= 2000 and < 2100).WithMessage(_ => text["Error.DayRange"]);
        RuleFor(f => f.Subject).MaximumLength(OrderForm.SubjectMax).WithMessage(_ => text["Error.TooLong", OrderForm.SubjectMax]);
        RuleFor(f => f.Subject)
            .NotNull().WithMessage(_ => text["Error.SubjectOrItems"])
            .Must(s => !VagueText.IsVague(s)).WithMessage(f => text["Error.SubjectVague", f.Subject!])
            .When(f => f.Items.Count == 0);
        RuleFor(f => f.Remarks).MaximumLength(OrderForm.RemarksMax).WithMessage(_ => text["Error.TooLong", OrderForm.RemarksMax]);
        RuleFor(f => f.Items).Must(i => i.Count <= OrderForm.MaxItems).WithMessage(_ => text["Error.TooManyItems", OrderForm.MaxItems]);
        RuleFor(f => f.Plan).Must(p => p.Count <= OrderForm.MaxPlan).WithMessage(_ => text["Error.TooManyPlanned", OrderForm.MaxPlan]);
        RuleFor(f => f.Amount)
            .NotNull().WithMessage(_ => text["Error.AmountRequired"])
            .When(f => f.Items.Count == 0);
        RuleFor(f => f.Amount)
            .Must(a => Money.TryParse(a, out var yuan) && yuan > 0).WithMessage(f => text["Error.Amount", f.Amount!])
            .Must(Money.IsExact).WithMessage(_ => text["Error.TwoDecimals"])
            .When(f => f.Amount is not null);
        RuleForEach(f => f.Items).SetValidator(new OrderItemFormValidator(text));
        RuleForEach(f => f.Plan).SetValidator(new PlannedPaymentFormValidator(text));
    }
}

/// <summary>The rules of one line.</summary>
internal sealed class OrderItemFormValidator : AbstractValidator<OrderItemForm>
{
    public OrderItemFormValidator(IStringLocalizer<OrdersText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(i => i.Name)
            .NotEmpty().WithMessage(_ => text["Error.ItemNameRequired"])
            .MaximumLength(OrderItemForm.NameMax).WithMessage(_ => text["Error.TooLong", OrderItemForm.NameMax]);
        RuleFor(i => i.Unit).MaximumLength(OrderItemForm.UnitMax).WithMessage(_ => text["Error.TooLong", OrderItemForm.UnitMax]);
        RuleFor(i => i.Quantity).Must(q => Quantity.TryParse(q, out _)).WithMessage(_ => text["Error.Quantity"]);
        RuleFor(i => i.UnitPrice)
            .Must(p => Money.TryParse(p, out _)).WithMessage(_ => text["Error.UnitPrice"])
            .Must(Money.IsExact).WithMessage(_ => text["Error.TwoDecimals"]);
        RuleFor(i => i.Discount)
            .Must(d => d is null || Money.TryParse(d, out _)).WithMessage(_ => text["Error.Discount"])
            .Must(Money.IsExact).WithMessage(_ => text["Error.TwoDecimals"]);
        RuleFor(i => i.Discount)
            .Must((i, _) => OrderFigures.Item(i) is not { Amount: < 0 }).WithMessage(_ => text["Error.DiscountTooLarge"])
            .When(i => OrderFigures.Item(i) is not null);
    }
}

/// <summary>The rules of one row of the plan.</summary>
internal sealed class PlannedPaymentFormValidator : AbstractValidator<PlannedPaymentForm>
{
    public PlannedPaymentFormValidator(IStringLocalizer<OrdersText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(p => p.DueOn)
            .NotNull().WithMessage(_ => text["Error.DueRequired"])
            .Must(d => d!.Value.Year is >= 2000 and < 2100).WithMessage(_ => text["Error.DayRange"]);
        RuleFor(p => p.Amount)
            .Must(a => Money.TryParse(a, out var yuan) && yuan > 0).WithMessage(_ => text["Error.PlannedAmount"])
            .Must(Money.IsExact).WithMessage(_ => text["Error.TwoDecimals"]);
        RuleFor(p => p.Note).MaximumLength(PlannedPaymentForm.NoteMax).WithMessage(_ => text["Error.TooLong", PlannedPaymentForm.NoteMax]);
    }
}
