using CrmWeb.Core.Organization.SignIn;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>The rules of the first sign-in that need no look at the account. Expects a cleaned mobile number.</summary>
internal sealed class FirstSignInFormValidator : AbstractValidator<FirstSignInForm>
{
    /// <param name="asksForPassword">The present password was given by somebody else.</param>
    public FirstSignInFormValidator(IStringLocalizer<OrganizationText> text, bool asksForPassword)
    {
        if (asksForPassword)
        {
            RuleFor(f => f.NewPassword).NewPassword(text);
            RuleFor(f => f.RepeatedPassword).RepeatedPassword(text);
        }

        RuleFor(f => f.Mobile).Mobile(text);
    }
}

/// <summary>The rules of another password that need no look at the present one.</summary>
internal sealed class PasswordFormValidator : AbstractValidator<PasswordForm>
{
    public PasswordFormValidator(IStringLocalizer<OrganizationText> text)
    {
        RuleFor(f => f.CurrentPassword).NotEmpty().WithMessage(_ => text["Error.CurrentPasswordRequired"]);
        RuleFor(f => f.NewPassword).NewPassword(text);
        RuleFor(f => f.RepeatedPassword).RepeatedPassword(text);
    }
}

/// <summary>The rules of the set-up page that need no look at the token. Expects a cleaned form.</summary>
internal sealed class FirstRunFormValidator : AbstractValidator<FirstRunForm>
{
    public FirstRunFormValidator(IStringLocalizer<OrganizationText> text)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        RuleFor(f => f.Token).NotEmpty().WithMessage(_ => text["Error.SetupTokenRequired"]);
        RuleFor(f => f.Department)
            .NotEmpty().WithMessage(_ => text["Error.DepartmentNameRequired"])
            .MaximumLength(Department.NameLength).WithMessage(_ => text["Error.TooLong", Department.NameLength]);
        RuleFor(f => f.UserName)
            .NotEmpty().WithMessage(_ => text["Error.UserNameRequired"])
            .Matches(UserFormValidator.UserNamePattern()).WithMessage(_ => text["Error.UserName"]);
        RuleFor(f => f.DisplayName).DisplayName(text);
        RuleFor(f => f.NewPassword).NewPassword(text);
        RuleFor(f => f.RepeatedPassword).RepeatedPassword(text);
    }
}
