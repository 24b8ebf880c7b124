namespace CrmWeb.Core.FollowUps;

/// <content>What becomes of a planned follow-up before it is done.</content>
public sealed partial class FollowUp
{
    /// <summary>Changes when, by whom and with what urgency it is to be done. A reminder put off stays put off where none of that concerns it.</summary>
    public void Plan(FollowUpPlan plan, DateTime now)
    {
        var keepsReminder = PlannedAt == plan.At && AssigneeId == plan.AssigneeId && ReminderLeadMinutes == plan.ReminderLeadMinutes;
        if (AssigneeId != plan.AssigneeId)
            State = FollowUpState.Pending;
        PlannedAt = plan.At;
        At = plan.At;
        AssigneeId = plan.AssigneeId;
        Priority = plan.Priority;
        ReminderLeadMinutes = plan.ReminderLeadMinutes;
        ReminderChannels = plan.Channels;
        Recurrence = plan.Recurrence;
        var series = plan.Recurrence == FollowUpRecurrence.None ? null : plan.Series;
        (SeriesAt, SeriesDay) = (series?.At, series?.Day);
        if (!keepsReminder)
            RemindAt = plan.At > now ? plan.At.AddMinutes(-plan.ReminderLeadMinutes) : null;
        Touch(now);
    }

    /// <summary>Moves it to another time; everything else stays.</summary>
    /// <param name="series">Where its series stands then.</param>
    public void Reschedule(DateTime at, FollowUpSeries? series, DateTime now) => Plan(CurrentPlan with { At = at, Series = series }, now);

    /// <summary>Gives it to somebody else, who has not begun with it.</summary>
    public void Reassign(int assigneeId, DateTime now) => Plan(CurrentPlan with { AssigneeId = assigneeId }, now);

    /// <summary>The assignee is at it.</summary>
    public void Start(DateTime now)
    {
        State = FollowUpState.InProgress;
        Touch(now);
    }

    /// <summary>Reminds again later; the planned time stays, and a form somebody has open stays good.</summary>
    public void Snooze(DateTime until) => RemindAt = until;

    public void Cancel(DateTime now)
    {
        State = FollowUpState.Cancelled;
        RemindAt = null;
        Touch(now);
    }

    private FollowUpPlan CurrentPlan => new(At, AssigneeId, Priority, ReminderLeadMinutes, ReminderChannels) { Recurrence = Recurrence, Series = Series };
}
