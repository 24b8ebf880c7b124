using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Reports.Funnel;

/// <summary>
/// The way through the pipeline: open stages, then won ones, then those after the sale, each in the company's order. Lost is no step
/// of it but the way out. A removed stage counts as the one that took over from it.
/// </summary>
internal sealed class StagePath
{
    private readonly Dictionary<int, IReadOnlyList<int>> ids;

    private StagePath(PipelineSnapshot pipeline)
    {
        Steps = [.. pipeline.Active.Where(s => s.Kind != StageKind.Lost).OrderBy(s => s.Kind).ThenBy(s => s.Order).ThenBy(s => s.Id)];
        ids = pipeline.Active.ToDictionary(s => s.Id, pipeline.Ids);
        LostStages = [.. pipeline.Active.Where(s => s.Kind == StageKind.Lost)];
        Lost = [.. LostStages.SelectMany(Ids)];
        Won = Math.Max(0, Steps.ToList().FindIndex(s => s.Kind == StageKind.Won));
    }

    public IReadOnlyList<StageEntry> Steps { get; }

    /// <summary>Ids of the stages in which a customer is lost.</summary>
    public IReadOnlyList<int> Lost { get; }

    public IReadOnlyList<StageEntry> LostStages { get; }

    /// <summary>The step at which a customer is won.</summary>
    public int Won { get; }

    public static StagePath Of(PipelineSnapshot pipeline) => new(pipeline);

    /// <summary>Ids of a stage and of those it took over from.</summary>
    public IReadOnlyList<int> Ids(StageEntry stage) => ids[stage.Id];

    /// <summary>Ids of a step's stage and of all beyond it: who stands in one of them has come at least so far.</summary>
    public IReadOnlyList<int> From(int step) => [.. Steps.Skip(step).SelectMany(Ids)];

    /// <summary>The step of a stage, or of the one that took over from it; null for lost and unknown ones.</summary>
    public int? Find(PipelineSnapshot pipeline, string? code) =>
        pipeline.Find(code) is { } stage && Steps.ToList().FindIndex(s => s.Id == stage.Id) is >= 0 and var step ? step : null;
}
