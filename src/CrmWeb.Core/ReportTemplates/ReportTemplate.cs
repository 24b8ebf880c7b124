using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>A report that somebody put together: what of, by what, under which conditions. It holds no figures and nobody's rights.</summary>
public sealed class ReportTemplate
{
    public const int NameMax = 40;
    public const int CodeMax = 40;

    private readonly List<ReportTemplateShare> shares = [];

    private ReportTemplate()
    {
    }

    /// <param name="code">Of one that comes with the product; null for others.</param>
    /// <param name="name">Null for one that comes with the product, which is called in each reader's language.</param>
    /// <param name="ownerId">Null for the company's.</param>
    public ReportTemplate(string? code, string? name, TemplateSubject subject, TemplateDefinition definition, int? ownerId, Guid creationKey, DateTime at)
    {
        Code = code;
        OwnerId = ownerId;
        Subject = subject;
        CreationKey = creationKey;
        Say(name, definition, at);
    }

    public int Id { get; private set; }

    public string? Code { get; private set; }

    public string? Name { get; private set; }

    public TemplateSubject Subject { get; private set; }

    /// <summary>A <see cref="TemplateDefinition"/> as JSON.</summary>
    public string Definition { get; private set; } = "";

    /// <summary>Who made it; the company's are nobody's and for everybody.</summary>
    public int? OwnerId { get; private set; }

    /// <summary>Since when it is offered no more and mailed no more (UTC); null while it is.</summary>
    public DateTime? RetiredAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    /// <summary>That of the form that made it, with which its owner makes no second one.</summary>
    public Guid CreationKey { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>The departments whose branches find it; none for a private one.</summary>
    public IReadOnlyCollection<ReportTemplateShare> Shares => shares;

    public void Say(string? name, TemplateDefinition definition, DateTime at)
    {
        (Name, Definition, UpdatedAt) = (name, definition.Write(), at);
        Version = Guid.NewGuid();
    }

    public void ShareWith(IReadOnlyCollection<int> departmentIds)
    {
        shares.RemoveAll(s => !departmentIds.Contains(s.DepartmentId));
        shares.AddRange(departmentIds.Where(id => shares.TrueForAll(s => s.DepartmentId != id)).Select(id => new ReportTemplateShare(id)));
        Version = Guid.NewGuid();
    }

    public void Retire(bool isRetired, DateTime at)
    {
        RetiredAt = isRetired ? RetiredAt ?? at : null;
        Version = Guid.NewGuid();
    }
}

/// <summary>What a template counts or lists.</summary>
public enum TemplateSubject
{
    Customers = 1,

    /// <summary>Done ones.</summary>
    FollowUps = 2,

    /// <summary>In force or completed.</summary>
    Orders = 3,

    /// <summary>Those that stand.</summary>
    Payments = 4,
    StageChanges = 5,
}

/// <summary>A department whose branch finds a template.</summary>
public sealed class ReportTemplateShare
{
    private ReportTemplateShare()
    {
    }

    internal ReportTemplateShare(int departmentId) => DepartmentId = departmentId;

    public int TemplateId { get; private set; }

    public int DepartmentId { get; private set; }
}

internal sealed class ReportTemplateConfiguration : IEntityTypeConfiguration<ReportTemplate>
{
    public void Configure(EntityTypeBuilder<ReportTemplate> builder)
    {
        builder.ToTable("ReportTemplates");
        builder.Property(t => t.Code).HasMaxLength(ReportTemplate.CodeMax);
        builder.Property(t => t.Name).HasMaxLength(ReportTemplate.NameMax);
        builder.Property(t => t.Definition).HasMaxLength(TemplateDefinition.JsonMax);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(t => t.OwnerId);
        builder.HasMany(t => t.Shares).WithOne().HasForeignKey(s => s.TemplateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(t => t.Code).IsUnique();
        builder.HasIndex(t => new { t.OwnerId, t.CreationKey }).IsUnique();
    }
}

internal sealed class ReportTemplateShareConfiguration : IEntityTypeConfiguration<ReportTemplateShare>
{
    public void Configure(EntityTypeBuilder<ReportTemplateShare> builder)
    {
        builder.ToTable("ReportTemplateShares");
        builder.HasKey(s => new { s.TemplateId, s.DepartmentId });
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId).OnDelete(DeleteBehavior.Cascade);
    }
}
