using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Organization;

/// <summary>A node of the company's tree; each user is in one.</summary>
public sealed class Department : IAudited, IOrderedRow
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 60;

    private Department()
    {
    }

    public Department(string name, int? parentId, int order)
    {
        Name = name;
        ParentId = parentId;
        Order = order;
        Version = Guid.NewGuid();
    }

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    public int? ParentId { get; private set; }

    /// <summary>Whoever reviews and to whom things escalate (主管).</summary>
    public int? HeadId { get; private set; }

    public int Order { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; }

    string IAudited.RootType => nameof(Department);

    int IAudited.RootId => Id;

    public void Rename(string name)
    {
        Name = name;
        Version = Guid.NewGuid();
    }

    public void SetHead(int? userId)
    {
        HeadId = userId;
        Version = Guid.NewGuid();
    }

    /// <summary>Puts the department elsewhere among its siblings.</summary>
    public void PlaceAt(int order)
    {
        Order = order;
        Version = Guid.NewGuid();
    }

    /// <summary>Hangs the department, with its whole branch, below another; the caller has checked that no circle arises.</summary>
    public void MoveTo(int? parentId, int order)
    {
        ParentId = parentId;
        Order = order;
        Version = Guid.NewGuid();
    }
}
