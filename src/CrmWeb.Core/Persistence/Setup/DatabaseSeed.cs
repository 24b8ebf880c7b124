using CrmWeb.Core.Access;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.Watching;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence.Setup;

/// <summary>
/// What a database begins with: roles, lists, tags, stages, holidays and watch rules. All or none of it, so that a first start
/// that was killed is made up for by the next one; a later version adds what it brings in the same way.
/// </summary>
internal static class DatabaseSeed
{
    public static async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        db.WritesOwnAudit = true;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            await GiveRolesAsync(db, ct);
            await ListSeeder.FillAsync(db, ct);
            await HolidaySeed.FillAsync(db, ct);
            await db.SaveChangesAsync(UserScope.System, ct);
            await WatchRuleSeed.FillAsync(db, ct);
            await db.SaveChangesAsync(UserScope.System, ct);
            await transaction.CommitAsync(ct);
        }
        finally
        {
            db.WritesOwnAudit = false;
        }
    }

    /// <summary>The built-in roles, each with what came with a later version; nobody can take a permission from them yet.</summary>
    private static async Task GiveRolesAsync(CrmDbContext db, CancellationToken ct)
    {
        var present = await db.Roles.ToDictionaryAsync(r => r.Code, ct);
        foreach (var role in BuiltInRoles.Create())
        {
            if (present.TryGetValue(role.Code, out var kept))
                kept.Grant(role.Permissions.Select(p => p.Permission));
            else
                db.Roles.Add(role);
        }
    }
}
