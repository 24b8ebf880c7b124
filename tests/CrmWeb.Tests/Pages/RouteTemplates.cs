using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Testing;

namespace CrmWeb.Tests.Pages;

/// <summary>A template of the owner's, shared with the owner's group; for what is done with retired ones it is retired.</summary>
internal static class RouteTemplates
{
    public static async Task AddAsync(CrmApp app, Dictionary<string, string> values)
    {
        var (template, retired) = (await MakeAsync(app, isRetired: false), await MakeAsync(app, isRetired: true));
        values["template"] = template.Id.ToString(CultureInfo.InvariantCulture);
        values["retiredTemplate"] = retired.Id.ToString(CultureInfo.InvariantCulture);
        values["templateVersion"] = template.Version.ToString();
    }

    /// <summary>Past the service: so many askers would have more of them than one owner may.</summary>
    private static Task<ReportTemplate> MakeAsync(CrmApp app, bool isRetired) => app.DbAsync(async db =>
    {
        var key = Guid.NewGuid();
        var template = new ReportTemplate(null, $"{key:N}", TemplateSubject.Customers, new TemplateDefinition { Rows = ["industry"], Measures = ["count"] }, app.Company[Who.RepEast].Id, key, app.Clock.Now);
        template.ShareWith([app.Company.DepartmentShanghai]);
        template.Retire(isRetired, app.Clock.Now);
        db.ReportTemplates.Add(template);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return template;
    });
}
