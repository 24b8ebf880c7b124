using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Customers.CustomFields;

internal sealed class CustomFieldConfiguration : IEntityTypeConfiguration<CustomField>
{
    public void Configure(EntityTypeBuilder<CustomField> builder)
    {
        builder.Property(f => f.Key).HasMaxLength(40);
        builder.Property(f => f.Zh).HasMaxLength(CustomField.NameMax);
        builder.Property(f => f.En).HasMaxLength(CustomField.NameMax);
        builder.Property(f => f.HelpZh).HasMaxLength(CustomField.HelpMax);
        builder.Property(f => f.HelpEn).HasMaxLength(CustomField.HelpMax);
        builder.Property(f => f.GroupZh).HasMaxLength(CustomField.NameMax);
        builder.Property(f => f.GroupEn).HasMaxLength(CustomField.NameMax);
        builder.Property(f => f.Kinds).HasMaxLength(CustomField.CodesMax);
        builder.Property(f => f.Categories).HasMaxLength(CustomField.CodesMax);
        builder.Property(f => f.Industries).HasMaxLength(CustomField.CodesMax);
        builder.Property(f => f.SeenBy).HasMaxLength(CustomField.CodesMax);
        builder.Property(f => f.EditedBy).HasMaxLength(CustomField.CodesMax);
        builder.Property(f => f.Version).IsConcurrencyToken();
        builder.HasIndex(f => new { f.Subject, f.Key }).IsUnique();
        builder.HasMany(f => f.Choices).WithOne().HasForeignKey(c => c.FieldId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class CustomFieldChoiceConfiguration : IEntityTypeConfiguration<CustomFieldChoice>
{
    public void Configure(EntityTypeBuilder<CustomFieldChoice> builder)
    {
        builder.ToTable("CustomFieldChoices");
        builder.Property(c => c.Code).HasMaxLength(40);
        builder.Property(c => c.Zh).HasMaxLength(CustomField.NameMax);
        builder.Property(c => c.En).HasMaxLength(CustomField.NameMax);
        builder.HasIndex(c => new { c.FieldId, c.Code }).IsUnique();
    }
}

internal sealed class CustomerValueConfiguration : IEntityTypeConfiguration<CustomerValue>
{
    public void Configure(EntityTypeBuilder<CustomerValue> builder)
    {
        builder.Property(v => v.Text).HasMaxLength(Forms.CustomerForm.LongText);
        builder.Property(v => v.TextKey).HasMaxLength(CustomerValue.KeyMax);
        builder.Property(v => v.SortKey).HasMaxLength(Text.PinyinOrder.KeyMax);
        builder.Property(v => v.UniqueKey).HasMaxLength(CustomerValue.KeyMax);
        builder.Property(v => v.Number).HasPrecision(18, 4);
        builder.HasOne(v => v.Customer).WithMany().HasForeignKey(v => v.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<CustomField>().WithMany().HasForeignKey(v => v.FieldId);
        builder.HasOne<CustomFieldChoice>().WithMany().HasForeignKey(v => v.ChoiceId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(v => v.UserId);
        builder.HasIndex(v => new { v.CustomerId, v.FieldId });
        builder.HasIndex(v => new { v.FieldId, v.UniqueKey }).IsUnique();
        builder.HasIndex(v => new { v.FieldId, v.TextKey, v.CustomerId });
        builder.HasIndex(v => new { v.FieldId, v.SortKey, v.CustomerId });
        builder.HasIndex(v => new { v.FieldId, v.Number, v.CustomerId });
        builder.HasIndex(v => new { v.FieldId, v.Day, v.CustomerId });
        builder.HasIndex(v => new { v.FieldId, v.Moment, v.CustomerId });
        builder.HasIndex(v => new { v.FieldId, v.ChoiceId, v.CustomerId });
        builder.HasIndex(v => new { v.FieldId, v.UserId, v.CustomerId });
    }
}
