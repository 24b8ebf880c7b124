using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>One entry of a list the company keeps: an industry, a source, a region …</summary>
public sealed class ListItem : IMergeableRow
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMax = 100;

    /// <summary>Longest row of aliases, in characters.</summary>
    public const int AliasesMax = 200;

    private ListItem()
    {
    }

    public ListItem(ListKind kind, string code, string zh, string en, int order, int? parentId = null, decimal? from = null)
    {
        Kind = kind;
        Code = code;
        Zh = zh;
        En = en;
        Order = order;
        ParentId = parentId;
        From = from;
    }

    public int Id { get; private set; }

    public ListKind Kind { get; private set; }

    /// <summary>Stable; used in addresses and files, unique within its kind.</summary>
    public string Code { get; private set; } = "";

    public string Zh { get; private set; } = "";

    public string En { get; private set; } = "";

    public int Order { get; private set; }

    /// <summary>A retired entry is no longer offered but stays on the rows that carry it.</summary>
    public bool IsActive { get; private set; } = true;

    public int? ParentId { get; private set; }

    /// <summary>Further words under which people look for it, separated by spaces.</summary>
    public string? Aliases { get; private set; }

    /// <summary>Lowest value of a band (persons, or yuan a year); null for lists that are not bands.</summary>
    public decimal? From { get; private set; }

    /// <summary>The entry this one was merged into: its code keeps leading there.</summary>
    public int? MergedIntoId { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    string IAudited.RootType => nameof(ListItem);

    int IAudited.RootId => Id;

    public void SetAliases(string? aliases) => Aliases = aliases;

    public void Describe(string zh, string en, string? aliases, decimal? from)
    {
        Zh = zh;
        En = en;
        Aliases = aliases;
        From = from;
        Version = Guid.NewGuid();
    }

    /// <summary>Hangs the entry, with what is below it, under another of the same level.</summary>
    public void MoveTo(int? parentId, int order)
    {
        ParentId = parentId;
        Order = order;
        Version = Guid.NewGuid();
    }

    public void PlaceAt(int order) => MoveTo(ParentId, order);

    public void Retire()
    {
        IsActive = false;
        Version = Guid.NewGuid();
    }

    public void Revive()
    {
        IsActive = true;
        Version = Guid.NewGuid();
    }

    /// <summary>Ends the entry in favour of another; the caller moves the rows that carry it.</summary>
    public void MergeInto(int winnerId)
    {
        MergedIntoId = winnerId;
        Retire();
    }
}

/// <summary>The lists the company keeps.</summary>
public enum ListKind
{
    /// <summary>GB/T 4754-2017 sections and, below them, divisions.</summary>
    Industry = 1,

    /// <summary>大区, below them provinces (GB/T 2260), below those cities.</summary>
    Region = 2,
    Source = 3,
    Budget = 4,
    ContactRole = 5,
    Salutation = 6,
    FollowUpMethod = 7,

    /// <summary>Two groups: never won (丢单) and lost customers (流失).</summary>
    LossReason = 8,

    /// <summary>企业规模 (large, medium, small, micro) as the statistics bureau's table of 2017 names them.</summary>
    SizeClass = 9,

    /// <summary>Bands in which the number of employees is shown; each has its lowest value.</summary>
    HeadcountBand = 10,

    /// <summary>Bands in which annual revenue (yuan) is shown; each has its lowest value.</summary>
    RevenueBand = 11,

    /// <summary>Kinds of files: contract, minutes, quotation …</summary>
    FileKind = 12,

    /// <summary>How customers pay (银行转账, 承兑汇票 …).</summary>
    PaymentMethod = 13,
}
