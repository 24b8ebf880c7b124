namespace CrmWeb.Core.Persistence;

/// <summary>A row that people put in order among its siblings.</summary>
public interface IOrderedRow
{
    int Order { get; }

    void PlaceAt(int order);
}

/// <summary>Puts rows in the order a person wants.</summary>
internal static class RowOrder
{
    /// <summary>Puts a row before the one above it, or after the one below; one that stands at the end already stays.</summary>
    /// <param name="siblings">All that change places with each other, in their order; changed by the call.</param>
    public static void Move<T>(List<T> siblings, T row, bool up)
        where T : IOrderedRow
    {
        var from = siblings.IndexOf(row);
        var to = from + (up ? -1 : 1);
        if (from < 0 || to < 0 || to >= siblings.Count)
            return;

        var places = Places(siblings.Select(s => s.Order));
        (siblings[from], siblings[to]) = (siblings[to], siblings[from]);
        foreach (var (sibling, place) in siblings.Zip(places))
        {
            if (sibling.Order != place)
                sibling.PlaceAt(place);
        }
    }

    /// <summary>The orders the rows have now, in rising sequence where two are the same.</summary>
    private static List<int> Places(IEnumerable<int> orders)
    {
        List<int> places = [];
        foreach (var order in orders.Order())
            places.Add(places.Count > 0 && order <= places[^1] ? places[^1] + 1 : order);
        return places;
    }
}
