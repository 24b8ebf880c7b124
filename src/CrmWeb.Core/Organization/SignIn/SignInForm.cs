using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>What one signs in with.</summary>
public sealed class SignInForm
{
    /// <summary>User name, employee number or mobile number.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }
}

/// <summary>What can be said of the form without looking at any account, so that it tells nobody which accounts exist. Expects a cleaned name.</summary>
internal sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    /// <summary>Longest name that is looked up, in UTF-16 code units.</summary>
    internal const int LongestName = 100;

    public SignInFormValidator(IStringLocalizer<OrganizationText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.UserName)
            .NotEmpty().WithMessage(_ => text["Error.UserNameRequired"])
            .MaximumLength(LongestName).WithMessage(_ => text["Error.TooLong", LongestName]);
        RuleFor(f => f.Password)
            .NotEmpty().WithMessage(_ => text["Error.PasswordRequired"])
            .MaximumLength(PasswordRules.MaxLength).WithMessage(_ => text["Error.PasswordTooLong", PasswordRules.MaxLength]);
    }
}
