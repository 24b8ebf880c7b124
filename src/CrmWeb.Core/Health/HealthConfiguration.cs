using CrmWeb.Core.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Health;

internal sealed class CustomerHealthConfiguration : IEntityTypeConfiguration<CustomerHealth>
{
    public void Configure(EntityTypeBuilder<CustomerHealth> builder)
    {
        builder.ToTable("CustomerHealth");
        builder.HasKey(h => h.CustomerId);
        builder.Property(h => h.CustomerId).ValueGeneratedNever();
        builder.HasOne<Customer>().WithOne().HasForeignKey<CustomerHealth>(h => h.CustomerId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HealthPointConfiguration : IEntityTypeConfiguration<HealthPoint>
{
    public void Configure(EntityTypeBuilder<HealthPoint> builder)
    {
        builder.ToTable("CustomerHealthHistory");
        builder.HasOne<Customer>().WithMany().HasForeignKey(p => p.CustomerId).OnDelete(DeleteBehavior.Cascade);

        // One customer's line, and no day twice.
        builder.HasIndex(p => new { p.CustomerId, p.Day }).IsUnique();

        // What is old enough to be removed.
        builder.HasIndex(p => p.Day);
    }
}

internal sealed class HealthSettingsConfiguration : IEntityTypeConfiguration<HealthSettings>
{
    public void Configure(EntityTypeBuilder<HealthSettings> builder)
    {
        builder.ToTable("HealthSettings");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Version).IsConcurrencyToken();
    }
}
