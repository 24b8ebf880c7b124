using System.Globalization;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Orders.Payments;

/// <summary>One row of a payment plan.</summary>
/// <param name="Id">Of the row it changes; null for a new one.</param>
/// <param name="OverdueAt">When the day it is due on has ended where the organisation is (UTC).</param>
public sealed record PlannedPaymentFacts(int? Id, DateOnly DueOn, decimal Amount, string? Note, DateTime OverdueAt);

/// <summary>
/// What is to be paid by when (回款计划). Whether it is paid, in part, or overdue is not stored: payments fill the rows of an order in
/// the order in which they fall due (<see cref="PaymentSchedule"/>).
/// </summary>
public sealed class PlannedPayment : IAudited, IAuditLabel
{
    private PlannedPayment()
    {
    }

    private PlannedPayment(PlannedPaymentFacts facts) => Apply(facts);

    public int Id { get; private set; }

    public int OrderId { get; private set; }

    /// <summary>The last day on which it is in time.</summary>
    public DateOnly DueOn { get; private set; }

    /// <summary>The moment that day has ended (UTC); what databases compare.</summary>
    [NotAudited]
    public DateTime OverdueAt { get; private set; }

    /// <summary>In yuan.</summary>
    public decimal Amount { get; private set; }

    /// <summary>What it is for: 首付款, 验收款, 质保金.</summary>
    public string? Note { get; private set; }

    string IAudited.RootType => nameof(Order);

    int IAudited.RootId => OrderId;

    string? IAuditLabel.AuditLabel => string.Create(CultureInfo.InvariantCulture, $"{DueOn:yyyy-MM-dd} {Money.Shown(Amount)}");

    /// <summary>Makes the rows say exactly this; rows that stay keep their ids.</summary>
    internal static void Keep(List<PlannedPayment> rows, IReadOnlyList<PlannedPaymentFacts> wanted)
    {
        rows.RemoveAll(r => wanted.All(w => w.Id != r.Id));
        foreach (var facts in wanted)
        {
            if (rows.Find(r => r.Id == facts.Id) is { } row)
                row.Apply(facts);
            else
                rows.Add(new PlannedPayment(facts));
        }
    }

    private void Apply(PlannedPaymentFacts facts) => (DueOn, OverdueAt, Amount, Note) = (facts.DueOn, facts.OverdueAt, facts.Amount, facts.Note);
}
