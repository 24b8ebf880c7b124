using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>Names of the company that uses the program, from the section Organization.</summary>
public sealed class CompanyWords
{
    public IReadOnlyList<string?> Words { get; set; } = [];
}

/// <summary>
/// What a new password must be (OWASP ASVS 5.0, 6.2): long enough, not one that attackers try first, not made of words that
/// anybody can guess here. Which kinds of characters it has is nobody's business.
/// </summary>
public sealed class PasswordRules(IOptions<CompanyWords> words, IStringLocalizer<OrganizationText> text) : IPasswordValidator<CrmUser>
{
    /// <summary>Shortest password, in characters.</summary>
    public const int MinLength = 8;

    /// <summary>Longest password, in characters; more would only keep the hash busy.</summary>
    public const int MaxLength = 128;

    private const string Product = "crmweb";

    /// <summary>A shorter word occurs by chance in good passwords.</summary>
    private const int ShortestForbiddenWord = 4;

    private sealed record Typed(string? Password);

    /// <summary>Says why the password is refused; null for one that is fine.</summary>
    /// <param name="userName">The account's user name as typed.</param>
    public string? Objection(string? password, string? userName, string? employeeNumber)
    {
        var length = new InlineValidator<Typed>();
        length.RuleFor(t => t.Password).NewPassword(text);
        return length.Validate(new Typed(password)).Errors is [{ ErrorMessage: var objection }, ..] ? objection : Weakness(password!, userName, employeeNumber);
    }

    /// <summary>Says why a password is easy to guess; null for one that is not.</summary>
    /// <param name="userName">The account's user name as typed.</param>
    internal string? Weakness(string password, string? userName, string? employeeNumber)
    {
        if (CommonPasswords.Contains(password) || password.Distinct().Count() < 3)
            return text["Error.PasswordCommon"];

        var plain = PlainText.Of(password);
        if (new[] { userName, employeeNumber }.Any(word => Holds(plain, word)))
            return text["Error.PasswordHoldsName"];
        return words.Value.Words.Append(Product).Any(word => Holds(plain, word)) ? text["Error.PasswordHoldsCompany"].Value : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<CrmUser> manager, CrmUser user, string? password) =>
        Task.FromResult(Objection(password, user.UserName, user.EmployeeNumber) is { } objection
            ? IdentityResult.Failed(new IdentityError { Code = nameof(PasswordRules), Description = objection })
            : IdentityResult.Success);

    private static bool Holds(string password, string? word)
    {
        var plain = PlainText.Of(word);
        return plain.Length >= ShortestForbiddenWord && password.Contains(plain, StringComparison.OrdinalIgnoreCase);
    }
}
