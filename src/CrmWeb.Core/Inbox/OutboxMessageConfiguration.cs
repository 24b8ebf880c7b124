using CrmWeb.Core.Customers;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Inbox;

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
        builder.HasOne(m => m.File).WithOne().HasForeignKey<OutboxFile>(f => f.MessageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(m => m.Key).IsUnique();

        // What is to be sent; what a robot or channel sent lately.
        builder.HasIndex(m => new { m.State, m.NextAttemptAt });
        builder.HasIndex(m => new { m.RobotId, m.SentAt });
        builder.HasIndex(m => m.CreatedAt);
    }
}

internal sealed class OutboxFileConfiguration : IEntityTypeConfiguration<OutboxFile>
{
    public void Configure(EntityTypeBuilder<OutboxFile> builder)
    {
        builder.ToTable("OutboxFiles");
        builder.HasKey(f => f.MessageId);
    }
}
