namespace CrmWeb.Core.ReportTemplates;

/// <summary>What is said about templates of reports.</summary>
public sealed class TemplatesText;
