using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Orders.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Orders.Payments;

/// <summary>The conditions of the list of payments as they stand in the address; all optional.</summary>
public sealed record PaymentFilter
{
    /// <summary>Whose order the money was for: a user's id, or me.</summary>
    public string? Owner { get; init; }

    /// <summary>A department's id: of orders made in its branch.</summary>
    public string? Department { get; init; }

    /// <summary>Day the money came in.</summary>
    public string? OnFrom { get; init; }

    public string? OnTo { get; init; }

    /// <summary>Day of the order it was for.</summary>
    public string? OrderedFrom { get; init; }

    public string? OrderedTo { get; init; }

    /// <summary>Category of the customer.</summary>
    public string? Category { get; init; }

    /// <summary>Code of the customer's industry, or of one above it; none for those without.</summary>
    public string? Industry { get; init; }

    /// <summary>Codes of the customer's tags.</summary>
    public List<string> Tag { get; init; } = [];

    /// <summary>any or all.</summary>
    public string? TagMode { get; init; }

    public string? P { get; init; }

    public string? Size { get; init; }
}

/// <summary>A payment that stands, with its order; the amount in yuan.</summary>
/// <param name="OwnerName">Whose order it is.</param>
public sealed record ReceivedRow(int Id, DateOnly PaidOn, decimal Amount, ListEntry? Method, int OrderId, string OrderNumber, string CustomerName, string OwnerName);

/// <summary>One page of payments.</summary>
/// <param name="Sum">Of all pages, in yuan.</param>
public sealed record PaymentList(PageOf<ReceivedRow> Page, decimal Sum);

/// <summary>Reads the payments of all orders in sight, the latest first. What was made void is not among them.</summary>
public sealed class PaymentListQueries(
    CrmDbContext db, OrderFilters orders, ListCatalog lists, UserDirectory users, OrganizationClock clock, IStringLocalizer<CustomersText> text)
{
    /// <exception cref="BadQueryException">A value in the address means nothing.</exception>
    /// <exception cref="ValidationException">A day cannot be read.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    public async Task<PaymentList> ListAsync(PaymentFilter filter, UserScope by, CancellationToken ct)
    {
        var wanted = PageWanted.Of(filter.P, filter.Size);
        var chosen = await ChosenAsync(filter, by, ct);
        var total = await chosen.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        return total == 0
            ? new PaymentList(new PageOf<ReceivedRow>([], 0, wanted.Number, wanted.Size), 0m)
            : new PaymentList(
                new PageOf<ReceivedRow>(await RowsAsync(Sorted(chosen).Skip(skip).Take(wanted.Size), by, ct), total, wanted.Number, wanted.Size), await chosen.SumAsync(p => p.Amount, ct));
    }

    /// <summary>How many fit.</summary>
    /// <inheritdoc cref="ListAsync" path="/exception"/>
    public async Task<int> CountAsync(PaymentFilter filter, UserScope by, CancellationToken ct) => await (await ChosenAsync(filter, by, ct)).CountAsync(ct);

    /// <summary>The whole result in its order, for what is done with all of it.</summary>
    /// <param name="most">No more ids than this.</param>
    /// <inheritdoc cref="ListAsync" path="/exception"/>
    public async Task<IReadOnlyList<int>> IdsAsync(PaymentFilter filter, int most, UserScope by, CancellationToken ct) =>
        await Sorted(await ChosenAsync(filter, by, ct)).Select(p => p.Id).Take(most).ToListAsync(ct);

    /// <summary>Rows of the result by ids that <see cref="IdsAsync"/> told, in that order; what has gone out of the reader's sight since is left out.</summary>
    public async Task<IReadOnlyList<ReceivedRow>> OfIdsAsync(List<int> ids, UserScope by, CancellationToken ct)
    {
        var seen = db.Orders.VisibleTo(db, by);
        var standing = db.Payments.AsNoTracking().Where(p => p.VoidedAt == null && EF.Parameter(ids).Contains(p.Id) && seen.Any(o => o.Id == p.OrderId));
        var read = (await RowsAsync(standing, by, ct)).ToDictionary(r => r.Id);
        return [.. ids.Where(read.ContainsKey).Select(id => read[id])];
    }

    private async Task<IQueryable<Payment>> ChosenAsync(PaymentFilter filter, UserScope by, CancellationToken ct)
    {
        Refusal.ThrowIfAny(
        [
            .. FilterValues.DayFaults(
                [("onFrom", filter.OnFrom), ("onTo", filter.OnTo), ("orderedFrom", filter.OrderedFrom), ("orderedTo", filter.OrderedTo)], clock.Today, text),
        ]);
        var payments = db.Payments.AsNoTracking().Where(p => p.VoidedAt == null);
        if (FilterValues.Day(filter.OnFrom, clock.Today) is { } from)
            payments = payments.Where(p => p.PaidOn >= from);
        if (FilterValues.Day(filter.OnTo, clock.Today, ends: true) is { } to)
            payments = payments.Where(p => p.PaidOn <= to);
        var seen = await OrdersAsync(filter, by, ct);
        return payments.Where(p => seen.Any(o => o.Id == p.OrderId));
    }

    /// <summary>The orders they may have been for; what was called off takes no money.</summary>
    private async Task<IQueryable<Order>> OrdersAsync(PaymentFilter filter, UserScope by, CancellationToken ct)
    {
        var seen = await orders.OfAsync(db.Orders.AsNoTracking().VisibleTo(db, by).ThatCount(), filter.Owner, filter.Department, by, ct);
        if (FilterValues.Day(filter.OrderedFrom, clock.Today) is { } from)
            seen = seen.Where(o => o.OrderedOn >= from);
        if (FilterValues.Day(filter.OrderedTo, clock.Today, ends: true) is { } to)
            seen = seen.Where(o => o.OrderedOn <= to);
        return await orders.OfCustomersAsync(seen, new OrderCustomers(filter.Category, filter.Industry, null, filter.Tag, filter.TagMode), by, ct);
    }

    private static IQueryable<Payment> Sorted(IQueryable<Payment> payments) => payments.OrderByDescending(p => p.PaidOn).ThenByDescending(p => p.Id);

    private async Task<IReadOnlyList<ReceivedRow>> RowsAsync(IQueryable<Payment> some, UserScope by, CancellationToken ct)
    {
        var rows = await some
            .Join(db.Orders, p => p.OrderId, o => o.Id, (p, o) => new { p.Id, p.PaidOn, p.Amount, p.MethodId, p.OrderId, o.Number, o.OwnerId, o.Customer!.Name, o.Customer.Kind })
            .OrderByDescending(r => r.PaidOn).ThenByDescending(r => r.Id).ToListAsync(ct);
        var (list, directory, view) = (await lists.GetAsync(ct), await users.GetAsync(ct), PersonalView.Of(by));
        return
        [
            .. rows.Select(r => new ReceivedRow(
                r.Id, r.PaidOn, r.Amount, list.ById(r.MethodId), r.OrderId, r.Number, view.Customer(r.Name, r.Kind), directory.Name(r.OwnerId))),
        ];
    }
}
