namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>The colours of stages and tags; the style sheet has a chip for each, readable in both schemes.</summary>
public static class Palette
{
    public static IReadOnlyList<string> Names { get; } =
        ["blue", "azure", "indigo", "purple", "pink", "red", "orange", "yellow", "lime", "green", "teal", "cyan", "gray"];
}
