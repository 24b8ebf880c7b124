using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CrmWeb.Core.Jobs;

internal sealed class JobRunConfiguration : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> builder)
    {
        builder.ToTable("JobRuns");
        builder.Property(r => r.Job).HasMaxLength(60);
        builder.Ignore(r => r.FoundNothing);
        builder.Property(r => r.Summary).HasMaxLength(JobRun.SummaryMax);
        builder.Property(r => r.Error).HasMaxLength(JobRun.ErrorMax);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(r => r.StartedById);
        builder.HasIndex(r => new { r.Job, r.StartedAt });
        builder.HasIndex(r => r.StartedAt);
    }
}

internal sealed class JobPauseConfiguration : IEntityTypeConfiguration<JobPause>
{
    public void Configure(EntityTypeBuilder<JobPause> builder)
    {
        builder.ToTable("JobPauses");
        builder.HasKey(p => p.Job);
        builder.Property(p => p.Job).HasMaxLength(60);
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(p => p.PausedById);
    }
}

internal sealed class JobLeaseConfiguration : IEntityTypeConfiguration<JobLease>
{
    public void Configure(EntityTypeBuilder<JobLease> builder)
    {
        builder.ToTable("JobLeases");
        builder.HasKey(l => l.Job);
        builder.Property(l => l.Job).HasMaxLength(60);
        builder.Property(l => l.Schedule).HasMaxLength(200).Metadata.IsSearched();
        builder.Property(l => l.Holder).HasMaxLength(200).Metadata.IsSearched();
        builder.HasOne<CrmUser>().WithMany().HasForeignKey(l => l.RequestedById);
    }
}
