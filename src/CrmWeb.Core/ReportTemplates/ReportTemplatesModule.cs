using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.ReportTemplates.Subscriptions;
using CrmWeb.Core.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Core.ReportTemplates;

/// <summary>Registers templates of reports.</summary>
public static class ReportTemplatesModule
{
    public static IServiceCollection AddReportTemplates(this IServiceCollection services) => services
        .AddSingleton<IDatabaseSeed, TemplateSeed>()
        .AddScoped<SubjectCatalog>()
        .AddScoped<TemplateRun>()
        .AddScoped<TemplateQueries>()
        .AddScoped<TemplateService>()
        .AddScoped<TemplateForms>()
        .AddScoped<TemplateFiles>()
        .AddScoped<SubscriptionService>()
        .AddScoped<SubscriptionRun>()
        .AddSingleton<IDropReason, EndedSubscription>()
        .AddJob<SubscriptionJob>(SubscriptionJob.Code, SubscriptionJob.Schedule)
        .AddPageRules<TemplateForm, TemplatesText>(text => new TemplateFormValidator([], [], text), without: nameof(TemplateForm.Departments));
}
