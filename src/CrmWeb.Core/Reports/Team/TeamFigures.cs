namespace CrmWeb.Core.Reports.Team;

/// <summary>Orders of a period. Without an owner it tells how many customers all of them are of.</summary>
internal sealed class OrderTally
{
    /// <summary>Which of the periods, from 0.</summary>
    public int Which { get; init; }

    public int? CustomerId { get; init; }

    public int? OwnerId { get; init; }

    public int? DepartmentId { get; init; }

    public int Count { get; init; }

    public decimal Amount { get; init; }
}

/// <summary>Payments of a period, or for the orders of one.</summary>
internal sealed class PaymentTally
{
    public int Which { get; init; }

    /// <summary>For orders of the period, whenever the money came in.</summary>
    public bool IsOfOrders { get; init; }

    public int? OwnerId { get; init; }

    public int? DepartmentId { get; init; }

    public int Count { get; init; }

    public decimal Amount { get; init; }
}

/// <summary>Customers won or lost in a period, by whose they are now.</summary>
internal sealed class OutcomeTally
{
    public int Which { get; init; }

    public bool IsLost { get; init; }

    public int? OwnerId { get; init; }

    public int? DepartmentId { get; init; }

    public int Count { get; init; }

    /// <summary>What they took together, in tenths of a day.</summary>
    public long Tenths { get; init; }
}

/// <summary>All that was counted, or a part of it.</summary>
/// <param name="OutOfSight">Customers who ordered and whom the reader does not see.</param>
internal sealed record TeamFigures(
    IReadOnlyList<OrderTally> Orders, IReadOnlyList<PaymentTally> Payments, IReadOnlyList<OutcomeTally> Outcomes, IReadOnlySet<int> OutOfSight)
{
    public int OrderCount(int which) => Orders.Where(t => t.Which == which && t.OwnerId is not null).Sum(t => t.Count);

    public decimal Amount(int which) => Orders.Where(t => t.Which == which && t.OwnerId is not null).Sum(t => t.Amount);

    /// <summary>Of the other periods this is known of all together alone.</summary>
    public int Customers(int which) => which == 0
        ? Orders.Where(t => t.Which == 0).Select(t => t.CustomerId).Distinct().Count()
        : Orders.Where(t => t.Which == which && t.OwnerId is null).Sum(t => t.Count);

    /// <summary>Whether the list of customers shows every customer of the period's orders.</summary>
    public bool AreAllInSight => OutOfSight.Count == 0 || Orders.All(t => t.CustomerId is not { } id || !OutOfSight.Contains(id));

    public (int Count, decimal Amount) Received(int which, bool ofOrders)
    {
        var own = Payments.Where(t => t.Which == which && t.IsOfOrders == ofOrders).ToList();
        return (own.Sum(t => t.Count), own.Sum(t => t.Amount));
    }

    public int Won(int which) => Outcomes.Where(t => t.Which == which && !t.IsLost).Sum(t => t.Count);

    public int Lost(int which) => Outcomes.Where(t => t.Which == which && t.IsLost).Sum(t => t.Count);

    /// <summary>Of those won; null of none.</summary>
    public decimal? AverageDays(int which)
    {
        var won = Outcomes.Where(t => t.Which == which && !t.IsLost).ToList();
        return won.Count == 0 ? null : decimal.Divide(won.Sum(t => t.Tenths), 10m * won.Sum(t => t.Count));
    }
}

/// <summary>The figures sorted once, by owner or by department.</summary>
internal sealed class TeamParts(TeamFigures all, bool byOwner)
{
    private readonly ILookup<int?, OrderTally> orders = all.Orders.Where(t => t.OwnerId is not null).ToLookup(t => byOwner ? t.OwnerId : t.DepartmentId);
    private readonly ILookup<int?, PaymentTally> payments = all.Payments.ToLookup(t => byOwner ? t.OwnerId : t.DepartmentId);
    private readonly ILookup<int?, OutcomeTally> outcomes = all.Outcomes.ToLookup(t => byOwner ? t.OwnerId : t.DepartmentId);

    /// <summary>Whether anything was ordered or received, in whichever period.</summary>
    public bool HasMoney(int? whose) => orders.Contains(whose) || payments.Contains(whose);

    /// <summary>Whether anybody was won or lost, in whichever period.</summary>
    public bool HasOutcomes(int? whose) => outcomes.Contains(whose);

    /// <summary>The figures of some alone.</summary>
    public TeamFigures Of(params IReadOnlyList<int?> whose) => all with
    {
        Orders = [.. whose.SelectMany(w => orders[w])],
        Payments = [.. whose.SelectMany(w => payments[w])],
        Outcomes = [.. whose.SelectMany(w => outcomes[w])],
    };
}
