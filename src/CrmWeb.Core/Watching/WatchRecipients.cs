using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Watching;

/// <summary>Finds whom a rule tells: the person, or a head above them.</summary>
public sealed class WatchRecipients(UserSnapshot users, DepartmentSnapshot departments)
{
    private readonly Dictionary<int, IReadOnlyList<int>> heads = [];

    /// <summary>
    /// Whom to tell, in turn, for where somebody does not see the customer: the owner or assignee, the owner of the customer, then
    /// the heads of the departments above; heads alone where the rule tells the manager. A head who is the person concerned, or
    /// has left, is passed over. Empty where nobody is left to tell.
    /// </summary>
    /// <param name="ownerId">Of the customer.</param>
    public IEnumerable<int> InTurn(WatchRecipient recipient, int personId, int? ownerId)
    {
        if (recipient != WatchRecipient.Manager)
        {
            if (users.ById(personId) is { IsActive: true })
                yield return personId;
            if (ownerId is { } owner && owner != personId && users.ById(owner) is { IsActive: true })
                yield return owner;
        }

        foreach (var head in HeadsAbove(personId))
            yield return head;
        if (ownerId is { } other && other != personId)
        {
            foreach (var head in HeadsAbove(other).Except(HeadsAbove(personId)))
                yield return head;
        }
    }

    private IReadOnlyList<int> HeadsAbove(int personId)
    {
        if (heads.TryGetValue(personId, out var known))
            return known;
        List<int> above = [];
        for (var department = departments.ById(users.ById(personId)?.DepartmentId); department is not null; department = departments.ById(department.ParentId))
        {
            if (department.HeadId is { } head && head != personId && !above.Contains(head) && users.ById(head) is { IsActive: true })
                above.Add(head);
        }

        return heads[personId] = above;
    }
}
