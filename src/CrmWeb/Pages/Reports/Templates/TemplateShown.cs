using System.Globalization;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>What a template says, as pages show it.</summary>
public sealed record TemplateShown(TemplateSubject Subject, TemplateResult Result)
{
    /// <summary>It is not saved yet: a list shows its first page, which leads to no other.</summary>
    public bool IsPreview { get; init; }

    /// <summary>Where a row of a list leads.</summary>
    public string Address(int id) => Subject switch
    {
        TemplateSubject.FollowUps => CrmLinks.FollowUp(id),
        TemplateSubject.Orders or TemplateSubject.Payments => CrmLinks.Order(id),
        _ => CrmLinks.Customer(id),
    };

    public static string Text(ExportCell cell, ExportKind kind) => cell switch
    {
        { Number: { } number } when kind == ExportKind.Money => Money.Shown(number),
        { Number: { } number } => number.ToString("#,##0.####", CultureInfo.InvariantCulture),
        { Time: { } time } => time.ToString(kind == ExportKind.Day ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        _ => string.IsNullOrEmpty(cell.Text) ? "–" : cell.Text,
    };
}
