using CrmWeb.Core.Backups;
using CrmWeb.Core.Customers;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.Digest;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Health;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Morning;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.SavedViews;
using CrmWeb.Core.ReferenceData;
using CrmWeb.Core.Reports;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.SampleData.Company;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>The rooms of Core in the order in which they stand on each other; each registers what lies in it.</summary>
public static class FeatureList
{
    public static IServiceCollection AddCrmFeatures(this IServiceCollection services, IConfiguration configuration, DatabaseSettings database) => services
        .AddPersistence(database)
        .AddOrganization(configuration)
        .AddAccounts(configuration)
        .AddWorkingCalendar()
        .AddSavedViews()
        .AddExports(configuration)
        .AddJobs(database)
        .AddNotifications()
        .AddReferenceData()
        .AddCustomers(configuration)
        .AddInbox()
        .AddFollowUps()
        .AddFiles()
        .AddOrders(configuration)
        .AddReports()
        .AddDownloads()
        .AddTargets()
        .AddReportTemplates()
        .AddDailyReports()
        .AddHealth()
        .AddWatching()
        .AddUrging(configuration)
        .AddMorning()
        .AddDigest()
        .AddDashboard()
        .AddBackups()
        .AddSampleData();
}
