namespace CrmWeb.Core.ReferenceData;

/// <summary>How many customers stand in the stages and carry the tags; the room that has the customers counts them.</summary>
public interface ICustomerCounts
{
    /// <summary>By id of the stage, as the list it leads to counts: without what lies in the recycle bin.</summary>
    Task<IReadOnlyDictionary<int, int>> ByStageAsync(CancellationToken ct);

    /// <summary>By id of the tag, as the list it leads to counts: without what lies in the recycle bin.</summary>
    Task<IReadOnlyDictionary<int, int>> ByTagAsync(CancellationToken ct);

    /// <summary>All that a change of the stage would concern, those in the recycle bin too.</summary>
    Task<int> InStageAsync(int stageId, CancellationToken ct);
}
