using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Customers.CustomFields.Values;

/// <summary>The same columns and indexes for each subject, in a table of its own.</summary>
internal static class TypedValueConfiguration
{
    /// <param name="owner">The column that names the record.</param>
    public static void Describe<T>(EntityTypeBuilder<T> builder, string owner)
        where T : TypedValue
    {
        builder.Property(v => v.OwnerId).HasColumnName(owner);
        builder.Property(v => v.Text).HasMaxLength(Forms.CustomerForm.LongText);
        builder.Property(v => v.TextKey).HasMaxLength(TypedValue.KeyMax);
        builder.Property(v => v.SortKey).HasMaxLength(Text.PinyinOrder.KeyMax);
        builder.Property(v => v.UniqueKey).HasMaxLength(TypedValue.KeyMax);
        builder.Property(v => v.Number).HasPrecision(18, 4);
        builder.HasOne<CustomField>().WithMany().HasForeignKey(v => v.FieldId);
        builder.HasOne<CustomFieldChoice>().WithMany().HasForeignKey(v => v.ChoiceId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(v => v.UserId);
        builder.HasIndex(v => new { v.OwnerId, v.FieldId });
        builder.HasIndex(v => new { v.FieldId, v.UniqueKey }).IsUnique();
        builder.HasIndex(v => new { v.FieldId, v.TextKey, v.OwnerId });
        builder.HasIndex(v => new { v.FieldId, v.SortKey, v.OwnerId });
        builder.HasIndex(v => new { v.FieldId, v.Number, v.OwnerId });
        builder.HasIndex(v => new { v.FieldId, v.Day, v.OwnerId });
        builder.HasIndex(v => new { v.FieldId, v.Moment, v.OwnerId });
        builder.HasIndex(v => new { v.FieldId, v.ChoiceId, v.OwnerId });
        builder.HasIndex(v => new { v.FieldId, v.UserId, v.OwnerId });
    }
}

internal sealed class CustomerValueConfiguration : IEntityTypeConfiguration<CustomerValue>
{
    public void Configure(EntityTypeBuilder<CustomerValue> builder)
    {
        TypedValueConfiguration.Describe(builder, "CustomerId");
        builder.HasOne(v => v.Customer).WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ContactValueConfiguration : IEntityTypeConfiguration<ContactValue>
{
    public void Configure(EntityTypeBuilder<ContactValue> builder)
    {
        builder.ToTable("ContactValues");
        TypedValueConfiguration.Describe(builder, "ContactId");
        builder.HasOne(v => v.Contact).WithMany().HasForeignKey(v => v.OwnerId).OnDelete(DeleteBehavior.Cascade);
    }
}
