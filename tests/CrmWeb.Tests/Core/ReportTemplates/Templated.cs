using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>Templates for tests.</summary>
internal static class Templated
{
    private static int count;

    public static CancellationToken None => CancellationToken.None;

    /// <summary>What follows is said in Chinese.</summary>
    public static void InChinese() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

    public static TemplateFilter Days(string field, string from, string to) => new(field, TemplateFilter.Between, [from, to]);

    public static TemplateFilter In(string field, params string[] codes) => new(field, TemplateFilter.In, codes);

    public static Task<TemplateResult> RunAsync(this CoreFixture app, Who who, TemplateSubject subject, TemplateDefinition? said, PageWanted? page = null) =>
        app.RunAsync(app.As(who), subject, said, page);

    public static Task<TemplateResult> RunAsync(this CoreFixture app, UserScope by, TemplateSubject subject, TemplateDefinition? said, PageWanted? page = null)
    {
        InChinese();
        return app.WithAsync<TemplateRun, TemplateResult>(r => r.ReadAsync("模板", subject, said, page ?? new PageWanted(1, 100), by, None));
    }

    /// <summary>Rows by label, the numbers of each; the total last.</summary>
    public static string[] Said(this ReportTable table) =>
        [.. table.Rows.Select(r => $"{new string('>', r.Depth)}{r.Label}: {string.Join(" | ", r.Cells.Select(c => c.Value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "–"))}")];

    /// <summary>A template of the running month.</summary>
    public static Task AskAsync(this IServiceProvider services, TemplateSubject subject, string row, string day, string measure, UserScope by) => services.GetRequiredService<TemplateRun>().ReadAsync(
        "", subject, new TemplateDefinition { Rows = [row], Measures = ["count", measure], Filters = [Days(day, "month", "month")] }, new PageWanted(1, 20), by, None);

    public static TemplateForm Form(string? name = null) =>
        new() { CreationKey = Guid.NewGuid(), Name = name ?? $"测试模板{Interlocked.Increment(ref count)}", Row = "industry", Measures = ["count"] };

    public static Task<int> MakeAsync(this CoreFixture app, Who who, TemplateForm form, TemplateSubject subject = TemplateSubject.Customers)
    {
        InChinese();
        return app.WithAsync<TemplateService, int>(s => s.MakeAsync(subject, form, app.As(who), None));
    }

    public static Task<TemplateView> TemplateAsync(this CoreFixture app, Who who, int id)
    {
        InChinese();
        return app.WithAsync<TemplateQueries, TemplateView>(q => q.ReadAsync(id, app.As(who), None));
    }
}
