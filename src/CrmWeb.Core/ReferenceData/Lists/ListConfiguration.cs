using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.ReferenceData.Lists;

internal sealed class ListItemConfiguration : IEntityTypeConfiguration<ListItem>
{
    public void Configure(EntityTypeBuilder<ListItem> builder)
    {
        builder.Property(i => i.Code).HasMaxLength(40);
        builder.HasIndex(i => new { i.Kind, i.Code }).IsUnique();
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasOne<ListItem>().WithMany().HasForeignKey(i => i.ParentId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(i => i.MergedIntoId);
    }
}
