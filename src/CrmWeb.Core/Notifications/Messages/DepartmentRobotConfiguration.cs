using CrmWeb.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Notifications.Messages;

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
