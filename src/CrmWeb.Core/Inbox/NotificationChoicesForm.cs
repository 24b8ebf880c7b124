using CrmWeb.Core.Notifications.Messages;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Inbox;

/// <summary>How somebody wants to be told.</summary>
public sealed class NotificationChoicesForm
{
    public List<KindChoice> Kinds { get; set; } = [];

    /// <summary>Wall clock of the organisation.</summary>
    public TimeOnly? QuietFrom { get; set; }

    /// <summary>Earlier than <see cref="QuietFrom"/> means the next morning.</summary>
    public TimeOnly? QuietUntil { get; set; }

    /// <summary>Everything but reminders comes with the morning digest.</summary>
    public bool DigestOnly { get; set; }

    public bool DigestMail { get; set; }

    public bool DigestRobot { get; set; }
}

/// <summary>The channels of one kind.</summary>
public sealed class KindChoice
{
    public string Kind { get; set; } = "";

    public bool Page { get; set; }

    public bool Mail { get; set; }

    public bool Sms { get; set; }

    public bool Robot { get; set; }

    public NotificationChannels Channels =>
        (Page ? NotificationChannels.Page : 0) | (Mail ? NotificationChannels.Mail : 0) | (Sms ? NotificationChannels.Sms : 0) | (Robot ? NotificationChannels.Robot : 0);

    public static KindChoice Of(string kind, NotificationChannels channels) => new()
    {
        Kind = kind,
        Page = channels.HasFlag(NotificationChannels.Page),
        Mail = channels.HasFlag(NotificationChannels.Mail),
        Sms = channels.HasFlag(NotificationChannels.Sms),
        Robot = channels.HasFlag(NotificationChannels.Robot),
    };
}

internal sealed class NotificationChoicesValidator : AbstractValidator<NotificationChoicesForm>
{
    /// <param name="compulsory">Channels the digest takes whatever one chooses.</param>
    public NotificationChoicesValidator(NotificationKindList kinds, NotificationChannels compulsory, IStringLocalizer<NotificationsText> text)
    {
        RuleFor(f => f.QuietUntil).NotNull().When(f => f.QuietFrom is not null).WithMessage(_ => text["Error.QuietUntil"]);
        RuleFor(f => f.QuietFrom).NotNull().When(f => f.QuietUntil is not null).WithMessage(_ => text["Error.QuietFrom"]);
        RuleFor(f => f.QuietUntil).NotEqual(f => f.QuietFrom).When(f => f.QuietFrom is not null && f.QuietUntil is not null).WithMessage(_ => text["Error.QuietSame"]);
        RuleFor(f => f.DigestOnly).Must((f, only) => !only || f.DigestMail || f.DigestRobot || compulsory != NotificationChannels.None)
            .WithMessage(_ => text["Error.DigestNowhere"]);
        RuleForEach(f => f.Kinds).Must(k => kinds.Chosen.Contains(k.Kind)).WithMessage(_ => text["Error.Kind"]);
    }
}
