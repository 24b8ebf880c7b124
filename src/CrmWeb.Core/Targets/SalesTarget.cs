using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Targets;

/// <summary>What is to be reached in a month, by one person, by a department with its branch, or by the company. A number that is not set is no target.</summary>
public sealed class SalesTarget : IAudited, IAuditLabel
{
    private SalesTarget()
    {
    }

    /// <param name="month">Its first day.</param>
    /// <param name="userId">Whose target it is; null for a department's and the company's.</param>
    /// <param name="departmentId">The department, with its branch; null for a person's and the company's.</param>
    public SalesTarget(DateOnly month, int? userId, int? departmentId, TargetValues values)
    {
        if (userId is not null && departmentId is not null)
            throw new ArgumentException("A target is a person's or a department's.", nameof(userId));
        Month = month;
        UserId = userId;
        DepartmentId = departmentId;
        Set(values);
    }

    public int Id { get; private set; }

    /// <summary>The first day of the month.</summary>
    public DateOnly Month { get; private set; }

    public int? UserId { get; private set; }

    /// <summary>With everything below it; the company's target is nobody's and no department's.</summary>
    public int? DepartmentId { get; private set; }

    /// <summary>Amount of the orders won, in yuan.</summary>
    public decimal? Amount { get; private set; }

    /// <summary>Payments received, in yuan.</summary>
    public decimal? Payments { get; private set; }

    /// <summary>New customers.</summary>
    public int? Customers { get; private set; }

    /// <summary>Follow-ups done.</summary>
    public int? FollowUps { get; private set; }

    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    /// <summary>All four numbers.</summary>
    public TargetValues Values => new(Amount, Payments, Customers, FollowUps);

    string IAudited.RootType => nameof(SalesTarget);

    int IAudited.RootId => Id;

    string? IAuditLabel.AuditLabel => Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>Makes it say exactly this.</summary>
    public void Set(TargetValues values)
    {
        (Amount, Payments, Customers, FollowUps) = (values.Amount, values.Payments, values.Customers, values.FollowUps);
        Version = Guid.NewGuid();
    }
}

internal sealed class SalesTargetConfiguration : IEntityTypeConfiguration<SalesTarget>
{
    public void Configure(EntityTypeBuilder<SalesTarget> builder)
    {
        builder.ToTable("SalesTargets");
        builder.Ignore(t => t.Values);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(t => t.UserId);
        builder.HasOne<Department>().WithMany().HasForeignKey(t => t.DepartmentId);

        // One row for each month and person, for each month and department, and for each month of the company.
        builder.HasIndex(t => new { t.Month, t.UserId }).IsUnique().HasFilter("\"UserId\" IS NOT NULL");
        builder.HasIndex(t => new { t.Month, t.DepartmentId }).IsUnique().HasFilter("\"DepartmentId\" IS NOT NULL");
        builder.HasIndex(t => t.Month).IsUnique().HasFilter("\"UserId\" IS NULL AND \"DepartmentId\" IS NULL");
    }
}
