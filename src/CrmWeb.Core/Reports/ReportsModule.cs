using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Reports.Activity;
using CrmWeb.Core.Reports.Analysis;
using CrmWeb.Core.Reports.Forecast;
using CrmWeb.Core.Reports.Funnel;
using CrmWeb.Core.Reports.Growth;
using CrmWeb.Core.Reports.Health;
using CrmWeb.Core.Reports.Losses;
using CrmWeb.Core.Reports.Quality;
using CrmWeb.Core.Reports.Team;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.Reports;

/// <summary>Registers the reports, in the order in which they are offered.</summary>
public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.AddScoped<ReportScope>();
        services.AddScoped<ReportCatalog>();
        services.AddScoped<ReportFiles>();
        services.AddScoped<ICustomerCondition, ReachedCondition>();
        services.AddScoped<ICustomerCondition, MissingFacts>();
        services.AddScoped<ICustomerCondition, LossReason>();
        services.AddScoped<ReportOrders>();
        services.AddScoped<ActivityReport>();
        services.AddScoped<IReport, FunnelReport>();
        services.AddScoped<IReport>(p => p.GetRequiredService<ActivityReport>());
        services.AddScoped<IReport, AnalysisReport>();
        services.AddScoped<IReport, TeamReport>();
        services.AddScoped<IReport, ForecastReport>();
        services.AddScoped<IReport, OrderShareReport>();
        services.AddScoped<IReport, GrowthReport>();
        services.AddScoped<IReport, StageTimeReport>();
        services.AddScoped<IReport, LossReport>();
        services.AddScoped<IReport, SourceReport>();
        services.AddScoped<IReport, HealthReport>();
        return services.AddScoped<IReport, QualityReport>();
    }
}
