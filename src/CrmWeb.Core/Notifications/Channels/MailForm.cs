using CrmWeb.Core.Data;
using CrmWeb.Core.Notifications.Outbound;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>The mail server as an administrator enters it.</summary>
public sealed class MailForm
{
    public bool IsEnabled { get; set; }

    public string? Host { get; set; }

    public int? Port { get; set; }

    public MailSecurity Security { get; set; } = MailSecurity.Tls;

    public string? UserName { get; set; }

    /// <summary>Empty keeps the one that is stored, as long as it goes to the same server.</summary>
    public string? Password { get; set; }

    public string? From { get; set; }

    public string? FromName { get; set; }

    /// <summary>The settings' version when the form was opened.</summary>
    public Guid Version { get; set; }

    /// <summary>Switched off and without a server: the settings are to be forgotten.</summary>
    internal bool IsEmpty => !IsEnabled && Host is null;

    internal void Clean()
    {
        Host = FormText.CleanCode(Host);
        UserName = FormText.CleanCode(UserName);
        From = FormText.CleanCode(From);
        FromName = FormText.CleanLine(FromName);
        Password = string.IsNullOrEmpty(Password) ? null : Password;
    }
}

/// <summary>The rules of a mail server. Expects a cleaned form that is not empty.</summary>
internal sealed class MailFormValidator : AbstractValidator<MailForm>
{
    private const int PasswordMax = 200;

    public MailFormValidator(MailSettings? present, OutboundPolicy policy, IStringLocalizer<ChannelsText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Host)
            .NotEmpty().WithMessage(_ => text["Error.HostRequired"])
            .MaximumLength(200).WithMessage(_ => text["Error.TooLong", 200])
            .Must((f, host) => OutboundAddress.IsHost(host, policy, f.Port ?? 0)).WithMessage(_ => text["Error.Host"]);
        RuleFor(f => f.Port).Must(p => p is >= 1 and <= 65535).WithMessage(_ => text["Error.Port"]);
        RuleFor(f => f.Security).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"])
            .Must((f, s) => s != MailSecurity.None || policy.Trusts(f.Host ?? "", f.Port ?? 0)).WithMessage(_ => text["Error.MustBeSecure"]);
        RuleFor(f => f.UserName).MaximumLength(200).WithMessage(_ => text["Error.TooLong", 200]);
        RuleFor(f => f.Password)
            .MaximumLength(PasswordMax).WithMessage(_ => text["Error.TooLong", PasswordMax])
            .Must((f, p) => p is not null || f.UserName is null || present?.Password is not null).WithMessage(_ => text["Error.PasswordRequired"])
            .Must((f, p) => p is not null || f.UserName is null || IsSameServer(f, present)).WithMessage(_ => text["Error.PasswordAgain"]);
        RuleFor(f => f.From)
            .NotEmpty().WithMessage(_ => text["Error.FromRequired"])
            .Must(MailText.IsAddress).WithMessage(_ => text["Error.MailAddress"]);
        RuleFor(f => f.FromName)
            .NotEmpty().WithMessage(_ => text["Error.FromNameRequired"])
            .MaximumLength(60).WithMessage(_ => text["Error.TooLong", 60]);
    }

    /// <summary>A stored password goes nowhere but where it was meant for: it cannot be fetched by naming another server.</summary>
    private static bool IsSameServer(MailForm form, MailSettings? present) =>
        present is not null && present.Host == form.Host && present.Port == form.Port && present.UserName == form.UserName
        && (present.Security == form.Security || form.Security != MailSecurity.None);
}
