using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>What every change of a list begins with.</summary>
internal static class ListLock
{
    /// <summary>
    /// The entries of a list in their order, with their rows locked for this transaction: two changes that are harmless each by
    /// itself could take the same name, or close a circle together.
    /// </summary>
    /// <exception cref="NotFoundException">The user may not keep lists.</exception>
    public static async Task<List<ListItem>> TakeAsync(CrmDbContext db, ListKind kind, UserScope by, CancellationToken ct)
    {
        Demand(by);
        await db.ListItems.Where(i => i.Kind == kind).ExecuteUpdateAsync(set => set.SetProperty(i => i.Order, i => i.Order), ct);
        return await db.ListItems.Where(i => i.Kind == kind).OrderBy(i => i.Order).ThenBy(i => i.Id).ToListAsync(ct);
    }

    public static void Demand(UserScope by)
    {
        if (!by.Has(Permissions.AdminLists))
            throw new NotFoundException();
    }

    public static void Refuse(string message, string field = "") => throw new ValidationException([new ValidationFailure(field, message)]);

    public static void Refuse(IReadOnlyCollection<ValidationFailure> failures)
    {
        if (failures.Count > 0)
            throw new ValidationException(failures);
    }

    /// <summary>The orders of rows, put in rising sequence where two are the same, for the rows as they stand now.</summary>
    public static IEnumerable<int> Places(IEnumerable<int> orders)
    {
        var last = int.MinValue;
        foreach (var order in orders.Order())
            yield return last = order > last ? order : last + 1;
    }
}
