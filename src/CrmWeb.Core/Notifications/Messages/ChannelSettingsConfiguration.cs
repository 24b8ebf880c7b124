using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Notifications.Messages;

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
