using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Organization;

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
