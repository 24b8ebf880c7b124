using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Persistence;

/// <summary>A row that people put in order among its siblings.</summary>
public interface IOrderedRow
{
    int Id { get; }

    int Order { get; }

    void PlaceAt(int order);
}

/// <summary>Where a person wants a row among its siblings.</summary>
/// <param name="Steps">How many places further down; up where it is negative; 0 where a place is named instead.</param>
/// <param name="Next">Id of the sibling it shall stand before; null for the end.</param>
public readonly record struct RowMove(int Steps, int? Next)
{
    /// <summary>Before the one above it.</summary>
    public static readonly RowMove Up = new(-1, null);

    /// <summary>After the one below it.</summary>
    public static readonly RowMove Down = new(1, null);

    /// <summary>Before the sibling of this id, wherever that stands by now; last where none is named.</summary>
    public static RowMove Before(int? id) => new(0, id);

    /// <summary>The place the row takes, counted without it.</summary>
    internal int? PlaceIn<T>(List<T> siblings, int from)
        where T : IOrderedRow
    {
        if (Steps != 0)
            return from + Steps;
        if (Next is not { } next)
            return siblings.Count - 1;
        var place = siblings.FindIndex(s => s.Id == next);
        return place < 0 ? null : place > from ? place - 1 : place;
    }
}

/// <summary>Puts rows in the order a person wants.</summary>
internal static class RowOrder
{
    /// <summary>Moves a row among its siblings; one that stands at the end already stays.</summary>
    /// <param name="siblings">All that change places with each other, in their order; changed by the call.</param>
    /// <exception cref="NotFoundException">The one it shall stand before is none of them.</exception>
    public static void Move<T>(List<T> siblings, T row, RowMove move)
        where T : IOrderedRow
    {
        var from = siblings.IndexOf(row);
        if (from < 0 || (move.Steps == 0 && move.Next == row.Id))
            return;
        var to = move.PlaceIn(siblings, from) ?? throw new NotFoundException();
        if (to == from || to < 0 || to >= siblings.Count)
            return;

        var places = Places(siblings.Select(s => s.Order));
        siblings.RemoveAt(from);
        siblings.Insert(to, row);
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
