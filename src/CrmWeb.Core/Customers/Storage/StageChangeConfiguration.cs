using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Customers.Storage;

internal sealed class StageChangeConfiguration : IEntityTypeConfiguration<StageChange>
{
    public void Configure(EntityTypeBuilder<StageChange> builder)
    {
        builder.Property(c => c.Reason).HasMaxLength(500);
        builder.HasOne<Stage>().WithMany().HasForeignKey(c => c.FromStageId);
        builder.HasOne<Stage>().WithMany().HasForeignKey(c => c.ToStageId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.OperatorId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.LossReasonId);

        // One customer's moves; reports ask whether there was an earlier one into the same stages, and who came into a stage when.
        builder.HasIndex(c => new { c.CustomerId, c.At, c.ToStageId });
        builder.HasIndex(c => new { c.ToStageId, c.At, c.CustomerId });

        // The timeline asks for the moves of the records it shows. No foreign key: SQLite would write the whole table anew for it.
        builder.HasIndex(c => c.FollowUpId).IsUnique().HasFilter("\"FollowUpId\" IS NOT NULL");
    }
}
