using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Notifications.Messages;

internal sealed class NotificationPolicyConfiguration : IEntityTypeConfiguration<NotificationPolicy>
{
    public void Configure(EntityTypeBuilder<NotificationPolicy> builder)
    {
        builder.ToTable("NotificationPolicies");
        builder.Property(p => p.Kind).HasMaxLength(Notification.KindMax);
        builder.HasIndex(p => p.Kind).IsUnique();
    }
}
