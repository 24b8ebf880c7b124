using CrmWeb.Core.Customers;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Files;

internal sealed class AttachmentConfiguration : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments");
        builder.Property(f => f.Name).HasMaxLength(Attachment.NameMax);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasOne<Customer>().WithMany().HasForeignKey(f => f.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Contact>().WithMany().HasForeignKey(f => f.ContactId);
        builder.HasOne<FollowUp>().WithMany().HasForeignKey(f => f.FollowUpId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(f => f.KindId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(f => f.CreatedById);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(f => f.DeletedById);
        builder.HasMany(f => f.Versions).WithOne().HasForeignKey(v => v.AttachmentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(f => f.Key).IsUnique();
        builder.HasIndex(f => f.CreationKey).IsUnique();

        // A customer's files and its timeline; the bin's oldest.
        builder.HasIndex(f => new { f.CustomerId, f.CreatedAt });
        builder.HasIndex(f => f.DeletedAt).HasFilter("\"DeletedAt\" IS NOT NULL");

        // The form of a follow-up that is saved asks for its own.
        builder.HasIndex(f => f.FormKey).HasFilter("\"FormKey\" IS NOT NULL");
    }
}

internal sealed class AttachmentVersionConfiguration : IEntityTypeConfiguration<AttachmentVersion>
{
    public void Configure(EntityTypeBuilder<AttachmentVersion> builder)
    {
        builder.ToTable("AttachmentVersions");
        builder.Property(v => v.StoredName).HasMaxLength(AttachmentVersion.StoredNameLength);
        builder.Property(v => v.Sha256).HasMaxLength(64);
        builder.Property(v => v.Format).HasMaxLength(20);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(v => v.UploadedById);
        builder.HasIndex(v => new { v.AttachmentId, v.Number }).IsUnique();
        builder.HasIndex(v => v.StoredName).IsUnique();
    }
}

internal sealed class FileSettingsConfiguration : IEntityTypeConfiguration<FileSettings>
{
    public void Configure(EntityTypeBuilder<FileSettings> builder)
    {
        builder.ToTable("FileSettings");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Formats).HasMaxLength(FileSettings.FormatsMax);
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
