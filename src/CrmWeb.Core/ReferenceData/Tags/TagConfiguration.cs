using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.ReferenceData.Tags;

internal sealed class TagGroupConfiguration : IEntityTypeConfiguration<TagGroup>
{
    public void Configure(EntityTypeBuilder<TagGroup> builder)
    {
        builder.Property(g => g.Code).HasMaxLength(40);
        builder.HasIndex(g => g.Code).IsUnique();
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.HasMany(g => g.Tags).WithOne().HasForeignKey(t => t.GroupId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("Tags");
        builder.Property(t => t.Code).HasMaxLength(40);
        builder.Property(t => t.Colour).HasMaxLength(20);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<Tag>().WithMany().HasForeignKey(t => t.MergedIntoId);
        builder.HasIndex(t => t.Code).IsUnique();
    }
}
