using System.Globalization;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Orders.Payments;

/// <summary>What a payment says; the amount in yuan with two places.</summary>
/// <param name="OverReason">Why more comes in than the order amounts to; null where it does not.</param>
public sealed record PaymentFacts(DateOnly PaidOn, decimal Amount, int MethodId, string? Note, string? OverReason);

/// <summary>Money received for an order (回款). It is never changed: what was noted wrongly is made void and noted anew.</summary>
public sealed class Payment : IAudited, IAuditLabel
{
    private Payment()
    {
    }

    /// <param name="by">Who notes it; null for the system.</param>
    /// <param name="at">Now, UTC.</param>
    public Payment(int orderId, Guid creationKey, PaymentFacts facts, int? by, DateTime at)
    {
        OrderId = orderId;
        CreationKey = creationKey;
        PaidOn = facts.PaidOn;
        Amount = facts.Amount;
        MethodId = facts.MethodId;
        Note = facts.Note;
        OverReason = facts.OverReason;
        CreatedById = by;
        CreatedAt = at;
    }

    public int Id { get; private set; }

    public int OrderId { get; private set; }

    /// <summary>The day the money came in.</summary>
    public DateOnly PaidOn { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal Amount { get; private set; }

    /// <summary>Entry of the list of ways of paying.</summary>
    public int MethodId { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Why more was taken than the order amounts to.</summary>
    public string? OverReason { get; private set; }

    [NotAudited]
    public int? CreatedById { get; private set; }

    [NotAudited]
    public DateTime CreatedAt { get; private set; }

    /// <summary>When it was taken back (UTC); null where it stands.</summary>
    public DateTime? VoidedAt { get; private set; }

    [NotAudited]
    public int? VoidedById { get; private set; }

    public string? VoidReason { get; private set; }

    /// <summary>Idempotency key: the same form sent twice notes one payment.</summary>
    [NotAudited]
    public Guid CreationKey { get; private set; }

    string IAudited.RootType => nameof(Order);

    int IAudited.RootId => OrderId;

    string? IAuditLabel.AuditLabel => string.Create(CultureInfo.InvariantCulture, $"{PaidOn:yyyy-MM-dd} {Money.Shown(Amount)}");

    /// <summary>Takes it back; the row stays and says why.</summary>
    internal void MakeVoid(string reason, int? by, DateTime at) => (VoidReason, VoidedById, VoidedAt) = (reason, by, at);
}
