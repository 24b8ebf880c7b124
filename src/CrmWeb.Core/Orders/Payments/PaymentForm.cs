using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders.Payments;

/// <summary>Money that came in, as its form sends it.</summary>
public sealed class PaymentForm
{
    public const int NoteMax = 500;

    /// <summary>Idempotency key: the same form sent twice notes one payment.</summary>
    public Guid CreationKey { get; set; }

    public DateOnly? PaidOn { get; set; }

    /// <summary>In yuan, as people write it.</summary>
    public string? Amount { get; set; }

    /// <summary>Code of a way of paying.</summary>
    public string? Method { get; set; }

    public string? Note { get; set; }

    /// <summary>Why more comes in than the order amounts to; required only then.</summary>
    public string? OverReason { get; set; }

    internal PaymentForm Cleaned() => new()
    {
        CreationKey = CreationKey,
        PaidOn = PaidOn,
        Amount = FormText.CleanCode(Amount),
        Method = FormText.CleanLine(Method),
        Note = FormText.Clean(Note),
        OverReason = FormText.Clean(OverReason),
    };
}

/// <summary>The rules of a payment that need nothing but the form. Expects a cleaned form.</summary>
internal sealed class PaymentFormValidator : AbstractValidator<PaymentForm>
{
    public PaymentFormValidator(IStringLocalizer<OrdersText> text, ListSnapshot lists, DateOnly today)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.PaidOn)
            .NotNull().WithMessage(_ => text["Error.PaidOnRequired"])
            .Must(d => d!.Value.Year >= 2000).WithMessage(_ => text["Error.DayRange"])
            .Must(d => d <= today).WithMessage(_ => text["Error.PaidOnAhead"]);
        RuleFor(f => f.Amount)
            .NotEmpty().WithMessage(_ => text["Error.AmountRequired"])
            .Must(a => Money.TryParse(a, out var yuan) && yuan > 0).WithMessage(f => text["Error.Amount", f.Amount!])
            .Must(Money.IsExact).WithMessage(_ => text["Error.TwoDecimals"]);
        RuleFor(f => f.Method)
            .NotEmpty().WithMessage(_ => text["Error.MethodRequired"])
            .Must(c => lists.Find(ListKind.PaymentMethod, c) is { } method && lists.IsOffered(method)).WithMessage(_ => text["Error.Method"]);
        RuleFor(f => f.Note).MaximumLength(PaymentForm.NoteMax).WithMessage(_ => text["Error.TooLong", PaymentForm.NoteMax]);
        RuleFor(f => f.OverReason).MaximumLength(VoidForm.ReasonMax).WithMessage(_ => text["Error.TooLong", VoidForm.ReasonMax]);
    }
}
