namespace CrmWeb.Core.Customers.Events;

/// <summary>
/// A figure that is worked out from the rows of a customer and kept with it; registered by the feature's own module. Whoever changes such rows
/// has it renewed after they are saved, in the same transaction. A new customer has none yet: entries
/// queue for their numbers, and the first change or the coming night works it out.
/// </summary>
public interface ICustomerFigure
{
    Task RenewAsync(IReadOnlyCollection<int> customerIds, CancellationToken ct);
}

/// <summary>The figures of a customer together.</summary>
public static class FigureRenewal
{
    public static async Task RenewAsync(this IEnumerable<ICustomerFigure> figures, IReadOnlyCollection<int> customerIds, CancellationToken ct)
    {
        foreach (var figure in figures)
            await figure.RenewAsync(customerIds, ct);
    }
}
