using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.List;

/// <summary>Conditions of the list about the company's size and what is expected of it.</summary>
internal static class CompanyFilters
{
    /// <exception cref="BadQueryException">A value means nothing.</exception>
    public static IQueryable<Customer> Apply(IQueryable<Customer> customers, CustomerFilter f, ListSnapshot lists, DateOnly today)
    {
        ListEntry? Entry(ListKind kind, string? code, string parameter) =>
            string.IsNullOrWhiteSpace(code) ? null : lists.Find(kind, code) ?? throw new BadQueryException(parameter);

        if (Entry(ListKind.SizeClass, f.SizeClass, "sizeClass") is { } size && lists.Branch(size) is var sizes)
            customers = customers.Where(c => sizes.Contains(c.SizeClassId!.Value));
        if (Entry(ListKind.Budget, f.Budget, "budget") is { } budget && lists.Branch(budget) is var budgets)
            customers = customers.Where(c => budgets.Contains(c.BudgetId!.Value));
        if (Entry(ListKind.HeadcountBand, f.Headcount, "headcount") is { } persons)
            customers = WithHeadcount(customers, CompanyFigures.Range(lists, persons));
        if (Entry(ListKind.RevenueBand, f.Revenue, "revenue") is { } revenue)
            customers = WithRevenue(customers, CompanyFigures.Range(lists, revenue));
        if (FilterValues.Number(f.Completeness) is { } least)
            customers = customers.Where(c => c.Completeness >= least);
        if (FilterValues.Number(f.HealthFrom) is { } healthFrom)
            customers = customers.Where(c => c.Health >= healthFrom);
        if (FilterValues.Number(f.HealthTo) is { } healthTo)
            customers = customers.Where(c => c.Health <= healthTo);
        return Expecting(customers, f, today);
    }

    private static IQueryable<Customer> WithHeadcount(IQueryable<Customer> customers, (decimal From, decimal? To) band)
    {
        var from = (int)Math.Ceiling(band.From);
        customers = customers.Where(c => c.Company.Headcount >= from);
        if (band.To is { } to && (int)Math.Ceiling(to) is var end)
            customers = customers.Where(c => c.Company.Headcount < end);
        return customers;
    }

    private static IQueryable<Customer> WithRevenue(IQueryable<Customer> customers, (decimal From, decimal? To) band)
    {
        var from = band.From;
        customers = customers.Where(c => c.Company.AnnualRevenue >= from);
        if (band.To is { } to)
            customers = customers.Where(c => c.Company.AnnualRevenue < to);
        return customers;
    }

    private static IQueryable<Customer> Expecting(IQueryable<Customer> customers, CustomerFilter f, DateOnly today)
    {
        if (FilterValues.Day(f.ExpectedFrom, today) is { } from)
            customers = customers.Where(c => c.Needs.ExpectedOn >= from);
        if (FilterValues.Day(f.ExpectedTo, today, ends: true) is { } to)
            customers = customers.Where(c => c.Needs.ExpectedOn <= to);
        if (FilterValues.TenThousands(f.AmountFrom) is { } least)
            customers = customers.Where(c => c.Needs.ExpectedAmount >= least);
        if (FilterValues.TenThousands(f.AmountTo) is { } most)
            customers = customers.Where(c => c.Needs.ExpectedAmount <= most);
        return customers;
    }
}
