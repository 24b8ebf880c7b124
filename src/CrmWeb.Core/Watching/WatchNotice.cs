using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Watching;

/// <summary>That somebody was told of a case, so that it is told once for each case and slot and not at every run.</summary>
public sealed class WatchNotice
{
    private WatchNotice()
    {
    }

    /// <param name="subjectId">The task for rules about tasks, else the customer.</param>
    /// <param name="caseAt">What the case began with (UTC): last contact, entry of the stage, planned time.</param>
    /// <param name="slot">0 when first told, then one for each repeat.</param>
    /// <param name="at">Now, UTC.</param>
    public WatchNotice(int ruleId, int customerId, int subjectId, DateTime caseAt, int slot, int recipientId, DateTime at)
    {
        RuleId = ruleId;
        CustomerId = customerId;
        SubjectId = subjectId;
        CaseAt = caseAt;
        Slot = slot;
        RecipientId = recipientId;
        At = at;
    }

    public long Id { get; private set; }

    public int RuleId { get; private set; }

    public int CustomerId { get; private set; }

    /// <summary>The task for rules about tasks, else the customer.</summary>
    public int SubjectId { get; private set; }

    /// <summary>What the case began with (UTC).</summary>
    public DateTime CaseAt { get; private set; }

    /// <summary>0 when first told, then one for each repeat.</summary>
    public int Slot { get; private set; }

    public int RecipientId { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; private set; }
}

internal sealed class WatchRuleConfiguration : IEntityTypeConfiguration<WatchRule>
{
    public void Configure(EntityTypeBuilder<WatchRule> builder)
    {
        builder.ToTable("WatchRules");
        builder.Property(r => r.Kind).HasMaxLength(WatchRule.KindMax);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Stage>().WithMany().HasForeignKey(r => r.StageId);
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
    }
}

internal sealed class WatchNoticeConfiguration : IEntityTypeConfiguration<WatchNotice>
{
    public void Configure(EntityTypeBuilder<WatchNotice> builder)
    {
        builder.ToTable("WatchNotices");
        builder.HasOne<WatchRule>().WithMany().HasForeignKey(n => n.RuleId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Customer>().WithMany().HasForeignKey(n => n.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(n => n.RecipientId);
        builder.HasIndex(n => new { n.RuleId, n.SubjectId, n.CaseAt, n.Slot, n.RecipientId }).IsUnique();
    }
}
