using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Notifications.Messages;

internal sealed class NotificationHoursConfiguration : IEntityTypeConfiguration<NotificationHours>
{
    public void Configure(EntityTypeBuilder<NotificationHours> builder)
    {
        builder.ToTable("NotificationHours");
        builder.HasKey(h => h.UserId);
        builder.Property(h => h.UserId).ValueGeneratedNever();
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(h => h.UserId);
    }
}
