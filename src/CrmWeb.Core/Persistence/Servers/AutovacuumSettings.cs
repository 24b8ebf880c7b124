using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Persistence.Servers;

/// <summary>How soon PostgreSQL tidies a table; the other databases take no notice.</summary>
internal static class AutovacuumSettings
{
    /// <summary>
    /// After every hundredth row was changed, instead of every fifth. A list answered from an index alone looks into the table
    /// for each row on a page that was changed since, and where many were, the planner reads the whole table instead: a manager's
    /// list of 30,000 customers fell to a fifth of its speed after some thousand follow-ups had been saved.
    /// </summary>
    public static void VacuumedOften<T>(this EntityTypeBuilder<T> builder)
        where T : class
    {
        builder.HasStorageParameter("autovacuum_vacuum_scale_factor", 0.01);
        builder.HasStorageParameter("autovacuum_analyze_scale_factor", 0.02);
    }
}
