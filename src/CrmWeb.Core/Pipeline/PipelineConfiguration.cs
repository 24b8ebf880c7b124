using CrmWeb.Core.Lists;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Pipeline;

internal sealed class StageConfiguration : IEntityTypeConfiguration<Stage>
{
    public void Configure(EntityTypeBuilder<Stage> builder)
    {
        builder.Property(s => s.Code).HasMaxLength(40);
        builder.Property(s => s.Colour).HasMaxLength(20);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasOne<Stage>().WithMany().HasForeignKey(s => s.ReplacedById);
        builder.HasIndex(s => s.Code).IsUnique();
    }
}

internal sealed class StageChangeConfiguration : IEntityTypeConfiguration<StageChange>
{
    public void Configure(EntityTypeBuilder<StageChange> builder)
    {
        builder.Property(c => c.Reason).HasMaxLength(500);
        builder.HasOne<Stage>().WithMany().HasForeignKey(c => c.FromStageId);
        builder.HasOne<Stage>().WithMany().HasForeignKey(c => c.ToStageId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.OperatorId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.LossReasonId);
        builder.HasIndex(c => new { c.CustomerId, c.At });
    }
}
