using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.Pages.FollowUps;

/// <summary>A page with the fields of a follow-up; writing one down and completing a planned one share them.</summary>
public interface IFollowUpFormPage : IFormPage
{
    /// <summary>How many minutes before one is reminded unless another time is chosen.</summary>
    const int UsualLead = 10;

    FollowUpForm Form { get; }

    FollowUpSetting Setting { get; }

    /// <summary>The reader's id, who does the next one unless another is chosen.</summary>
    int Me { get; }

    /// <summary>The subject the form began with, which is not news.</summary>
    string? GivenSubject => null;

    /// <summary>Said beside the assignee where another one is proposed than had the task.</summary>
    string? AssigneeWarning => null;

    /// <summary>A planned one is completed: what came of it is asked for first.</summary>
    bool Completes => false;

    /// <summary>What is asked for is a plan: the reminder is the plan's own and not the next one's.</summary>
    bool Plans => false;

    /// <summary>What is planned anew recurs: it is asked whether it alone or the series is meant.</summary>
    bool IsOfSeries => false;

    /// <summary>A record is corrected: what comes next is not asked for again.</summary>
    bool Corrects => false;

    /// <summary>Whether the fields that are folded away hold something, or something wrong.</summary>
    bool ShowsMore(ModelStateDictionary state)
    {
        string[] folded = [nameof(Form.Subject), nameof(Form.Contact), nameof(Form.Result), nameof(Form.NextStep), nameof(Form.Stage), nameof(Form.StageReason),
            nameof(Form.LossReason), nameof(Form.Feedback), nameof(Form.NeedChange), nameof(Form.Objections), nameof(Form.Commitments),
            nameof(Form.Assignee), nameof(Form.Priority), nameof(Form.ReminderLead), nameof(Form.Channels)];
        return new[] { Completes ? null : Form.Result, Form.NextStep, Form.Stage, Form.StageReason, Form.Feedback, Form.NeedChange, Form.Objections, Form.Commitments }
                .Any(text => !string.IsNullOrWhiteSpace(text))
            || (Form.Subject ?? "") != (GivenSubject ?? "")
            || (Form.Assignee ?? Me) != Me
            || Form.Priority is not (null or FollowUpPriority.Normal)
            || Form.ReminderLead is not (null or UsualLead)
            || Form.Channels.Exists(c => c != NotificationChannels.Page)
            || Setting.Own.Any(c => c.Values.Count > 0 && c.Field.Default is null)
            || state.Any(s => s.Key.StartsWith($"{FormPrefix}.{nameof(Form.Custom)}[", StringComparison.Ordinal) && s.Value?.Errors.Count > 0)
            || folded.Any(name => state[$"{FormPrefix}.{name}"]?.Errors.Count > 0);
    }
}
