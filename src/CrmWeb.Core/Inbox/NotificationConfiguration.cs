using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Inbox;

internal sealed class NotificationConfiguration : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notifications");
        builder.Property(n => n.Kind).HasMaxLength(Notification.KindMax);
        builder.Property(n => n.Key).HasMaxLength(Notification.KeyMax);
        builder.Property(n => n.Facts).HasMaxLength(Notification.FactsMax);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(n => n.UserId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(n => n.ActorId);
        builder.HasOne<Customer>().WithMany().HasForeignKey(n => n.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(n => n.Key).IsUnique();

        // The badge counts the unread; the inbox lists by age.
        builder.HasIndex(n => new { n.UserId, n.ReadAt, n.Id });
        builder.HasIndex(n => n.CreatedAt);
    }
}
