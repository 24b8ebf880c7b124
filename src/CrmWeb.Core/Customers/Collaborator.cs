using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers;

/// <summary>Another user allowed to view, or view and edit, one customer.</summary>
public sealed class Collaborator : IAudited
{
    private Collaborator()
    {
    }

    public Collaborator(int userId, bool canEdit, DateOnly? until)
    {
        UserId = userId;
        CanEdit = canEdit;
        Until = until;
    }

    public int CustomerId { get; private set; }

    public int UserId { get; private set; }

    public bool CanEdit { get; private set; }

    /// <summary>Last day of the right; null for open end.</summary>
    public DateOnly? Until { get; private set; }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;

    /// <summary>Grants the right anew, to another extent.</summary>
    public void Change(bool canEdit, DateOnly? until)
    {
        CanEdit = canEdit;
        Until = until;
    }
}
