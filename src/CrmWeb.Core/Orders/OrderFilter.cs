using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Orders.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders;

/// <summary>The conditions of the list of orders as they stand in the address; all optional.</summary>
public sealed record OrderFilter
{
    /// <summary>Words of the customer, or the order's number.</summary>
    public string? Q { get; init; }

    /// <summary>A customer's id.</summary>
    public string? Customer { get; init; }

    /// <summary>A state, or counted: of the two that count.</summary>
    public string? State { get; init; }

    /// <summary>unpaid, partial, paid, overdue, or due in the days to come; of orders that count.</summary>
    public string? Paid { get; init; }

    /// <summary>A user's id, or me.</summary>
    public string? Owner { get; init; }

    /// <summary>A department's id: of orders made in its branch.</summary>
    public string? Department { get; init; }

    /// <summary>Day of the order.</summary>
    public string? OnFrom { get; init; }

    public string? OnTo { get; init; }

    /// <summary>In ten thousands of yuan unless it names its unit.</summary>
    public string? AmountFrom { get; init; }

    public string? AmountTo { get; init; }

    /// <summary>Category of the customer.</summary>
    public string? Category { get; init; }

    /// <summary>Code of the customer's industry, or of one above it; none for those without.</summary>
    public string? Industry { get; init; }

    /// <summary>Code of the customer's region, or of one above it; none for those without.</summary>
    public string? Region { get; init; }

    /// <summary>Codes of the customer's tags.</summary>
    public List<string> Tag { get; init; } = [];

    /// <summary>any or all.</summary>
    public string? TagMode { get; init; }

    /// <summary>Up to three columns; by default the latest orders come first.</summary>
    public string? Sort { get; init; }

    public string? P { get; init; }

    public string? Size { get; init; }
}

/// <summary>Turns conditions into a query.</summary>
public sealed class OrderFilters(
    CrmDbContext db, CustomerFilterBuilder conditions, UserDirectory users, DepartmentTree departments, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <summary>What falls due within so many days from today is due soon.</summary>
    public const int DueDays = 7;

    /// <summary>In the place of a state: in force or completed.</summary>
    public const string Counted = "counted";

    private const int LongestNumber = 40;

    /// <param name="orders">Those in sight.</param>
    /// <exception cref="BadQueryException">A code means nothing.</exception>
    /// <exception cref="ValidationException">A day or an amount cannot be read.</exception>
    internal async Task<IQueryable<Order>> ApplyAsync(IQueryable<Order> orders, OrderFilter filter, UserScope by, CancellationToken ct)
    {
        Refusal.ThrowIfAny(
        [
            .. FilterValues.DayFaults([("onFrom", filter.OnFrom), ("onTo", filter.OnTo)], clock.Today, text),
            .. FilterValues.AmountFaults([("amountFrom", filter.AmountFrom), ("amountTo", filter.AmountTo)], text),
        ]);
        if (!string.IsNullOrWhiteSpace(filter.Customer))
        {
            var customer = CustomerFilter.Number(filter.Customer, "customer", 0, 1, int.MaxValue);
            orders = orders.Where(o => o.CustomerId == customer);
        }

        if (filter.State == Counted)
        {
            orders = orders.ThatCount();
        }
        else if (!string.IsNullOrWhiteSpace(filter.State))
        {
            var state = CustomerFilterBuilder.Choice<OrderState>(filter.State, "state");
            orders = orders.Where(o => o.State == state);
        }

        orders = await OfAsync(orders, filter.Owner, filter.Department, by, ct);
        orders = await OfCustomersAsync(orders, new OrderCustomers(filter.Category, filter.Industry, filter.Region, filter.Tag, filter.TagMode), by, ct);
        if (FilterValues.Day(filter.OnFrom, clock.Today) is { } from)
            orders = orders.Where(o => o.OrderedOn >= from);
        if (FilterValues.Day(filter.OnTo, clock.Today, ends: true) is { } to)
            orders = orders.Where(o => o.OrderedOn <= to);
        if (FilterValues.TenThousands(filter.AmountFrom) is { } least)
            orders = orders.Where(o => o.Amount >= least);
        if (FilterValues.TenThousands(filter.AmountTo) is { } most)
            orders = orders.Where(o => o.Amount <= most);
        return Searched(OfPaid(orders, filter.Paid), filter.Q, by);
    }

    /// <summary>Whose orders, and of which branch: as they were when they were made.</summary>
    /// <param name="names">What the address calls the two, where it does not call them owner and department.</param>
    /// <exception cref="BadQueryException">There is no such person or department.</exception>
    internal async Task<IQueryable<Order>> OfAsync(
        IQueryable<Order> orders, string? person, string? department, UserScope by, CancellationToken ct, (string Owner, string Department)? names = null)
    {
        var (ofOwner, ofDepartment) = names ?? ("owner", "department");
        if (!string.IsNullOrWhiteSpace(person))
        {
            var owner = person == "me" ? by.UserId : CustomerFilter.Number(person, ofOwner, 0, 1, int.MaxValue);
            _ = (await users.GetAsync(ct)).ById(owner) ?? throw new BadQueryException(ofOwner);
            orders = orders.Where(o => o.OwnerId == owner);
        }

        if (string.IsNullOrWhiteSpace(department))
            return orders;
        var branch = (await departments.GetAsync(ct)).Branch(CustomerFilter.Number(department, ofDepartment, 0, 1, int.MaxValue));
        return branch.Count == 0 ? throw new BadQueryException(ofDepartment) : orders.Where(o => branch.Contains(o.DepartmentId!.Value));
    }

    /// <summary>Of which customers, among those in sight: of one that has gone out of sight an order tells nothing more.</summary>
    /// <exception cref="BadQueryException">A code means nothing.</exception>
    internal async Task<IQueryable<Order>> OfCustomersAsync(IQueryable<Order> orders, OrderCustomers wanted, UserScope by, CancellationToken ct)
    {
        if (wanted.IsAnybody)
            return orders;
        var chosen = await wanted.ChooseAsync(conditions, db.Customers.VisibleTo(by), by, ct);
        return orders.Where(o => chosen.Any(c => c.Id == o.CustomerId));
    }

    private IQueryable<Order> OfPaid(IQueryable<Order> orders, string? paid)
    {
        if (string.IsNullOrWhiteSpace(paid))
            return orders;
        var (now, soon) = (clock.UtcNow, clock.StartOfDay(clock.Today.AddDays(DueDays + 1)));
        var counted = orders.ThatCount();
        return paid switch
        {
            "unpaid" => counted.Where(o => !db.Payments.Any(p => p.OrderId == o.Id && p.VoidedAt == null)),
            "partial" => counted.Where(o => db.Payments.Any(p => p.OrderId == o.Id && p.VoidedAt == null)
                && db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount) < o.Amount),
            "paid" => counted.Where(o => db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount) >= o.Amount),
            "overdue" => counted.Where(o => db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= now).Sum(p => p.Amount)
                > db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount)),

            // Of what falls due soon something is missing: money fills the plan in the order in which it falls due.
            "due" => counted.Where(o => db.PlannedPayments.Any(p => p.OrderId == o.Id && p.OverdueAt > now && p.OverdueAt <= soon)
                && db.PlannedPayments.Where(p => p.OrderId == o.Id && p.OverdueAt <= soon).Sum(p => p.Amount)
                > db.Payments.Where(p => p.OrderId == o.Id && p.VoidedAt == null).Sum(p => p.Amount)),
            _ => throw new BadQueryException("paid"),
        };
    }

    /// <summary>By the order's own number, and by what the customers in sight are found by.</summary>
    private IQueryable<Order> Searched(IQueryable<Order> orders, string? typed, UserScope by)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return orders;
        var found = CustomerFilterBuilder.Search(db.Customers.VisibleTo(by), typed, by);
        var number = PlainText.Of(typed).Trim().ToUpperInvariant();
        return number.Length is 0 or > LongestNumber
            ? orders.Where(o => found.Any(c => c.Id == o.CustomerId))
            : orders.Where(o => o.Number.ToUpper().Contains(number) || found.Any(c => c.Id == o.CustomerId));
    }
}
