using CrmWeb.Core.Organization;

namespace CrmWeb.Core.Watching;

/// <summary>Finds whom a rule tells: the person, or the next head above them.</summary>
public sealed class WatchRecipients(UserSnapshot users, DepartmentSnapshot departments)
{
    private readonly Dictionary<(WatchRecipient, int), int?> found = [];

    /// <summary>
    /// The owner or assignee; the head of their department where the rule tells the manager, or where they have left. A head who
    /// is the person concerned, or has left, is passed over for the one of the department above.
    /// </summary>
    /// <returns>Null where nobody is left to tell.</returns>
    public int? Of(WatchRecipient recipient, int personId)
    {
        if (found.TryGetValue((recipient, personId), out var known))
            return known;
        var person = users.ById(personId);
        return found[(recipient, personId)] = recipient != WatchRecipient.Manager && person is { IsActive: true } ? personId : HeadAbove(person);
    }

    private int? HeadAbove(UserEntry? person)
    {
        for (var department = departments.ById(person?.DepartmentId); department is not null; department = departments.ById(department.ParentId))
        {
            if (department.HeadId is { } head && head != person!.Id && users.ById(head) is { IsActive: true })
                return head;
        }

        return null;
    }
}
