using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;

namespace CrmWeb.Core.Jobs;

/// <summary>Removes what the features say nobody looks at any more (<see cref="CleaningRule"/>).</summary>
public sealed class Cleaning(CrmDbContext db, IEnumerable<CleaningRule> rules, OrganizationClock clock)
{
    /// <returns>What was removed; null where there was nothing.</returns>
    public async Task<string?> CleanAsync(CancellationToken ct)
    {
        var now = clock.UtcNow;
        List<(string What, int Count)> removed = [];
        foreach (var rule in rules)
            removed.Add((rule.What, await rule.RemoveAsync(db, now, ct)));
        return JobSummary.Of([.. removed]);
    }
}

/// <summary>Cleans up at night.</summary>
internal sealed class CleaningJob(Cleaning cleaning) : ICrmJob
{
    public Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => cleaning.CleanAsync(ct);
}
