using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization.SignIn;

/// <summary>Hears that an account was locked out; what it adds to the context is saved together with the lock.</summary>
public interface ILockOutListener
{
    Task LockedOutAsync(int userId, CancellationToken ct);
}

/// <summary>Notes that too many wrong passwords were tried for an account, and lets those hear who are to be told.</summary>
public sealed class LockOutAlarm(CrmDbContext db, IEnumerable<ILockOutListener> listeners, OrganizationClock clock)
{
    public async Task RaiseAsync(int userId, CancellationToken ct)
    {
        DateTimeOffset? until = new DateTimeOffset(clock.UtcNow, TimeSpan.Zero) + PasswordCheck.LockedFor;
        await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.LockoutEnd, until), ct);
        db.AuditEntries.Add(AccountEvents.Of(AuditAction.LockedOut, userId, null, clock.UtcNow));
        foreach (var listener in listeners)
            await listener.LockedOutAsync(userId, ct);
        await db.SaveChangesAsync(UserScope.System, ct);
    }
}
