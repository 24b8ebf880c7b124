using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Infrastructure.Guards;

namespace CrmWeb.Pages.Admin.Stages;

/// <summary>A page on which a stage is filled in.</summary>
public interface IStagePage : IFormPage
{
    StageDefinition Form { get; }

    /// <summary>The stage as it is now; null for a new one.</summary>
    StageDefinition? Saved { get; }

    /// <summary>What stands in the stage now, for a field in which the open form differs.</summary>
    string? Other(string? typed, string? saved, string? shown = null);
}
