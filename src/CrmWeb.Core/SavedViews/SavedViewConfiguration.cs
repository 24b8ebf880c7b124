using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.SavedViews;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("SavedViews");
        builder.Property(v => v.List).HasMaxLength(SavedView.ListMax);
        builder.Property(v => v.Name).HasMaxLength(SavedView.NameMax);
        builder.Property(v => v.Query).HasMaxLength(SavedView.QueryMax);
        builder.Property(v => v.Version).IsConcurrencyToken();
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(v => v.OwnerId);
        builder.HasMany(v => v.Shares).WithOne().HasForeignKey(s => s.ViewId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(v => new { v.List, v.OwnerId });
        builder.HasIndex(v => new { v.OwnerId, v.CreationKey }).IsUnique();
    }
}

internal sealed class SavedViewShareConfiguration : IEntityTypeConfiguration<SavedViewShare>
{
    public void Configure(EntityTypeBuilder<SavedViewShare> builder)
    {
        builder.ToTable("SavedViewShares");
        builder.HasKey(s => new { s.ViewId, s.DepartmentId });
        builder.HasOne<Department>().WithMany().HasForeignKey(s => s.DepartmentId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SavedViewChoiceConfiguration : IEntityTypeConfiguration<SavedViewChoice>
{
    public void Configure(EntityTypeBuilder<SavedViewChoice> builder)
    {
        builder.ToTable("SavedViewChoices");
        builder.HasKey(c => new { c.UserId, c.ViewId });
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.UserId);
        builder.HasOne<SavedView>().WithMany().HasForeignKey(c => c.ViewId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ListLayoutConfiguration : IEntityTypeConfiguration<ListLayout>
{
    public void Configure(EntityTypeBuilder<ListLayout> builder)
    {
        builder.ToTable("ListLayouts");
        builder.HasKey(l => new { l.UserId, l.List });
        builder.Property(l => l.List).HasMaxLength(SavedView.ListMax);
        builder.Property(l => l.Columns).HasMaxLength(ListLayout.ColumnsMax);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(l => l.UserId);
    }
}
