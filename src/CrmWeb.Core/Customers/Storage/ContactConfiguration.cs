using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Customers.Storage;

internal sealed class ContactConfiguration : IEntityTypeConfiguration<Contact>
{
    public void Configure(EntityTypeBuilder<Contact> builder)
    {
        builder.Property(c => c.Name).HasMaxLength(60);
        builder.Property(c => c.Mobile).HasMaxLength(PhoneNumber.LongestTyped);
        builder.Property(c => c.Landline).HasMaxLength(PhoneNumber.LongestTyped);
        builder.Property(c => c.MobileDigits).HasMaxLength(20);
        builder.Property(c => c.LandlineDigits).HasMaxLength(20);
        builder.Property(c => c.MobileReversed).HasMaxLength(20);
        builder.Property(c => c.Notes).HasMaxLength(CustomerForm.LongText);
        builder.Property(c => c.SearchKey).HasMaxLength(Contact.SearchKeyMax);
        builder.HasIndex(c => c.KeyVersion);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.SalutationId);
        builder.HasOne<ListItem>().WithMany().HasForeignKey(c => c.RoleId);
        builder.HasOne<Contact>().WithMany().HasForeignKey(c => c.PreviousId);
        builder.HasIndex(c => c.MobileDigits);
        builder.HasIndex(c => c.LandlineDigits);
        builder.HasIndex(c => c.MobileReversed);
    }
}
