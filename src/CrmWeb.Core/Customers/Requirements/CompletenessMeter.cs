using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Customers.Requirements;

/// <summary>Keeps how complete customers are right, beside those that save them: after a move, and for all once the grid says something else.</summary>
public sealed class CompletenessMeter(CrmDbContext db, DemandCatalog demands, CustomValueStore values)
{
    /// <summary>Customers measured in one transaction.</summary>
    private const int Slice = 500;

    /// <summary>Measures a loaded customer that has moved to another stage; asks nothing where no stage asks for anything.</summary>
    /// <param name="carried">What it is about to carry in custom fields; null for what it carries.</param>
    internal async Task MeasureMovedAsync(Customer customer, CustomValues? carried, CancellationToken ct)
    {
        var asked = await demands.GetAsync(ct);
        if (!asked.FollowStages)
            return;
        var chain = db.Entry(customer).Collection(c => c.DecisionChain);
        if (!chain.IsLoaded)
            await chain.LoadAsync(ct);
        customer.Measure(asked, carried ?? (asked.AskForCustom ? await values.ReadAsync(customer.Id, ct) : CustomValues.None));
    }

    /// <summary>Whether there is a customer that was measured by something else than holds now.</summary>
    internal async Task<bool> IsAnythingOutdatedAsync(CancellationToken ct) => await Outdated((await demands.GetAsync(ct)).Stamp).AnyAsync(ct);

    /// <summary>Measures all customers that were measured by something else than holds now, those in the bin too.</summary>
    /// <returns>How many.</returns>
    public async Task<int> MeasureOutdatedAsync(CancellationToken ct)
    {
        var (asked, measured, found) = (await demands.GetAsync(ct), 0, 0);
        do
        {
            ct.ThrowIfCancellationRequested();
            found = await ConflictRetry.RunAsync(db, () => SliceAsync(asked, ct));
            measured += found;
        }
        while (found == Slice);
        return measured;
    }

    private async Task<int> SliceAsync(FieldDemands asked, CancellationToken ct)
    {
        var customers = await Outdated(asked.Stamp).Include(c => c.DecisionChain).OrderBy(c => c.MeasuredBy).ThenBy(c => c.Id).Take(Slice).ToListAsync(ct);
        var ids = customers.ConvertAll(c => c.Id);
        var rows = asked.AskForCustom ? await db.CustomerValues.AsNoTracking().Where(v => EF.Parameter(ids).Contains(v.OwnerId)).ToListAsync(ct) : [];
        var carried = rows.ToLookup(v => v.OwnerId);
        foreach (var customer in customers)
            customer.Measure(asked, CustomValues.Of(carried[customer.Id]));
        await KeyRenewal.SaveAsync(db, ct);
        return customers.Count;
    }

    private IQueryable<Customer> Outdated(int stamp) =>
        db.Customers.IgnoreQueryFilters([CrmDbContext.SoftDeleteFilter]).Where(c => c.MeasuredBy < stamp || c.MeasuredBy > stamp);
}

/// <summary>Measures customers anew once the grid of required fields says something else.</summary>
public sealed class CompletenessJob(CompletenessMeter meter) : IWakefulJob
{
    public const string Code = "completeness";

    public const string Schedule = "0 * * * * *";

    public Task<bool> HasWorkAsync(CancellationToken ct) => meter.IsAnythingOutdatedAsync(ct);

    public async Task<string?> RunAsync(DateTime dueAt, CancellationToken ct) => JobSummary.Of(("measured", await meter.MeasureOutdatedAsync(ct)));
}
