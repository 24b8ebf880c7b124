using CrmWeb.Core.Customers.CustomFields.Computed;
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
        builder.HasMany(f => f.Operands).WithOne().HasForeignKey(o => o.FieldId).OnDelete(DeleteBehavior.Cascade);
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
        builder.HasOne<CustomFieldChoice>().WithMany().HasForeignKey(c => c.MergedIntoId);
    }
}

internal sealed class FieldOperandConfiguration : IEntityTypeConfiguration<FieldOperand>
{
    public void Configure(EntityTypeBuilder<FieldOperand> builder)
    {
        builder.ToTable("CustomFieldOperands");
        builder.Property(o => o.Constant).HasPrecision(18, 4);
        builder.HasOne<CustomField>().WithMany().HasForeignKey(o => o.OperandId);
    }
}
