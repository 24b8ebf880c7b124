namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>Names the text of this feature.</summary>
public sealed class PipelineText;
