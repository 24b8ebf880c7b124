using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Organization;

internal sealed class DepartmentConfiguration : IEntityTypeConfiguration<Department>
{
    public void Configure(EntityTypeBuilder<Department> builder)
    {
        builder.Property(d => d.Name).HasMaxLength(Department.NameLength);
        builder.Property(d => d.Version).IsConcurrencyToken();
        builder.HasOne<Department>().WithMany().HasForeignKey(d => d.ParentId);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(d => d.HeadId);
    }
}
