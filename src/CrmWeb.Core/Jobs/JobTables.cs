using CrmWeb.Core.Data;
using Quartz;

namespace CrmWeb.Core.Jobs;

/// <summary>Makes the scheduler's own tables on a server database, for whoever migrates with an account that may.</summary>
public sealed class JobTables(ISchedulerFactory schedulers, DatabaseSettings database)
{
    public async Task PrepareAsync(CancellationToken ct)
    {
        if (database.Provider == DatabaseProvider.Sqlite)
            return;

        // A scheduler looks after its tables when it is built; it is not started, so that it runs nothing.
        var scheduler = await schedulers.GetScheduler(ct);
        await scheduler.Shutdown(false, ct);
    }
}
