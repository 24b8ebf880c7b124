using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.Accounts;

/// <summary>A password that was just set for somebody, to be handed over once; only its hash is kept.</summary>
public sealed record HandedOverPassword(int UserId, string UserName, string DisplayName, string Password);

/// <summary>Creates and changes the accounts of others.</summary>
public sealed class UserAdministration(
    CrmDbContext db,
    PasswordRules rules,
    IPasswordHasher<CrmUser> hasher,
    AccountChecks checks,
    RoleDirectory roles,
    UserDirectory directory,
    AccountSessions sessions,
    OrganizationClock clock)
{
    /// <summary>Creates an account that must get an own password and a mobile number at its first sign-in.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not administer accounts.</exception>
    public async Task<HandedOverPassword> CreateAsync(UserForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminUsers);
        var failures = await checks.OfFormAsync(form, null, ct);
        var password = string.IsNullOrEmpty(form.Password) ? InitialPassword.Generate() : form.Password;
        if (!failures.Exists(f => f.PropertyName == nameof(form.Password)) && rules.Weakness(password, form.UserName, form.EmployeeNumber) is { } weakness)
            failures.Add(new(nameof(form.Password), weakness));
        Refusal.ThrowIfAny(failures);

        var role = (await roles.GetAsync(ct)).Find(form.Role)!;
        var user = new CrmUser(form.UserName!, form.DisplayName!, form.EmployeeNumber, form.Department, role.Id, clock.UtcNow);
        user.SetPassword(hasher.HashPassword(user, password), mustChange: true);
        user.ReachByMail(form.Mail);
        db.Users.Add(user);
        try
        {
            await db.SaveChangesAsync(by, ct);
        }
        catch (DbUpdateException)
        {
            // The same form sent twice at once: the unique indexes let one through, the other is told what it would be told a moment later.
            db.ChangeTracker.Clear();
            Refusal.ThrowIfAny(await checks.OfFormAsync(form, null, ct));
            throw;
        }

        directory.Invalidate();
        return new HandedOverPassword(user.Id, user.UserName!, user.DisplayName, password);
    }

    /// <summary>Changes name, employee number, department and role. Another department or role ends the account's sessions.</summary>
    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">No such account, or the user may not administer accounts.</exception>
    /// <exception cref="EditConflictException">Somebody else changed the account since the form was opened.</exception>
    public async Task ChangeAsync(int id, UserForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminUsers);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var user = await LoadAsync(id, ct);
        Refusal.ThrowIfAny(await checks.OfFormAsync(form, user, ct));
        if (form.Version != user.ConcurrencyStamp)
            throw new EditConflictException();

        var role = (await roles.GetAsync(ct)).Find(form.Role)!;
        if (role.Id != user.RoleId && !role.Permissions.Contains(Permissions.AdminUsers))
            await checks.KeepAnAdminAsync(user, nameof(form.Role), "Error.OwnRole", by, ct);

        var moved = form.Department != user.DepartmentId;
        if (moved || role.Id != user.RoleId)
            user.EndSessions();
        user.Change(form.DisplayName!, form.EmployeeNumber, form.Department, role.Id);
        user.ReachByMail(form.Mail);
        try
        {
            await db.SaveChangesAsync(by, ct);
        }
        catch (DbUpdateException)
        {
            // Somebody else gave the number to another account meanwhile.
            await transaction.RollbackAsync(ct);
            db.ChangeTracker.Clear();
            Refusal.ThrowIfAny(await checks.OfFormAsync(form, await LoadAsync(id, ct), ct));
            throw;
        }

        if (moved)
            await TakeCustomersAlongAsync(user, ct);
        await transaction.CommitAsync(ct);
        Publish(user);
    }

    /// <summary>Deactivates the account at once; the customers it owns wait for their handover.</summary>
    /// <exception cref="ValidationException">It is one's own account or the last active admin's.</exception>
    /// <exception cref="NotFoundException">No such account, or the user may not administer accounts.</exception>
    public Task DisableAsync(int id, UserScope by, CancellationToken ct) => ChangeStateAsync(id, active: false, by, ct);

    /// <exception cref="NotFoundException">No such account, or the user may not administer accounts.</exception>
    public Task EnableAsync(int id, UserScope by, CancellationToken ct) => ChangeStateAsync(id, active: true, by, ct);

    /// <summary>Gives the account a new password that its owner must replace, ends its sessions and lifts a lock-out.</summary>
    /// <exception cref="NotFoundException">No such account, one's own, or the user may not administer accounts.</exception>
    public async Task<HandedOverPassword> ResetPasswordAsync(int id, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminUsers);
        if (id == by.UserId)
            throw new NotFoundException();

        var password = InitialPassword.Generate();
        return await ConflictRetry.RunAsync(db, async () =>
        {
            var user = await LoadAsync(id, ct);
            user.SetPassword(hasher.HashPassword(user, password), mustChange: true);
            user.LockoutEnd = null;
            db.AuditEntries.Add(AccountEvents.Of(AuditAction.PasswordReset, id, by.ActorId, clock.UtcNow));
            await db.SaveChangesAsync(by, ct);
            await db.SignInTries.Where(t => t.UserId == id).ExecuteDeleteAsync(ct);
            Publish(user);
            return new HandedOverPassword(id, user.UserName!, user.DisplayName, password);
        });
    }

    private Task ChangeStateAsync(int id, bool active, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminUsers);
        return ConflictRetry.RunAsync(db, async () =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var user = await LoadAsync(id, ct);
            if (user.IsActive != active)
            {
                if (!active)
                    await checks.KeepAnAdminAsync(user, "", "Error.OwnAccount", by, ct);
                user.SetActive(active);
                await db.SaveChangesAsync(by, ct);
                await transaction.CommitAsync(ct);
                Publish(user);
            }

            return user;
        });
    }

    /// <summary>A customer's department follows its owner, also in the recycle bin.</summary>
    private Task<int> TakeCustomersAlongAsync(CrmUser user, CancellationToken ct)
    {
        var (ownerId, departmentId) = (user.Id, user.DepartmentId);
        return db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => c.OwnerId == ownerId)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DepartmentId, departmentId), ct);
    }

    private async Task<CrmUser> LoadAsync(int id, CancellationToken ct) =>
        await db.Users.FirstOrDefaultAsync(u => u.Id == id, ct) ?? throw new NotFoundException();

    private void Publish(CrmUser user)
    {
        directory.Invalidate();
        sessions.Forget(user.Id);
    }
}
