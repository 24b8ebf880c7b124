using CrmWeb.Core.DailyReports;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <content>Daily reports.</content>
public sealed partial class CrmDbContext
{
    public DbSet<DailyReport> DailyReports => Set<DailyReport>();

    public DbSet<DailyReportLine> DailyReportLines => Set<DailyReportLine>();
}
