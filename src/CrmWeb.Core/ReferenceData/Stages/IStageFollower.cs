namespace CrmWeb.Core.ReferenceData.Stages;

/// <summary>What is set to a stage and goes on with another when that one is removed; each room registers its own.</summary>
public interface IStageFollower
{
    /// <summary>Sets to the successor what was set to the removed stage; the caller saves.</summary>
    Task FollowAsync(int removedId, int successorId, CancellationToken ct);
}
