using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Notifications.Messages;

internal sealed class NotificationChoiceConfiguration : IEntityTypeConfiguration<NotificationChoice>
{
    public void Configure(EntityTypeBuilder<NotificationChoice> builder)
    {
        builder.ToTable("NotificationChoices");
        builder.HasKey(c => new { c.UserId, c.Kind });
        builder.Property(c => c.Kind).HasMaxLength(Notification.KindMax);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(c => c.UserId);
    }
}
