using System.Text.RegularExpressions;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>The rules of a mail server. Expects a cleaned form that is not empty.</summary>
internal sealed partial class MailFormValidator : AbstractValidator<MailForm>
{
    private const int LineMax = 200;
    private const int AddressMax = 300;

    /// <summary>Longer than any provider's; together with all else it fits into <see cref="ChannelSettings.SealedMax"/> when sealed.</summary>
    private const int RefreshTokenMax = 2048;

    public MailFormValidator(MailSettings? present, OutboundPolicy policy, IStringLocalizer<ChannelsText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Host)
            .NotEmpty().WithMessage(_ => text["Error.HostRequired"])
            .MaximumLength(LineMax).WithMessage(_ => text["Error.TooLong", LineMax])
            .Must((f, host) => OutboundAddress.IsHost(host, policy, f.Port ?? 0)).WithMessage(_ => text["Error.Host"]);
        RuleFor(f => f.Port).Must(p => p is >= 1 and <= 65535).WithMessage(_ => text["Error.Port"]);
        RuleFor(f => f.Security).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"])
            .Must((f, s) => s != MailSecurity.None || policy.Trusts(f.Host ?? "", f.Port ?? 0)).WithMessage(_ => text["Error.MustBeSecure"]);
        RuleFor(f => f.SignIn).IsInEnum().WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.UserName).MaximumLength(LineMax).WithMessage(_ => text["Error.TooLong", LineMax]);
        RuleFor(f => f.From)
            .NotEmpty().WithMessage(_ => text["Error.FromRequired"])
            .Must(MailAddressRule.IsAddress).WithMessage(_ => text["Error.MailAddress"]);
        RuleFor(f => f.FromName)
            .NotEmpty().WithMessage(_ => text["Error.FromNameRequired"])
            .MaximumLength(60).WithMessage(_ => text["Error.TooLong", 60]);
        When(f => f.SignIn == MailSignIn.Password, () => PasswordRules(present, text));
        When(f => f.SignIn is MailSignIn.RefreshToken or MailSignIn.ClientCredentials, () => OAuthRules(present, policy, text));
    }

    private void PasswordRules(MailSettings? present, IStringLocalizer<ChannelsText> text) =>
        RuleFor(f => f.Password)
            .MaximumLength(LineMax).WithMessage(_ => text["Error.TooLong", LineMax])
            .Must((f, p) => p is not null || f.UserName is null || present?.Password is not null).WithMessage(_ => text["Error.PasswordRequired"])
            .Must((f, p) => p is not null || f.UserName is null || IsSameServer(f, present)).WithMessage(_ => text["Error.PasswordAgain"]);

    private void OAuthRules(MailSettings? present, OutboundPolicy policy, IStringLocalizer<ChannelsText> text)
    {
        RuleFor(f => f.UserName)
            .NotEmpty().WithMessage(_ => text["Error.MailboxRequired"])
            .Must(u => u is { Length: > LineMax } || Visible().IsMatch(u!)).WithMessage(_ => text["Error.Mailbox"]);
        RuleFor(f => f.TokenAddress)
            .NotEmpty().WithMessage(_ => text["Error.TokenAddressRequired"])
            .MaximumLength(AddressMax).WithMessage(_ => text["Error.TooLong", AddressMax])
            .Must(a => Visible().IsMatch(a!) && OutboundAddress.Parse(a, policy) is not null).WithMessage(_ => text["Error.TokenAddress"]);
        RuleFor(f => f.ClientId)
            .NotEmpty().WithMessage(_ => text["Error.ClientIdRequired"])
            .MaximumLength(LineMax).WithMessage(_ => text["Error.TooLong", LineMax])
            .Must(c => Visible().IsMatch(c!)).WithMessage(_ => text["Error.Visible"]);
        RuleFor(f => f.Scope)
            .MaximumLength(LineMax).WithMessage(_ => text["Error.TooLong", LineMax])
            .Must(s => s is null || s.Split(' ').All(one => Visible().IsMatch(one))).WithMessage(_ => text["Error.Scope"]);
        RuleFor(f => f.ClientSecret)
            .MaximumLength(LineMax).WithMessage(_ => text["Error.TooLong", LineMax])
            .Must(s => s is null || Visible().IsMatch(s)).WithMessage(_ => text["Error.Visible"])
            .Must((f, s) => s is not null || f.SignIn != MailSignIn.ClientCredentials || Stored(f, present)?.ClientSecret is not null).WithMessage(_ => text["Error.ClientSecretRequired"])
            .Must((f, s) => s is not null || Stored(f, present)?.ClientSecret is null || IsSameClient(f, present)).WithMessage(_ => text["Error.OAuthAgain"]);
        RuleFor(f => f.RefreshToken)
            .MaximumLength(RefreshTokenMax).WithMessage(_ => text["Error.TooLong", RefreshTokenMax])
            .Must(t => t is null || Visible().IsMatch(t)).WithMessage(_ => text["Error.Visible"])
            .Must((f, t) => t is not null || Stored(f, present)?.RefreshToken is not null).WithMessage(_ => text["Error.RefreshTokenRequired"])
            .Must((f, t) => t is not null || IsSameClient(f, present)).WithMessage(_ => text["Error.OAuthAgain"])
            .When(f => f.SignIn == MailSignIn.RefreshToken);
    }

    /// <summary>What is stored and would be kept where a field is left empty.</summary>
    private static OAuthClient? Stored(MailForm form, MailSettings? present) => present?.SignIn == form.SignIn ? present.OAuth : null;

    /// <summary>A stored password goes nowhere but where it was meant for: it cannot be fetched by naming another server.</summary>
    private static bool IsSameServer(MailForm form, MailSettings? present) =>
        present is not null && present.Host == form.Host && present.Port == form.Port && present.UserName == form.UserName
        && (present.Security == form.Security || form.Security != MailSecurity.None);

    /// <summary>The same for secrets of OAuth2: the provider they go to, and the mail server that gets what the provider gives for them.</summary>
    private static bool IsSameClient(MailForm form, MailSettings? present) =>
        IsSameServer(form, present) && Stored(form, present) is { } stored && stored.TokenAddress == form.TokenAddress && stored.ClientId == form.ClientId;

    /// <summary>What ids, secrets and tokens consist of (RFC 6749, appendix A), without the two that JSON would write as two.</summary>
    [GeneratedRegex(@"^[\x21-\x7e-[""\\]]+\z", RegexOptions.None, 2_000)]
    private static partial Regex Visible();
}
