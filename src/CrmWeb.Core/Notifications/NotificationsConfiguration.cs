using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Notifications;

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

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages");
        builder.Property(m => m.Key).HasMaxLength(OutboxMessage.KeyMax);
        builder.Property(m => m.Kind).HasMaxLength(Notification.KindMax);
        builder.Property(m => m.Address).HasMaxLength(OutboxMessage.AddressMax);
        builder.Property(m => m.Body).HasMaxLength(OutboxMessage.BodyMax);
        builder.Property(m => m.Link).HasMaxLength(500);
        builder.Property(m => m.Mentions).HasMaxLength(500);
        builder.Property(m => m.Error).HasMaxLength(OutboxMessage.ErrorMax);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(m => m.UserId);
        builder.HasOne<DepartmentRobot>().WithMany().HasForeignKey(m => m.RobotId);
        builder.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(m => m.Key).IsUnique();

        // What is to be sent; what a robot or channel sent lately.
        builder.HasIndex(m => new { m.State, m.NextAttemptAt });
        builder.HasIndex(m => new { m.RobotId, m.SentAt });
        builder.HasIndex(m => m.CreatedAt);
    }
}

internal sealed class ChannelSettingsConfiguration : IEntityTypeConfiguration<ChannelSettings>
{
    public void Configure(EntityTypeBuilder<ChannelSettings> builder)
    {
        builder.ToTable("ChannelSettings");
        builder.Property(s => s.Sealed).HasMaxLength(ChannelSettings.SealedMax);
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => s.Channel).IsUnique();
    }
}

internal sealed class DepartmentRobotConfiguration : IEntityTypeConfiguration<DepartmentRobot>
{
    public void Configure(EntityTypeBuilder<DepartmentRobot> builder)
    {
        builder.ToTable("DepartmentRobots");
        builder.Property(r => r.Name).HasMaxLength(DepartmentRobot.NameMax);
        builder.Property(r => r.SealedAddress).HasMaxLength(DepartmentRobot.SealedMax);
        builder.Property(r => r.SealedSecret).HasMaxLength(DepartmentRobot.SealedMax);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasOne<Department>().WithMany().HasForeignKey(r => r.DepartmentId);
    }
}

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

internal sealed class NotificationPolicyConfiguration : IEntityTypeConfiguration<NotificationPolicy>
{
    public void Configure(EntityTypeBuilder<NotificationPolicy> builder)
    {
        builder.ToTable("NotificationPolicies");
        builder.Property(p => p.Kind).HasMaxLength(Notification.KindMax);
        builder.HasIndex(p => p.Kind).IsUnique();
    }
}
