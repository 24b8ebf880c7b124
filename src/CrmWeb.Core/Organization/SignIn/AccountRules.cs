using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>Rules that several forms about accounts share.</summary>
internal static class AccountRules
{
    public static void DisplayName<T>(this IRuleBuilderInitial<T, string?> rule, IStringLocalizer<OrganizationText> text) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => text["Error.DisplayNameRequired"])
            .MaximumLength(CrmUser.DisplayNameLength).WithMessage(_ => text["Error.TooLong", CrmUser.DisplayNameLength]);

    public static void Mobile<T>(this IRuleBuilderInitial<T, string?> rule, IStringLocalizer<OrganizationText> text) =>
        rule.Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage(_ => text["Error.MobileRequired"])
            .Must(m => PhoneNumber.TryParseMobile(m, out _)).WithMessage(_ => text["Error.Mobile"]);

    /// <summary>Empty, or one mail address and nothing besides.</summary>
    public static void Mail<T>(this IRuleBuilderInitial<T, string?> rule, IStringLocalizer<OrganizationText> text) =>
        rule.Must(m => m is null || MailAddressRule.IsAddress(m)).WithMessage(_ => text["Error.Mail"]);

    /// <summary>There, and of a length that is allowed; <see cref="PasswordRules"/> says besides whether it is easy to guess.</summary>
    public static void NewPassword<T>(this IRuleBuilderInitial<T, string?> rule, IStringLocalizer<OrganizationText> text) =>
        rule.Cascade(CascadeMode.Stop).NotEmpty().WithMessage(_ => text["Error.NewPasswordRequired"]).PasswordLength(text);

    public static void PasswordLength<T>(this IRuleBuilder<T, string?> rule, IStringLocalizer<OrganizationText> text) =>
        rule.MinimumLength(PasswordRules.MinLength).WithMessage(_ => text["Error.PasswordTooShort", PasswordRules.MinLength])
            .MaximumLength(PasswordRules.MaxLength).WithMessage(_ => text["Error.PasswordTooLong", PasswordRules.MaxLength]);

    public static void RepeatedPassword<T>(this IRuleBuilderInitial<T, string?> rule, IStringLocalizer<OrganizationText> text) =>
        rule.NotEmpty().WithMessage(_ => text["Error.RepeatedPasswordRequired"]);

    public static string? Line(string? typed) => FormText.CleanLine(typed);
}
