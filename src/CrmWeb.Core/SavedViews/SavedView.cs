namespace CrmWeb.Core.SavedViews;

/// <summary>A view of a list under a name: its conditions, order and columns as they stand in the address.</summary>
public sealed class SavedView
{
    public const int NameMax = 40;
    public const int ListMax = 40;
    public const int QueryMax = 1500;

    private readonly List<SavedViewShare> shares = [];

    private SavedView()
    {
    }

    public SavedView(string list, string name, string query, int ownerId, Guid creationKey)
    {
        CreationKey = creationKey;
        List = list;
        Name = name;
        Query = query;
        OwnerId = ownerId;
    }

    public int Id { get; private set; }

    /// <summary>Code of the list it is a view of.</summary>
    public string List { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>The query of its address, without the question mark.</summary>
    public string Query { get; private set; } = "";

    public int OwnerId { get; private set; }

    /// <summary>That of the form that made it, with which its owner makes no second one.</summary>
    public Guid? CreationKey { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The departments whose branches see it; none for a private view.</summary>
    public IReadOnlyCollection<SavedViewShare> Shares => shares;

    public void Rename(string name)
    {
        Name = name;
        Version = Guid.NewGuid();
    }

    public void Show(string query)
    {
        Query = query;
        Version = Guid.NewGuid();
    }

    public void ShareWith(IReadOnlyCollection<int> departmentIds)
    {
        shares.RemoveAll(s => !departmentIds.Contains(s.DepartmentId));
        shares.AddRange(departmentIds.Where(id => shares.TrueForAll(s => s.DepartmentId != id)).Select(id => new SavedViewShare(id)));
        Version = Guid.NewGuid();
    }
}

/// <summary>A department whose branch sees a view.</summary>
public sealed class SavedViewShare
{
    private SavedViewShare()
    {
    }

    internal SavedViewShare(int departmentId) => DepartmentId = departmentId;

    public int ViewId { get; private set; }

    public int DepartmentId { get; private set; }
}

/// <summary>What somebody does with a view they see.</summary>
public sealed class SavedViewChoice
{
    private SavedViewChoice()
    {
    }

    public SavedViewChoice(int userId, int viewId)
    {
        UserId = userId;
        ViewId = viewId;
    }

    public int UserId { get; private set; }

    public int ViewId { get; private set; }

    /// <summary>It stands among the tabs above the list, which it does until this is taken back.</summary>
    public bool IsPinned { get; internal set; } = true;

    /// <summary>The list opens with it.</summary>
    public bool IsDefault { get; internal set; }
}

/// <summary>How somebody wants a list to look where no view says otherwise.</summary>
public sealed class ListLayout
{
    public const int ColumnsMax = 500;

    private ListLayout()
    {
    }

    public ListLayout(int userId, string list)
    {
        UserId = userId;
        List = list;
    }

    public int UserId { get; private set; }

    /// <summary>Code of the list.</summary>
    public string List { get; private set; } = "";

    /// <summary>Columns in their order, with widths in pixels where they were changed: <c>stage.140,level</c>; null for the usual ones.</summary>
    public string? Columns { get; internal set; }

    /// <summary>Rows are low, so that more are in sight.</summary>
    public bool IsDense { get; internal set; }
}
