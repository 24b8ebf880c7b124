using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Core.Orders;

/// <summary>An order in a list; amounts in yuan. Free text is hidden from those who may not read personal data.</summary>
/// <param name="OpensCustomer">Whether the reader may open the customer's record: whose order it is goes on seeing it when the customer has gone to somebody else.</param>
public sealed record OrderRow(
    int Id, string Number, int CustomerId, string CustomerName, string CustomerNumber, bool OpensCustomer, string? Subject, DateOnly OrderedOn, OrderState State, decimal Amount, string OwnerName)
{
    public decimal Received { get; init; }

    /// <summary>What should have come in by now and has not.</summary>
    public decimal Overdue { get; init; }

    /// <summary>When it was entered (UTC).</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>It was agreed and not called off.</summary>
    public bool Counts => State is OrderState.Active or OrderState.Completed;

    /// <summary>What is still to come; never less than nothing.</summary>
    public decimal Open => Math.Max(Amount - Received, 0m);

    /// <summary>In percent; see <see cref="OrderFigures.Rate"/>.</summary>
    public decimal? Rate => OrderFigures.Rate(Amount, Received);
}

/// <summary>A customer's orders; what counts are those agreed and not called off.</summary>
/// <param name="Latest">The last few, whatever their state.</param>
/// <param name="Count">Of all.</param>
public sealed record OrdersOfCustomer(IReadOnlyList<OrderRow> Latest, int Count, decimal Amount, decimal Received, decimal Overdue)
{
    public static OrdersOfCustomer None { get; } = new([], 0, 0m, 0m, 0m);

    /// <summary>In percent; see <see cref="OrderFigures.Rate"/>.</summary>
    public decimal? Rate => OrderFigures.Rate(Amount, Received);
}

/// <summary>One line as its page shows it.</summary>
public sealed record OrderItemRow(string? Name, string? Unit, decimal Quantity, decimal UnitPrice, decimal Discount, decimal Amount);

/// <summary>A payment as the page of its order shows it; times UTC.</summary>
public sealed record PaymentRow(int Id, DateOnly PaidOn, decimal Amount, ListEntry? Method, string? Note, string? OverReason, string ByName, DateTime CreatedAt)
{
    public DateTime? VoidedAt { get; init; }

    public string VoidedByName { get; init; } = "";

    public string? VoidReason { get; init; }
}

/// <summary>What the reader may do with an order.</summary>
public sealed record OrderRights(bool Write)
{
    public bool Edit { get; init; }

    public bool Pay { get; init; }

    /// <summary>States it may be moved to.</summary>
    public IReadOnlyList<OrderState> Moves { get; init; } = [];
}

/// <summary>Everything the page of an order shows.</summary>
public sealed record OrderView(OrderRow Row, IReadOnlyList<OrderItemRow> Items, IReadOnlyList<ScheduledPayment> Plan, IReadOnlyList<PaymentRow> Payments, OrderRights Rights)
{
    public string? Remarks { get; init; }

    public string? VoidReason { get; init; }

    /// <summary>Whose performance it is.</summary>
    public int OwnerId { get; init; }

    /// <summary>Whose customer it is of.</summary>
    public int? CustomerOwnerId { get; init; }

    public string UpdatedByName { get; init; } = "";

    public DateTime UpdatedAt { get; init; }

    /// <summary>What the plan covers.</summary>
    public decimal Planned => Plan.Sum(p => p.Amount);
}
