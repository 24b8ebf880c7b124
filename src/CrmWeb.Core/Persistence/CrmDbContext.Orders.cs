using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.Health;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Subscriptions;
using CrmWeb.Core.Targets;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <content>Orders, payments and what is to be reached by them; templates of reports, and the files mailed; daily reports; health scores; exports that wait.</content>
public sealed partial class CrmDbContext
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<OrderItem> OrderItems => Set<OrderItem>();

    public DbSet<PlannedPayment> PlannedPayments => Set<PlannedPayment>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<SalesTarget> SalesTargets => Set<SalesTarget>();

    public DbSet<ReportTemplate> ReportTemplates => Set<ReportTemplate>();

    public DbSet<ReportSubscription> ReportSubscriptions => Set<ReportSubscription>();

    public DbSet<OutboxFile> OutboxFiles => Set<OutboxFile>();

    public DbSet<DailyReport> DailyReports => Set<DailyReport>();

    public DbSet<DailyReportLine> DailyReportLines => Set<DailyReportLine>();

    public DbSet<CustomerHealth> CustomerHealth => Set<CustomerHealth>();

    public DbSet<HealthPoint> HealthPoints => Set<HealthPoint>();

    public DbSet<Download> Downloads => Set<Download>();
}
