namespace CrmWeb.Core.Orders.Payments;

/// <summary>How a row of the plan stands on a day.</summary>
public enum PlannedState
{
    /// <summary>Not due yet, nothing received for it.</summary>
    Planned,

    /// <summary>Not due yet, received in part.</summary>
    Partial,
    Paid,

    /// <summary>Its day has passed and something is missing.</summary>
    Overdue,
}

/// <summary>A row of the plan with what was received for it.</summary>
/// <param name="Received">Of its amount, in yuan.</param>
public sealed record ScheduledPayment(int Id, DateOnly DueOn, decimal Amount, string? Note, decimal Received, PlannedState State)
{
    public decimal Open => Amount - Received;
}

/// <summary>Derives how a plan stands from what was received: money fills the rows in the order in which they fall due.</summary>
public static class PaymentSchedule
{
    /// <param name="received">All payments of the order that are not void, in yuan.</param>
    /// <param name="today">The organisation's day.</param>
    /// <returns>The rows in the order in which they fall due.</returns>
    public static IReadOnlyList<ScheduledPayment> Of(IEnumerable<(int Id, DateOnly DueOn, decimal Amount, string? Note)> plan, decimal received, DateOnly today)
    {
        var left = received;
        List<ScheduledPayment> rows = [];
        foreach (var row in plan.OrderBy(r => r.DueOn).ThenBy(r => r.Id))
        {
            var filled = Math.Clamp(left, 0m, row.Amount);
            left -= filled;
            var state = filled == row.Amount ? PlannedState.Paid
                : row.DueOn < today ? PlannedState.Overdue
                : filled > 0 ? PlannedState.Partial
                : PlannedState.Planned;
            rows.Add(new ScheduledPayment(row.Id, row.DueOn, row.Amount, row.Note, filled, state));
        }

        return rows;
    }
}
