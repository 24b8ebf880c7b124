using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>What a user does to the own account. Each change returns the account, so that the caller can renew the session.</summary>
public sealed class OwnAccount(
    CrmDbContext db,
    PasswordCheck passwords,
    PasswordRules rules,
    IPasswordHasher<CrmUser> hasher,
    UserDirectory directory,
    AccountSessions sessions,
    OrganizationClock clock,
    IStringLocalizer<OrganizationText> text)
{
    /// <summary>The account as its owner sees it.</summary>
    /// <exception cref="NotFoundException">Nobody is signed in.</exception>
    public async Task<CrmUser> GetAsync(UserScope by, CancellationToken ct) =>
        await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == by.UserId && u.IsActive, ct) ?? throw new NotFoundException();

    /// <summary>The first-sign-in step: an own password in place of the given one, and the mobile number.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">Nobody is signed in, or the step is done already.</exception>
    public async Task<CrmUser> CompleteFirstSignInAsync(FirstSignInForm form, UserScope by, CancellationToken ct)
    {
        var user = await LoadAsync(by, ct);
        if (!user.NeedsFirstSignIn)
            throw new NotFoundException();

        form.Mobile = FormText.CleanCode(form.Mobile);
        var failures = (await new FirstSignInFormValidator(text, user.MustChangePassword).ValidateAsync(form, ct)).Errors;
        if (user.MustChangePassword)
            AddPasswordFailures(failures, form.NewPassword, form.RepeatedPassword, user);
        failures.AddRange(await TakenMobileAsync(form.Mobile, user.Id, ct));
        Refusal.ThrowIfAny(failures);

        if (user.MustChangePassword)
            SetPassword(user, form.NewPassword!, by);
        user.BindMobile(Digits(form.Mobile));
        return await SaveAsync(user, by, ct);
    }

    /// <summary>Changes name, mobile number, mail address and language.</summary>
    /// <exception cref="ValidationException">A rule is broken, or mobile number or mail address change without the current password.</exception>
    public async Task<CrmUser> ChangeProfileAsync(ProfileForm form, UserScope by, CancellationToken ct)
    {
        form.DisplayName = FormText.CleanLine(form.DisplayName);
        form.Mobile = FormText.CleanCode(form.Mobile);
        form.Mail = FormText.CleanCode(form.Mail);
        form.Culture = FormText.CleanLine(form.Culture);
        var user = await LoadAsync(by, ct);
        var failures = (await new ProfileFormValidator(text).ValidateAsync(form, ct)).Errors;
        failures.AddRange(await TakenMobileAsync(form.Mobile, user.Id, ct));
        Refusal.ThrowIfAny(failures);

        var mobile = Digits(form.Mobile);
        if (mobile != user.Mobile || form.Mail != user.Email)
            await DemandCurrentPasswordAsync(user, form.CurrentPassword, ct);

        user.SetDisplayName(form.DisplayName!);
        user.BindMobile(mobile);
        user.ReachByMail(form.Mail);
        user.ChooseCulture(form.Culture);
        return await SaveAsync(user, by, ct);
    }

    /// <summary>Replaces the password; every other session of the account ends.</summary>
    /// <exception cref="ValidationException">The current password is wrong, or the new one breaks a rule.</exception>
    public async Task<CrmUser> ChangePasswordAsync(PasswordForm form, UserScope by, CancellationToken ct)
    {
        var user = await LoadAsync(by, ct);
        var failures = (await new PasswordFormValidator(text).ValidateAsync(form, ct)).Errors;

        // Judged whatever else is wrong: every wrong one counts, and only who knows it learns how the new one compares with it.
        if (await passwords.JudgeOwnAsync(user, form.CurrentPassword, ct) == PasswordVerdict.Right)
            AddPasswordFailures(failures, form.NewPassword, form.RepeatedPassword, user);
        else if (!Has(failures, nameof(form.CurrentPassword)))
            failures.Add(new(nameof(form.CurrentPassword), text["Error.CurrentPasswordWrong"]));
        Refusal.ThrowIfAny(failures);
        SetPassword(user, form.NewPassword!, by);
        return await SaveAsync(user, by, ct);
    }

    /// <summary>Notes the language chosen in the page's frame.</summary>
    public async Task<CrmUser> ChooseCultureAsync(string culture, UserScope by, CancellationToken ct)
    {
        if (!InterfaceCultures.IsKnown(culture))
            throw new NotFoundException();
        var user = await LoadAsync(by, ct);
        user.ChooseCulture(culture);
        return await SaveAsync(user, by, ct);
    }

    private async Task<CrmUser> LoadAsync(UserScope by, CancellationToken ct) =>
        await db.Users.FirstOrDefaultAsync(u => u.Id == by.UserId && u.IsActive, ct) ?? throw new NotFoundException();

    private async Task<CrmUser> SaveAsync(CrmUser user, UserScope by, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(by, ct);
        }
        catch (DbUpdateException)
        {
            // Somebody else bound the number meanwhile.
            db.ChangeTracker.Clear();
            Refusal.ThrowIfAny([.. await TakenMobileAsync(user.Mobile, user.Id, ct)]);
            throw;
        }

        directory.Invalidate();
        sessions.Forget(user.Id);
        return user;
    }

    private void SetPassword(CrmUser user, string password, UserScope by)
    {
        user.SetPassword(hasher.HashPassword(user, password), mustChange: false);
        db.AuditEntries.Add(AccountEvents.Of(AuditAction.PasswordChanged, user.Id, by.ActorId, clock.UtcNow));
    }

    private async Task DemandCurrentPasswordAsync(CrmUser user, string? typed, CancellationToken ct)
    {
        if (await passwords.JudgeOwnAsync(user, typed, ct) != PasswordVerdict.Right)
            throw Refusal.Of(nameof(PasswordForm.CurrentPassword), text[string.IsNullOrEmpty(typed) ? "Error.CurrentPasswordRequired" : "Error.CurrentPasswordWrong"]);
    }

    /// <summary>Adds what the form's own rules do not say of a new password.</summary>
    private void AddPasswordFailures(List<ValidationFailure> failures, string? password, string? repeated, CrmUser user)
    {
        if (Has(failures, nameof(PasswordForm.NewPassword)))
            return;
        if (rules.Weakness(password!, user.UserName, user.EmployeeNumber) is { } weakness)
            failures.Add(new(nameof(PasswordForm.NewPassword), weakness));
        else if (hasher.VerifyHashedPassword(user, user.PasswordHash!, password!) != PasswordVerificationResult.Failed)
            failures.Add(new(nameof(PasswordForm.NewPassword), text["Error.PasswordSame"]));
        else if (password != repeated && !Has(failures, nameof(PasswordForm.RepeatedPassword)))
            failures.Add(new(nameof(PasswordForm.RepeatedPassword), text["Error.PasswordsDiffer"]));
    }

    private static bool Has(List<ValidationFailure> failures, string field) => failures.Exists(f => f.PropertyName == field);

    private async Task<IEnumerable<ValidationFailure>> TakenMobileAsync(string? typed, int userId, CancellationToken ct) =>
        Digits(typed) is { } mobile && await db.Users.AnyAsync(u => u.Mobile == mobile && u.Id != userId, ct)
            ? [new(nameof(ProfileForm.Mobile), text["Error.MobileTaken"])]
            : [];

    private static string? Digits(string? typed) => PhoneNumber.TryParseMobile(typed, out var digits) ? digits : null;
}
