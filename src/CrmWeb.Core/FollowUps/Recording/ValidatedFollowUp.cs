using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.FollowUps.Recording;

/// <summary>What a form says that keeps the rules: ids in place of codes, UTC in place of the wall clock.</summary>
/// <param name="At">When it happened or is to happen.</param>
/// <param name="NextAt">When to come back; null where nothing is to be planned beside it.</param>
/// <param name="Own">What it says in the company's own fields; a plan says nothing there.</param>
internal sealed record ValidatedFollowUp(FollowUpForm Form, FollowUpFacts Facts, OwnReading? Own, DateTime At, DateTime? NextAt, StageForm Stage)
{
    private const int UsualLead = 10;

    /// <summary>When it happened: a phone's clock may run ahead.</summary>
    public DateTime HappenedAt(DateTime now) => At < now ? At : now;

    /// <summary>What is planned for a time.</summary>
    /// <param name="kept">What is planned anew; urgency and reminder stay as they were where the form says nothing of them.</param>
    public FollowUpPlan PlanFor(DateTime at, UserScope by, FollowUp? kept = null) => new(
        at, Form.Assignee ?? by.UserId, Form.Priority ?? kept?.Priority ?? FollowUpPriority.Normal, Form.ReminderLead ?? kept?.ReminderLeadMinutes ?? UsualLead,
        Form.Channels.Count == 0 && kept is not null
            ? kept.ReminderChannels
            : Form.Channels.Aggregate(NotificationChannels.Page, (all, one) => all | one))
    {
        Recurrence = Form.Recurrence ?? kept?.Recurrence ?? FollowUpRecurrence.None,
    };

    /// <summary>What is to be done next: what was said to come next. The subject of what is done is not it, except in a series.</summary>
    public FollowUpFacts NextFacts(FollowUpFacts? ofSeries, string usualSubject) => new(
        Facts.MethodId, Form.Contact, FormText.Shortened(FormText.CleanLine(Form.NextStep) ?? ofSeries?.Subject ?? usualSubject, FollowUpForm.SubjectMax), ofSeries?.Content);
}
