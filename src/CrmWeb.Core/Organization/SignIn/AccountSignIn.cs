using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>
/// Decides who may sign in. Unknown, wrong, locked and disabled look and take the same, so that nobody learns which
/// accounts exist (OWASP ASVS 5.0, 6.3).
/// </summary>
public sealed class AccountSignIn(
    CrmDbContext db, PasswordCheck passwords, IPasswordHasher<CrmUser> hasher, UnknownAccount unknown, AccountEventLog events, OrganizationClock clock,
    IStringLocalizer<OrganizationText> text)
{
    /// <inheritdoc cref="CheckAsync(string?, string?, SignInOrigin, CancellationToken)"/>
    /// <exception cref="ValidationException">Nobody could be signed in with such a form, whatever accounts there are. It counted as any other wrong one does.</exception>
    public async Task<CrmUser?> CheckAsync(SignInForm form, SignInOrigin from, CancellationToken ct)
    {
        var user = await CheckAsync(form.UserName, form.Password, from, ct);
        if (user is null)
        {
            form.UserName = FormText.CleanCode(form.UserName);
            new SignInFormValidator(text).ValidateAndThrow(form);
        }

        return user;
    }

    /// <inheritdoc cref="CheckAsync(string?, string?, SignInOrigin, CancellationToken)"/>
    public Task<CrmUser?> CheckAsync(string? name, string? password, CancellationToken ct) => CheckAsync(name, password, SignInOrigin.Nowhere, ct);

    /// <summary>The account, found by user name, employee number or mobile number, if the password is right and it may sign in.</summary>
    /// <param name="from">Where it is typed: too many wrong ones lock the account for that place.</param>
    /// <returns>Null in every other case.</returns>
    public async Task<CrmUser?> CheckAsync(string? name, string? password, SignInOrigin from, CancellationToken ct)
    {
        var typed = FormText.CleanCode(name);
        var user = await FindAsync(typed, ct);
        if (user is null)
        {
            await passwords.CountUnknownAsync(typed, from, ct);
            unknown.Verify(hasher, password);
            await NoteAsync(AuditAction.SignInFailed, 0, null, "unknown", ct);
            return null;
        }

        var verdict = await passwords.JudgeAsync(user, password, from, ct);
        if (verdict == PasswordVerdict.Right && user.IsActive)
        {
            await NoteAsync(AuditAction.SignedIn, user.Id, user.Id, null, ct);
            return user;
        }

        var reason = !user.IsActive ? "disabled" : verdict == PasswordVerdict.LockedOut ? "locked" : "password";
        await NoteAsync(AuditAction.SignInFailed, user.Id, null, reason, ct);
        return null;
    }

    public Task NoteSignOutAsync(UserScope by, CancellationToken ct) =>
        by.UserId > 0 ? NoteAsync(AuditAction.SignedOut, by.UserId, by.UserId, null, ct) : Task.CompletedTask;

    private async Task<CrmUser?> FindAsync(string? name, CancellationToken ct)
    {
        if (name is null || name.Length > SignInFormValidator.LongestName)
            return null;

        var key = CrmUser.NameKeyOf(name);
        var mobile = PhoneNumber.TryParseMobile(name, out var digits) ? digits : null;
        var found = await db.Users.AsNoTracking()
            .Where(u => u.NormalizedUserName == key || u.EmployeeNumberKey == key || u.UserName == name || u.EmployeeNumber == name || (mobile != null && u.Mobile == mobile))
            .ToListAsync(ct);

        // What was typed exactly goes first: two accounts of old may have names that only their writing tells apart.
        return found.OrderBy(u => u.UserName == name ? 0 : u.EmployeeNumber == name ? 1 : u.NormalizedUserName == key ? 2 : u.Mobile == mobile ? 4 : 3).FirstOrDefault();
    }

    private Task NoteAsync(AuditAction action, int userId, int? actorId, string? detail, CancellationToken ct) =>
        events.NoteAsync(AccountEvents.Of(action, userId, actorId, clock.UtcNow, detail), ct);
}

/// <summary>Does for an account that does not exist the work that one takes that does.</summary>
public sealed class UnknownAccount
{
    private readonly CrmUser nobody = new();
    private volatile string? hash;

    public void Verify(IPasswordHasher<CrmUser> hasher, string? password)
    {
        hash ??= hasher.HashPassword(nobody, Guid.NewGuid().ToString());
        hasher.VerifyHashedPassword(nobody, hash, password is { Length: > 0 and <= PasswordRules.MaxLength } ? password : "-");
    }
}
