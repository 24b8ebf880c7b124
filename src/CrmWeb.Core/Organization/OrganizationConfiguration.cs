using CrmWeb.Core.Data;
using CrmWeb.Core.Spelling;
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

internal sealed class RoleConfiguration : IEntityTypeConfiguration<Role>
{
    public void Configure(EntityTypeBuilder<Role> builder)
    {
        builder.ToTable("Roles");
        builder.Property(r => r.Code).HasMaxLength(40);
        builder.HasIndex(r => r.Code).IsUnique();
        builder.OwnsMany(r => r.Permissions, p =>
        {
            p.ToTable("RolePermissions");
            p.WithOwner().HasForeignKey(x => x.RoleId);
            p.HasKey(x => new { x.RoleId, x.Permission });
            p.Property(x => x.Permission).HasMaxLength(60);
        });
    }
}

internal sealed class CrmUserConfiguration : IEntityTypeConfiguration<CrmUser>
{
    public void Configure(EntityTypeBuilder<CrmUser> builder)
    {
        builder.ToTable("Users");
        builder.Property(u => u.DisplayName).HasMaxLength(CrmUser.DisplayNameLength).Metadata.IsSearched();
        builder.Property(u => u.EmployeeNumber).HasMaxLength(CrmUser.EmployeeNumberLength);
        builder.Property(u => u.Mobile).HasMaxLength(20);
        builder.Property(u => u.Culture).HasMaxLength(20);
        builder.Property(u => u.PasswordHash).HasMaxLength(400);
        builder.Ignore(u => u.NeedsFirstSignIn);
        builder.HasOne(u => u.Role).WithMany().HasForeignKey(u => u.RoleId).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Department>().WithMany().HasForeignKey(u => u.DepartmentId);
        builder.Property(u => u.EmployeeNumberKey).HasMaxLength(CrmUser.NameKeyMax);
        builder.Property(u => u.SearchKey).HasMaxLength(CrmUser.SearchKeyMax);
        builder.Property(u => u.SortKey).HasMaxLength(PinyinOrder.KeyMax);
        builder.HasIndex(u => u.EmployeeNumber).IsUnique();
        builder.HasIndex(u => u.EmployeeNumberKey).IsUnique();
        builder.HasIndex(u => u.Mobile).IsUnique();
    }
}
