using CrmWeb.Core.Customers;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderState
{
    /// <summary>Being written; counts nowhere yet.</summary>
    Draft = 1,

    /// <summary>Agreed; counts, and is paid for.</summary>
    Active = 2,

    /// <summary>Delivered; whatever is still to be paid stays due.</summary>
    Completed = 3,

    /// <summary>Called off, with a reason; counts nowhere.</summary>
    Void = 4,
}

/// <summary>
/// What a won customer bought. What was received, what is overdue and the rate are never stored: they follow from the payments, the
/// plan and the day.
/// </summary>
public sealed class Order : IAudited, IAuditLabel
{
    private readonly List<OrderItem> items = [];
    private readonly List<PlannedPayment> plan = [];

    private Order()
    {
    }

    /// <param name="by">Who enters it; null for the system.</param>
    /// <param name="at">Now, UTC.</param>
    public Order(int customerId, string number, Guid creationKey, OrderFacts facts, OrderState state, int? by, DateTime at)
    {
        CustomerId = customerId;
        Number = number;
        CreationKey = creationKey;
        State = state;
        CreatedById = by;
        CreatedAt = at;
        Apply(facts, by, at);
    }

    public int Id { get; private set; }

    [NotAudited]
    public int CustomerId { get; private set; }

    public Customer? Customer { get; private set; }

    /// <summary>Given once, never changed, never given twice.</summary>
    public string Number { get; private set; } = "";

    public DateOnly OrderedOn { get; private set; }

    public string? Subject { get; private set; }

    /// <summary>Of the whole order in yuan; the sum of its items where it has any.</summary>
    public decimal Amount { get; private set; }

    public OrderState State { get; private set; }

    /// <summary>Whose performance it is: stays when the customer goes to somebody else.</summary>
    public int OwnerId { get; private set; }

    /// <summary>Where the owner was when the order was given to them.</summary>
    [NotAudited]
    public int? DepartmentId { get; private set; }

    public string? Remarks { get; private set; }

    public string? VoidReason { get; private set; }

    public IReadOnlyList<OrderItem> Items => items;

    /// <summary>When what is to be paid (回款计划).</summary>
    public IReadOnlyList<PlannedPayment> Plan => plan;

    [NotAudited]
    public int? CreatedById { get; private set; }

    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    [NotAudited]
    public int? UpdatedById { get; private set; }

    [NotAudited]
    public DateTime UpdatedAt { get; private set; }

    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>Idempotency key: the same form sent twice makes one order.</summary>
    [NotAudited]
    public Guid CreationKey { get; private set; }

    string IAudited.RootType => nameof(Order);

    int IAudited.RootId => Id;

    string? IAuditLabel.AuditLabel => Number;

    /// <summary>The states an order may be moved to, and from.</summary>
    internal static bool MayMove(OrderState from, OrderState to) => (from, to) switch
    {
        (OrderState.Draft, OrderState.Active or OrderState.Void) => true,
        (OrderState.Active, OrderState.Completed or OrderState.Void) => true,
        (OrderState.Completed, OrderState.Active) => true,
        _ => false,
    };

    internal void Edit(OrderFacts facts, int? by, DateTime at) => Apply(facts, by, at);

    /// <param name="reason">Why it is called off; only then.</param>
    /// <exception cref="InvalidOperationException">There is no such move.</exception>
    internal void MoveTo(OrderState state, string? reason, int? by, DateTime at)
    {
        if (!MayMove(State, state))
            throw new InvalidOperationException($"An order does not go from {State} to {state}.");
        State = state;
        VoidReason = state == OrderState.Void ? reason : null;
        Touch(by, at);
    }

    private void Apply(OrderFacts facts, int? by, DateTime at)
    {
        OrderedOn = facts.OrderedOn;
        Subject = facts.Subject;
        Amount = facts.Amount;
        OwnerId = facts.OwnerId;
        DepartmentId = facts.DepartmentId;
        Remarks = facts.Remarks;
        OrderItem.Keep(items, facts.Items);
        PlannedPayment.Keep(plan, facts.Plan);
        Touch(by, at);
    }

    private void Touch(int? by, DateTime at)
    {
        UpdatedById = by;
        UpdatedAt = at;
        Version = Guid.NewGuid();
    }
}

/// <summary>What an order says; amounts in yuan with two places.</summary>
public sealed record OrderFacts(
    DateOnly OrderedOn, string? Subject, decimal Amount, int OwnerId, int? DepartmentId, string? Remarks, IReadOnlyList<OrderItemFacts> Items, IReadOnlyList<PlannedPaymentFacts> Plan);
