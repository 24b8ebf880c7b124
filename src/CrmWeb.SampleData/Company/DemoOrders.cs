using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;

namespace CrmWeb.SampleData.Company;

/// <summary>What the customers who were won bought, and how far they have paid: in full, in part, late, not yet.</summary>
internal sealed class DemoOrders(CrmDbContext db, CustomerNumbers numbers, string pattern, DemoCodes codes, OrganizationClock clock)
{
    /// <summary>Index of the stage from which on a customer has bought.</summary>
    private const int Bought = 4;

    /// <summary>Its own, so that everything else stays as it was.</summary>
    private readonly Random random = new(20261130);

    public async Task FillAsync(IReadOnlyList<DemoHistory> histories, CancellationToken ct)
    {
        List<NumberSequence> sequences = [];
        var book = new DemoOrderBook(random, numbers, pattern, codes, clock);
        List<(Order Order, int Kind)> orders = [];
        foreach (var history in histories.Where(h => h.Depth >= Bought))
        {
            var won = history.Visits.First(v => v.MovesTo == "won").WrittenAt;
            orders.Add((book.Write(history.Customer.Id, history.Owner.Id, history.Owner.DepartmentId, won, sequences), random.Next(6)));
            if (random.Next(3) == 0 && won.AddDays(40) < clock.UtcNow)
                orders.Add((book.Write(history.Customer.Id, history.Owner.Id, history.Owner.DepartmentId, won.AddDays(35), sequences), random.Next(6)));
        }

        await db.SaveNewAsync([.. sequences, .. orders.Select(o => o.Order)], ct);
        await db.SaveNewAsync([.. orders.SelectMany(o => book.Payments(o.Order, o.Kind))], ct);
    }
}
