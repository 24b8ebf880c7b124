using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.FollowUps;

/// <summary>The orders of the lists of follow-ups: open ones earliest first, done ones latest first, where nothing else is asked for.</summary>
internal static class FollowUpSort
{
    /// <exception cref="BadQueryException">No such order.</exception>
    /// <param name="own">Fields of the company's own that the reader finds in lists.</param>
    public static IQueryable<FollowUp> Sorted(IQueryable<FollowUp> chosen, FollowUpSelection selection, IEnumerable<CustomFieldEntry> own, CrmDbContext db, UserScope by)
    {
        var columns = new ColumnSorts<FollowUp>()
            .By("at", f => f.At)
            .By("priority", f => f.Priority)
            .By("assignee", f => db.Users.Where(u => u.Id == f.AssigneeId).Select(u => u.SortKey).FirstOrDefault(), Missing.Last)
            .ByName("customer", f => f.Customer!, by);
        foreach (var field in own.Where(f => f.IsSortable))
            columns = CustomFieldSort.Among(columns, field, db.Set<FollowUpValue>(), db.Set<CustomFieldChoice>(), f => f.Id);
        var usual = selection.List == FollowUpList.Done ? "-at" : "at";
        var keys = SortOrder.Of(selection.Sort, usual, columns.Names);
        if (keys.All(k => k.Name != "at"))
            keys = [.. keys, .. SortOrder.Parse(usual)];
        var ordered = columns.Order(chosen, keys);
        return keys[^1].IsDescending ? ordered.ThenByDescending(f => f.Id) : ordered.ThenBy(f => f.Id);
    }
}
