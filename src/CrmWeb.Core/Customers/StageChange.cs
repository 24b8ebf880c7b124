using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers;

/// <summary>One move of a customer from stage to stage.</summary>
public sealed class StageChange
{
    private StageChange()
    {
    }

    public StageChange(int? fromStageId, int toStageId, DateTime at, int? operatorId, TimeSpan? spentBefore, string? reason, int? lossReasonId, CustomerType? typeBefore = null)
    {
        FromStageId = fromStageId;
        ToStageId = toStageId;
        At = at;
        OperatorId = operatorId;
        SecondsBefore = spentBefore is { } spent ? (long)spent.TotalSeconds : null;
        Reason = reason;
        LossReasonId = lossReasonId;
        TypeBefore = typeBefore;
    }

    public int Id { get; private set; }

    public int CustomerId { get; private set; }

    /// <summary>The stage left; null for the first one.</summary>
    public int? FromStageId { get; private set; }

    public int ToStageId { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTime At { get; private set; }

    public int? OperatorId { get; private set; }

    /// <summary>Time spent in the stage left, in seconds.</summary>
    public long? SecondsBefore { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Entry of the loss-reason list; set when the customer was lost.</summary>
    public int? LossReasonId { get; private set; }

    /// <summary>What type the customer was before the move; null where the move left it alone.</summary>
    public CustomerType? TypeBefore { get; private set; }

    /// <summary>The record whose form moved the customer: the timeline tells of the move there; null for a move by itself.</summary>
    public int? FollowUpId { get; private set; }

    internal void TellWith(int followUpId) => FollowUpId = followUpId;
}
