using System.Security.Cryptography;
using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence.Signals;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Downloads;

/// <summary>How an export in the background stands.</summary>
public enum DownloadState
{
    Waiting = 1,
    Running = 2,
    Ready = 3,
    Failed = 4,
}

/// <summary>Why an export in the background came to nothing.</summary>
public enum DownloadFault
{
    /// <summary>The place where files lie is full or away.</summary>
    Storage = 1,

    /// <summary>Its owner may not export any more.</summary>
    NotAllowed = 2,

    /// <summary>Its conditions mean nothing any more, or more rows fit by now than may be exported.</summary>
    Conditions = 3,

    /// <summary>It was begun several times and never came to its end.</summary>
    BrokenOff = 4,
}

/// <summary>An export that is written in the background and then waits for its owner. Its content lies in the storage of files, from when it is whole.</summary>
public sealed class Download : IAwaited
{
    /// <summary>No address is longer, and no list has more columns than fit.</summary>
    public const int QueryMax = 16_000;

    public const int NameMax = 200;

    private Download()
    {
    }

    /// <param name="culture">Language of the file.</param>
    /// <param name="at">Now, UTC.</param>
    internal Download(ExportPlan plan, bool isAllColumns, Guid creationKey, int ownerId, string culture, DateTime at)
    {
        Key = new Guid(RandomNumberGenerator.GetBytes(16));
        (CreationKey, OwnerId, Culture) = (creationKey, ownerId, culture);
        (ListCode, Title, Query, ColumnKeys, IsAllColumns) = (plan.List.List, plan.List.Title, plan.List.Query, string.Join(',', plan.List.Shown), isAllColumns);
        (Format, Reason, Rows) = (plan.Format, plan.Reason, plan.Ids.Count);
        (RequestedAt, Until) = (at, at.AddDays(DownloadsModule.KeptDays));
    }

    public int Id { get; private set; }

    /// <summary>Random; stands in addresses.</summary>
    public Guid Key { get; private set; }

    public Guid CreationKey { get; private set; }

    public int OwnerId { get; private set; }

    /// <summary>Code of the list.</summary>
    public string ListCode { get; private set; } = "";

    /// <summary>Name of the list, in the language of the file.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What was asked of the list.</summary>
    public string Query { get; private set; } = "";

    /// <summary>The columns its owner saw, in order.</summary>
    public string ColumnKeys { get; private set; } = "";

    /// <summary>The others come along behind them.</summary>
    public bool IsAllColumns { get; private set; }

    public string Format { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string Culture { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime RequestedAt { get; private set; }

    public DownloadState State { get; private set; } = DownloadState.Waiting;

    public DownloadFault? Fault { get; private set; }

    /// <summary>How many fitted when it was asked for; of one that is ready, how many it has.</summary>
    public int Rows { get; private set; }

    public int RowsDone { get; private set; }

    /// <summary>How often it was begun.</summary>
    public int Attempts { get; private set; }

    /// <summary>Of the attempt under way: whoever writes under another one has been overtaken.</summary>
    public Guid? RunKey { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>When it goes away (UTC).</summary>
    public DateTime Until { get; private set; }

    /// <summary>What the file is called; null before it is there.</summary>
    public string? Name { get; private set; }

    /// <summary>Its content in the storage.</summary>
    public string? StoredName { get; private set; }

    /// <summary>In bytes.</summary>
    public long? Size { get; private set; }

    /// <summary>What its owner was allowed to see when it was written.</summary>
    public string? RightsStamp { get; private set; }

    Wake IAwaited.Wakes(bool isNew, DateTime now) => isNew ? Wake.Exports : Wake.None;

    /// <summary>How far somebody sees: a file that was written for other eyes is not handed out.</summary>
    internal static string RightsOf(UserScope by) => string.Join('/', by.Role, by.Scope, by.Scope == DataScope.Department ? by.DepartmentId : null, by.Has(Permissions.PersonalDataView));
}

internal sealed class DownloadConfiguration : IEntityTypeConfiguration<Download>
{
    public void Configure(EntityTypeBuilder<Download> builder)
    {
        builder.ToTable("Downloads");
        builder.Property(d => d.ListCode).HasMaxLength(40);
        builder.Property(d => d.Query).HasMaxLength(Download.QueryMax);
        builder.Property(d => d.ColumnKeys).HasMaxLength(Download.QueryMax);
        builder.Property(d => d.Format).HasMaxLength(10);
        builder.Property(d => d.Reason).HasMaxLength(ExportForm.ReasonMax);
        builder.Property(d => d.Culture).HasMaxLength(20);
        builder.Property(d => d.Name).HasMaxLength(Download.NameMax);
        builder.Property(d => d.StoredName).HasMaxLength(32);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(d => d.OwnerId);
        builder.HasIndex(d => d.Key).IsUnique();
        builder.HasIndex(d => d.CreationKey).IsUnique();
        builder.HasIndex(d => d.StoredName).IsUnique();

        // Somebody's own, the latest first; what is to be written; what goes away.
        builder.HasIndex(d => new { d.OwnerId, d.Id });
        builder.HasIndex(d => new { d.State, d.Id });
        builder.HasIndex(d => d.Until);
    }
}
