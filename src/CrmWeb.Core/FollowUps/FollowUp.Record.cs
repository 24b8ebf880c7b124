namespace CrmWeb.Core.FollowUps;

/// <content>What is written down of an interaction that took place.</content>
public sealed partial class FollowUp
{
    /// <summary>The planned interaction took place; whoever did it, perhaps for a colleague, stands for it from now on.</summary>
    public void Complete(FollowUpFacts facts, DateTime happenedAt, int completerId, DateTime now, Guid? formKey = null)
    {
        AssigneeId = completerId;
        CompletionKey = formKey;
        Describe(facts);
        Finish(happenedAt, now);
    }

    /// <summary>What was written down is corrected; <see cref="UpdatedAt"/> keeps telling when it was written.</summary>
    public void Correct(FollowUpFacts facts, DateTime happenedAt, int editorId, DateTime now)
    {
        Describe(facts);
        HappenedAt = happenedAt;
        At = happenedAt;
        IsLateEntry = UpdatedAt - happenedAt > LateAfter;
        EditedAt = now;
        EditedById = editorId;
        Version = Guid.NewGuid();
    }

    /// <summary>Puts the record on top of the timeline, or takes it from there; a form somebody has open stays good.</summary>
    internal void Pin(DateTime? at) => PinnedAt = at;

    private void Describe(FollowUpFacts facts)
    {
        MethodId = facts.MethodId;
        ContactId = facts.ContactId;
        Subject = facts.Subject;
        Content = facts.Content;
        Feedback = facts.Feedback;
        NeedChange = facts.NeedChange;
        Objections = facts.Objections;
        Result = facts.Result;
        NextStep = facts.NextStep;
        Commitments = facts.Commitments;
    }

    private void Finish(DateTime happenedAt, DateTime now)
    {
        State = FollowUpState.Done;
        RemindAt = null;
        HappenedAt = happenedAt;
        At = happenedAt;
        IsLateEntry = now - happenedAt > LateAfter;
        Touch(now);
    }
}
