using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>What the owner of a new account enters at the first sign-in.</summary>
public sealed class FirstSignInForm
{
    /// <summary>Asked for only where the present password was given by somebody else.</summary>
    public string? NewPassword { get; set; }

    public string? RepeatedPassword { get; set; }

    public string? Mobile { get; set; }
}

/// <summary>What everybody may change about themselves.</summary>
public sealed class ProfileForm
{
    public string? DisplayName { get; set; }

    public string? Mobile { get; set; }

    /// <summary>Where notifications by mail go; null for nowhere.</summary>
    public string? Mail { get; set; }

    /// <summary>zh-CN, en, or null to follow the browser.</summary>
    public string? Culture { get; set; }

    /// <summary>Needed to change the mobile number, since one can sign in with it, and the mail address, to which messages go.</summary>
    public string? CurrentPassword { get; set; }
}

/// <summary>Replaces one's own password.</summary>
public sealed class PasswordForm
{
    public string? CurrentPassword { get; set; }

    public string? NewPassword { get; set; }

    public string? RepeatedPassword { get; set; }
}

/// <summary>The languages of the interface.</summary>
public static class InterfaceCultures
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    public static bool IsKnown(string? culture) => culture is Chinese or English;
}

internal sealed class ProfileFormValidator : AbstractValidator<ProfileForm>
{
    public ProfileFormValidator(IStringLocalizer<OrganizationText> text)
    {
        RuleFor(f => f.DisplayName).DisplayName(text);
        RuleFor(f => f.Mobile).Mobile(text);
        RuleFor(f => f.Mail).Mail(text);
        RuleFor(f => f.Culture).Must(c => c is null || InterfaceCultures.IsKnown(c)).WithMessage(_ => text["Error.UnknownChoice"]);
    }
}
