using CrmWeb.Core.Formats;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Orders;

/// <summary>An order as its form sends it: what was ordered, for how much, and when it is to be paid. Amounts are typed as people write them.</summary>
public sealed class OrderForm
{
    public const int SubjectMax = 200;
    public const int RemarksMax = 2000;
    public const int MaxItems = 50;
    public const int MaxPlan = 36;

    /// <summary>Idempotency key: the same form sent twice makes one order.</summary>
    public Guid CreationKey { get; set; }

    /// <summary>The version it was opened with.</summary>
    public Guid Version { get; set; }

    public DateOnly? OrderedOn { get; set; }

    public string? Subject { get; set; }

    public List<OrderItemForm> Items { get; set; } = [];

    /// <summary>In yuan; with items their sum, so that nothing need be typed.</summary>
    public string? Amount { get; set; }

    public List<PlannedPaymentForm> Plan { get; set; } = [];

    /// <summary>Id of a colleague.</summary>
    public int? Owner { get; set; }

    /// <summary>A new order may be a draft first.</summary>
    public bool IsDraft { get; set; }

    /// <summary>The customer, not won yet, is won by this order.</summary>
    public bool Wins { get; set; }

    /// <summary>Code of the stage the form showed; a customer that has left it meanwhile is not moved.</summary>
    public string? From { get; set; }

    public string? Remarks { get; set; }

    /// <summary>Without needless spaces, and without rows in which nothing was typed.</summary>
    public OrderForm Cleaned() => new()
    {
        CreationKey = CreationKey,
        Version = Version,
        OrderedOn = OrderedOn,
        Subject = FormText.CleanLine(Subject),
        Items = [.. Items.Select(i => i.Cleaned()).Where(i => !i.IsEmpty)],
        Amount = FormText.CleanCode(Amount),
        Plan = [.. Plan.Select(p => p.Cleaned()).Where(p => !p.IsEmpty)],
        Owner = Owner,
        IsDraft = IsDraft,
        Wins = Wins,
        From = From,
        Remarks = FormText.Clean(Remarks),
    };

    /// <summary>The form that would change nothing.</summary>
    internal static OrderForm Of(Order order) => new()
    {
        Version = order.Version,
        OrderedOn = order.OrderedOn,
        Subject = order.Subject,
        Items = [.. order.Items.OrderBy(i => i.Place).Select(i => new OrderItemForm
        {
            Id = i.Id, Name = i.Name, Unit = i.Unit, Quantity = Quantity.Shown(i.Quantity), UnitPrice = Money.ToInput(i.UnitPrice), Discount = i.Discount == 0 ? null : Money.ToInput(i.Discount),
        })],
        Amount = order.Items.Count == 0 ? Money.ToInput(order.Amount) : null,
        Plan = [.. order.Plan.OrderBy(p => p.DueOn).ThenBy(p => p.Id).Select(p => new PlannedPaymentForm { Id = p.Id, DueOn = p.DueOn, Amount = Money.ToInput(p.Amount), Note = p.Note })],
        Owner = order.OwnerId,
        IsDraft = order.State == OrderState.Draft,
        Remarks = order.Remarks,
    };
}

/// <summary>One line of the form.</summary>
public sealed class OrderItemForm
{
    public const int NameMax = 200;
    public const int UnitMax = 20;

    /// <summary>The row it changes; null for a new one.</summary>
    public int? Id { get; set; }

    public string? Name { get; set; }

    public string? Unit { get; set; }

    public string? Quantity { get; set; }

    public string? UnitPrice { get; set; }

    /// <summary>Off the line, in yuan.</summary>
    public string? Discount { get; set; }

    internal bool IsEmpty => Name is null && Unit is null && Quantity is null && UnitPrice is null && Discount is null;

    internal OrderItemForm Cleaned() => new()
    {
        Id = Id,
        Name = FormText.CleanLine(Name),
        Unit = FormText.CleanLine(Unit),
        Quantity = FormText.CleanCode(Quantity),
        UnitPrice = FormText.CleanCode(UnitPrice),
        Discount = FormText.CleanCode(Discount),
    };
}

/// <summary>One row of the payment plan in the form.</summary>
public sealed class PlannedPaymentForm
{
    public const int NoteMax = 200;

    /// <summary>The row it changes; null for a new one.</summary>
    public int? Id { get; set; }

    public DateOnly? DueOn { get; set; }

    public string? Amount { get; set; }

    public string? Note { get; set; }

    internal bool IsEmpty => DueOn is null && Amount is null && Note is null;

    internal PlannedPaymentForm Cleaned() => new() { Id = Id, DueOn = DueOn, Amount = FormText.CleanCode(Amount), Note = FormText.CleanLine(Note) };
}

/// <summary>Why something is taken back.</summary>
public sealed class VoidForm
{
    public const int ReasonMax = 500;

    public string? Reason { get; set; }
}
