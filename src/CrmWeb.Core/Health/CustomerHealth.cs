namespace CrmWeb.Core.Health;

/// <summary>The parts of a customer's score as they were last worked out; the score itself is <see cref="Customers.Customer.Health"/>. A customer in a lost stage has none.</summary>
public sealed class CustomerHealth
{
    private CustomerHealth()
    {
    }

    internal CustomerHealth(int customerId, HealthParts parts)
    {
        CustomerId = customerId;
        (Timeliness, NeedFit, Engagement, Payments) = (parts.Timeliness, parts.NeedFit, parts.Engagement, parts.Payments);
    }

    /// <summary>The customer; there is one row for each.</summary>
    public int CustomerId { get; private set; }

    /// <summary>0–100.</summary>
    public int Timeliness { get; private set; }

    /// <summary>0–100.</summary>
    public int NeedFit { get; private set; }

    /// <summary>0–100.</summary>
    public int Engagement { get; private set; }

    /// <summary>0–100.</summary>
    public int Payments { get; private set; }

    internal HealthParts Parts => new(Timeliness, NeedFit, Engagement, Payments);
}

/// <summary>The score of a customer on a day: noted at night, at most once a week, where it is another one than last noted. Kept for a year.</summary>
public sealed class HealthPoint
{
    private HealthPoint()
    {
    }

    /// <param name="day">The organisation's day.</param>
    /// <param name="score">0–100.</param>
    public HealthPoint(int customerId, DateOnly day, int score) => (CustomerId, Day, Score) = (customerId, day, score);

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    /// <summary>The organisation's day.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>0–100.</summary>
    public int Score { get; private set; }
}
