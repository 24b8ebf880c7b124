using CrmWeb.Core.ReportTemplates;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>The subjects of templates by their names in addresses.</summary>
public static class Subjects
{
    public static IReadOnlyList<TemplateSubject> All { get; } = Enum.GetValues<TemplateSubject>();

    public static string Code(TemplateSubject subject) => subject switch
    {
        TemplateSubject.FollowUps => "follow-ups",
        TemplateSubject.StageChanges => "stage-changes",
        _ => subject.ToString().ToLowerInvariant(),
    };

    /// <summary>Null for no name of any.</summary>
    public static TemplateSubject? Find(string? code) => All.Where(s => Code(s) == code).Select(s => (TemplateSubject?)s).FirstOrDefault();
}
