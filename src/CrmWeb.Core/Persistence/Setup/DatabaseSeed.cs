using CrmWeb.Core.Access;

namespace CrmWeb.Core.Persistence.Setup;

/// <summary>
/// What a database begins with: roles, lists, tags, stages, holidays, watch rules and whatever else a feature contributes. All or none
/// of it, so that a first start that was killed is made up for by the next one.
/// </summary>
public sealed class DatabaseSeed(IEnumerable<IDatabaseSeed> seeds)
{
    public async Task FillAsync(CrmDbContext db, CancellationToken ct)
    {
        db.WritesOwnAudit = true;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            foreach (var seed in seeds)
            {
                await seed.FillAsync(db, ct);
                await db.SaveChangesAsync(UserScope.System, ct);
            }

            await transaction.CommitAsync(ct);
        }
        finally
        {
            db.WritesOwnAudit = false;
        }
    }
}
