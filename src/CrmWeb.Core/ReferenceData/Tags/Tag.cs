using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.ReferenceData.Tags;

/// <summary>A group of tags, such as 行业, 价值, 决策.</summary>
public sealed class TagGroup : IReferenceRow
{
    private readonly List<Tag> tags = [];

    private TagGroup()
    {
    }

    public TagGroup(string code, string zh, string en, int order)
    {
        Code = code;
        Zh = zh;
        En = en;
        Order = order;
    }

    public int Id { get; private set; }

    public string Code { get; private set; } = "";

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    public int Order { get; private set; }

    /// <summary>A retired group and its tags are no longer offered.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    public IReadOnlyCollection<Tag> Tags => tags;

    string IAudited.RootType => nameof(TagGroup);

    int IAudited.RootId => Id;

    public void Add(Tag tag) => tags.Add(tag);

    public void Rename(string zh, string en)
    {
        Zh = zh;
        En = en;
        Version = Guid.NewGuid();
    }

    public void PlaceAt(int order)
    {
        Order = order;
        Version = Guid.NewGuid();
    }

    public void SetActive(bool active)
    {
        IsActive = active;
        Version = Guid.NewGuid();
    }
}

/// <summary>A label; a customer carries as many as wanted.</summary>
public sealed class Tag : IMergeableRow
{
    private Tag()
    {
    }

    public Tag(string code, string zh, string en, string colour, int order)
    {
        Code = code;
        Zh = zh;
        En = en;
        Colour = colour;
        Order = order;
    }

    public int Id { get; private set; }

    public int GroupId { get; private set; }

    public string Code { get; private set; } = "";

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    /// <summary>Name of a palette colour, such as blue; never a free value.</summary>
    public string Colour { get; private set; } = "";

    public int Order { get; private set; }

    /// <summary>A retired tag is no longer offered but stays on the customers that carry it.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>The tag this one was merged into: its code keeps leading there.</summary>
    public int? MergedIntoId { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    string IAudited.RootType => nameof(Tag);

    int IAudited.RootId => Id;

    public void Describe(string zh, string en, string colour)
    {
        Zh = zh;
        En = en;
        Colour = colour;
        Version = Guid.NewGuid();
    }

    public void PlaceAt(int order) => MoveTo(GroupId, order);

    public void MoveTo(int groupId, int order)
    {
        GroupId = groupId;
        Order = order;
        Version = Guid.NewGuid();
    }

    public void SetActive(bool active)
    {
        IsActive = active;
        Version = Guid.NewGuid();
    }

    /// <summary>Ends the tag in favour of another; the caller gives its customers the other one.</summary>
    public void MergeInto(int winnerId)
    {
        MergedIntoId = winnerId;
        SetActive(false);
    }
}

/// <summary>A tag as pages use it.</summary>
/// <param name="IsActive">Whether it is offered: neither it nor its group is retired.</param>
/// <param name="MergedIntoId">The tag that took over this one's customers and code.</param>
public sealed record TagEntry(
    int Id, string Code, string Zh, string En, string Colour, bool IsActive, int GroupId, string GroupZh, string GroupEn, int? MergedIntoId = null)
{
    public string Name => Localized.Name(Zh, En);

    public string GroupName => Localized.Name(GroupZh, GroupEn);
}
