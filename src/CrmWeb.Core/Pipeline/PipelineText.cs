namespace CrmWeb.Core.Pipeline;

/// <summary>Names the text of this feature.</summary>
public sealed class PipelineText;
