using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Testing;

/// <summary>Forms that pass every rule; a test changes what it is about.</summary>
public static class Forms
{
    private static int mobiles;

    /// <summary>A mobile number nobody has used yet.</summary>
    public static string NewMobile() => $"152{Interlocked.Increment(ref mobiles):D8}";

    public static CustomerForm Customer(
        string name, string? mobile = null, string contact = "李建国", string industry = "C34", string? region = "310000") => new()
        {
            CreationKey = Guid.NewGuid(),
            Name = name,
            Kind = CustomerKind.Enterprise,
            Industry = industry,
            Region = region,
            Type = CustomerType.Potential,
            Category = CustomerCategory.New,
            Source = "online",
            Contacts = [new ContactForm { Name = contact, Mobile = mobile ?? NewMobile() }],
        };

    /// <param name="at">Wall-clock time in Shanghai.</param>
    /// <param name="next">When to come back, wall clock.</param>
    public static FollowUpForm Record(DateTime at, DateTime? next = null, string content = "电话沟通了需求，对方希望先看方案。") => new()
    {
        CreationKey = Guid.NewGuid(),
        Method = "phone",
        At = DateTime.SpecifyKind(at, DateTimeKind.Unspecified),
        Content = content,
        Result = "愿意看方案",
        NextStep = "准备方案初稿",
        NextAt = next is { } value ? DateTime.SpecifyKind(value, DateTimeKind.Unspecified) : null,
    };

    /// <param name="at">Wall-clock time in Shanghai.</param>
    public static FollowUpForm Plan(DateTime at, string subject = "上门演示") => new()
    {
        CreationKey = Guid.NewGuid(),
        Method = "visit",
        At = DateTime.SpecifyKind(at, DateTimeKind.Unspecified),
        Subject = subject,
    };

    /// <summary>An order of a customer who is won by it where they are not yet, on the day the clock begins with.</summary>
    /// <param name="plan">Day and amount of each row of the plan.</param>
    public static OrderForm Order(string amount = "100000", params (string Day, string Amount)[] plan) => new()
    {
        CreationKey = Guid.NewGuid(),
        OrderedOn = new DateOnly(2026, 11, 18),
        Subject = "智能仓储一期",
        Amount = amount,
        Wins = true,
        Plan = [.. plan.Select(p => new PlannedPaymentForm { DueOn = DateOnly.Parse(p.Day, System.Globalization.CultureInfo.InvariantCulture), Amount = p.Amount })],
    };

    /// <summary>Money that came in on the day the clock begins with.</summary>
    public static PaymentForm Payment(string amount, string? reason = null) => new()
    {
        CreationKey = Guid.NewGuid(),
        PaidOn = new DateOnly(2026, 11, 18),
        Amount = amount,
        Method = "transfer",
        OverReason = reason,
    };
}
