using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Urging;

/// <summary>To whom a matter goes up when urging has not helped.</summary>
internal static class NextManager
{
    /// <summary>
    /// The head next above whoever urges, on the way up from the department of whoever is urged; where the urger heads none of
    /// them, the first head there is. Somebody who has left, is urged or urges is passed over.
    /// </summary>
    public static int? Above(int urgedId, int urgerId, UserSnapshot users, DepartmentSnapshot departments)
    {
        List<int> heads = [];
        for (var department = departments.ById(users.ById(urgedId)?.DepartmentId); department is not null; department = departments.ById(department.ParentId))
        {
            if (department.HeadId is { } head && users.ById(head) is { IsActive: true })
                heads.Add(head);
        }

        var higher = heads.Skip(heads.LastIndexOf(urgerId) + 1);
        return higher.Where(h => h != urgedId && h != urgerId).Select(h => (int?)h).FirstOrDefault();
    }
}
