using CrmWeb.Core.Organization;

namespace CrmWeb.Core.DailyReports;

/// <summary>To whom somebody's daily report goes.</summary>
public sealed class DailyRecipients(UserDirectory users, DepartmentTree departments, UserScopes scopes)
{
    /// <summary>
    /// The head of the author's department; where there is none, it is the author, has left or could not open the report, the
    /// next one up. Null where there is nobody.
    /// </summary>
    public async Task<int?> HeadOfAsync(int authorId, CancellationToken ct)
    {
        var (people, tree) = (await users.GetAsync(ct), await departments.GetAsync(ct));
        if (people.ById(authorId) is not { } author)
            return null;
        for (var department = tree.ById(author.DepartmentId); department is not null; department = tree.ById(department.ParentId))
        {
            if (department.HeadId is { } head && head != authorId && (await scopes.OfAsync(head, ct)).Covers(author))
                return head;
        }

        return null;
    }
}
