using CrmWeb.Core.FollowUps;

namespace CrmWeb.Pages.FollowUps.Tasks;

/// <summary>What the forms of a task begin with, and the days their buttons stand for.</summary>
internal static class TaskForms
{
    /// <summary>When somebody comes back unless a time is said.</summary>
    private static readonly TimeOnly UsualTime = new(10, 0);

    /// <summary>What the buttons that complete and plan on send, in their order.</summary>
    public static IReadOnlyList<string> NextDays { get; } = ["tomorrow", "in3days", "monday"];

    /// <param name="shown">The form as it was read: its key, and the reminder of the task.</param>
    /// <param name="at">Wall clock.</param>
    /// <param name="keepsPlan">Who, how urgently and with which reminder stays as planned.</param>
    public static FollowUpForm Begin(FollowUpRow task, FollowUpSetting setting, FollowUpForm shown, DateTime at, bool isReplan, bool keepsPlan, UserScope by) => new()
    {
        CreationKey = shown.CreationKey,
        Version = task.Version,
        Method = task.Method?.Code,
        At = at,
        Contact = task.ContactId,
        Subject = task.Subject,
        Content = isReplan ? task.Content : null,
        Assignee = isReplan || (keepsPlan && setting.Assignees.Any(a => a.Value == $"{task.AssigneeId}")) ? task.AssigneeId : by.UserId,
        Priority = keepsPlan ? task.Priority : FollowUpPriority.Normal,
        ReminderLead = shown.ReminderLead ?? IFollowUpFormPage.UsualLead,
        Channels = shown.Channels,
        Recurrence = task.Recurrence,
        From = setting.Customer.Stage.Code,
        Custom = shown.Custom,
    };

    /// <summary>When to come back is said by a button.</summary>
    /// <exception cref="BadQueryException">There is no such day.</exception>
    public static void PlanOn(DetailsModel page, string said, DateOnly today)
    {
        var untilMonday = (8 - (int)today.DayOfWeek) % 7;
        var days = said switch
        {
            "tomorrow" => 1,
            "in3days" => 3,
            "monday" => untilMonday == 0 ? 7 : untilMonday,
            _ => throw new BadQueryException("then"),
        };
        page.Form.NextAt = today.AddDays(days).ToDateTime(UsualTime);
        page.ModelState.Remove("Form.NextAt");
    }
}
