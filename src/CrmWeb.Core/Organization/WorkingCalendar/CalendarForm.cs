using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.WorkingCalendar;

/// <summary>What days of the calendar are to be.</summary>
public enum DayMark
{
    /// <summary>A day off, also on a weekday.</summary>
    Off = 1,

    /// <summary>A working day, also on a weekend (调休).</summary>
    Worked = 2,

    /// <summary>What its weekday says: nothing is noted.</summary>
    Usual = 3,
}

/// <summary>Days as an administrator marks them, one or several in a row.</summary>
public sealed class CalendarForm
{
    public DateOnly? From { get; set; }

    /// <summary>The last of them; empty for one day.</summary>
    public DateOnly? To { get; set; }

    public DayMark? Mark { get; set; }

    /// <summary>Which holiday; empty for none.</summary>
    public string? Name { get; set; }

    internal void Clean() => Name = FormText.CleanLine(Name);
}

/// <summary>The rules of marked days. Expects a cleaned form.</summary>
internal sealed class CalendarFormValidator : AbstractValidator<CalendarForm>
{
    public const int FirstYear = 2020;

    public const int LastYear = 2099;

    private const int MostDays = 31;

    public CalendarFormValidator(IStringLocalizer<WorkingDaysText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.From)
            .NotNull().WithMessage(_ => text["Error.FromRequired"])
            .Must(d => d!.Value.Year is >= FirstYear and <= LastYear).WithMessage(_ => text["Error.Year", FirstYear, LastYear]);
        RuleFor(f => f.To)
            .Must((f, to) => to is null || f.From is null || to >= f.From).WithMessage(_ => text["Error.ToBeforeFrom"])
            .Must((f, to) => to is null || f.From is null || to.Value.DayNumber - f.From.Value.DayNumber < MostDays).WithMessage(_ => text["Error.TooManyDays", MostDays]);
        RuleFor(f => f.Mark).Must(m => m is { } mark && Enum.IsDefined(mark)).WithMessage(_ => text["Error.MarkRequired"]);
        RuleFor(f => f.Name).MaximumLength(CalendarDay.NameMax).WithMessage(_ => text["Error.TooLong", CalendarDay.NameMax]);
    }
}
