using System.Text.RegularExpressions;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>An account as an admin enters or changes it.</summary>
public sealed class UserForm
{
    /// <summary>Asked for only when the account is created.</summary>
    public string? UserName { get; set; }

    public string? EmployeeNumber { get; set; }

    public string? DisplayName { get; set; }

    public int? Department { get; set; }

    /// <summary>Where notifications by mail go.</summary>
    public string? Mail { get; set; }

    /// <summary>Code of the role.</summary>
    public string? Role { get; set; }

    /// <summary>The initial password; empty has one made. Only when the account is created.</summary>
    public string? Password { get; set; }

    /// <summary>The account's concurrency stamp when the form was opened.</summary>
    public string? Version { get; set; }

    internal void Clean()
    {
        UserName = FormText.CleanCode(UserName);
        EmployeeNumber = FormText.CleanCode(EmployeeNumber)?.ToUpperInvariant();
        DisplayName = FormText.CleanLine(DisplayName);
        Mail = FormText.CleanCode(Mail);
        Role = FormText.CleanLine(Role);
        Password = string.IsNullOrEmpty(Password) ? null : Password;
    }
}

/// <summary>The rules of the form that need no look at other accounts. Expects a cleaned form.</summary>
internal sealed partial class UserFormValidator : AbstractValidator<UserForm>
{
    public UserFormValidator(IStringLocalizer<OrganizationText> text, DepartmentSnapshot departments, RoleSnapshot roles, bool isNew)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;
        if (isNew)
        {
            RuleFor(f => f.UserName)
                .NotEmpty().WithMessage(_ => text["Error.UserNameRequired"])
                .Matches(UserNamePattern()).WithMessage(_ => text["Error.UserName"]);
            RuleFor(f => f.Password).PasswordLength(text);
        }

        RuleFor(f => f.EmployeeNumber)
            .MaximumLength(CrmUser.EmployeeNumberLength).WithMessage(_ => text["Error.TooLong", CrmUser.EmployeeNumberLength])
            .Must(n => n is null || !PhoneNumber.TryParseMobile(n, out _)).WithMessage(_ => text["Error.EmployeeNumberIsMobile"]);
        RuleFor(f => f.DisplayName).DisplayName(text);
        RuleFor(f => f.Mail).Mail(text);
        RuleFor(f => f.Department)
            .NotNull().WithMessage(_ => text["Error.DepartmentRequired"])
            .Must(d => departments.ById(d) is not null).WithMessage(_ => text["Error.UnknownChoice"]);
        RuleFor(f => f.Role)
            .NotEmpty().WithMessage(_ => text["Error.RoleRequired"])
            .Must(r => roles.Find(r) is not null).WithMessage(_ => text["Error.UnknownChoice"]);
    }

    // Beginning with a letter it can be no mobile number, by which one signs in too.
    [GeneratedRegex(@"^\p{L}[\p{L}\p{N}._-]{1,39}$", RegexOptions.None, PatternLimit.Milliseconds)]
    internal static partial Regex UserNamePattern();
}
