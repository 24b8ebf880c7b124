using CrmWeb.Core.FollowUps.Calendar;

namespace CrmWeb;

/// <content>The addresses of follow-ups, tasks and urging.</content>
public static partial class CrmLinks
{
    public static string FollowUps() => "/follow-ups";

    /// <param name="list">overdue, today, planned or done.</param>
    public static string FollowUps(string list, bool team) => $"/follow-ups?list={list}{(team ? "&team=true" : "")}";

    /// <param name="person">Of the team, only this colleague's.</param>
    public static string FollowUps(string list, bool team, int? person) => FollowUps(list, team) + (person is { } id && team ? $"&person={id}" : "");

    public static string FollowUpCalendar() => "/follow-ups/calendar";

    /// <param name="view">month, week or day.</param>
    public static string FollowUpCalendar(string view, DateOnly day, CalendarChoice choice) =>
        $"/follow-ups/calendar?view={view}&day={day:yyyy-MM-dd}{(choice.Team ? "&team=true" : "")}{string.Concat(choice.People.Select(id => $"&person={id}"))}{(choice.Done ? "&done=true" : "")}";

    /// <summary>Where the calendar's script says that something was dragged.</summary>
    public static string MoveInCalendar() => "/follow-ups/calendar?handler=move";

    /// <summary>Where one makes and ends the subscription of one's phone.</summary>
    public static string CalendarFeed() => "/account/calendar-feed";

    public static string CalendarFeed(string handler) => $"/account/calendar-feed?handler={handler}";

    /// <summary>What the phone subscribes to.</summary>
    public static string CalendarSubscription(string secret) => $"/calendar/{secret}.ics";

    /// <summary>Where several chosen tasks are moved, given away or called off.</summary>
    public static string SeveralFollowUps() => "/follow-ups/several";

    /// <param name="handler">What is done with them: reschedule, postpone, reassign or cancel.</param>
    public static string SeveralFollowUps(string handler) => $"/follow-ups/several?handler={handler}";

    /// <summary>The page that asks what is to be done with these tasks.</summary>
    /// <param name="action">reschedule, reassign or cancel.</param>
    public static string SeveralFollowUps(string action, string back, IEnumerable<int> ids) =>
        $"{SeveralFollowUps()}?do={Uri.EscapeDataString(action)}&back={Uri.EscapeDataString(back)}{string.Concat(ids.Select(id => $"&id={id}"))}";

    public static string StartFollowUp(int id) => $"/follow-ups/{id}/progress?handler=start";

    /// <summary>Puts a reminder off; the field until says for how long: 10m, 1h or tomorrow.</summary>
    public static string SnoozeFollowUp(int id) => $"/follow-ups/{id}/progress?handler=snooze";

    /// <summary>Moves a task; the field until says to when: 1h, afternoon or tomorrow.</summary>
    public static string PostponeFollowUp(int id) => $"/follow-ups/{id}/progress?handler=postpone";

    /// <summary>Where one chooses whom a follow-up is about.</summary>
    public static string ChooseCustomer(bool plan = false) => plan ? "/follow-ups/new?plan=true" : "/follow-ups/new";

    /// <param name="at">When the plan begins with, as it stands in the address; null for the usual time.</param>
    public static string PlanFollowUp(int customerId, string? at) => PlanFollowUp(customerId) + (at is null ? "" : $"&at={Uri.EscapeDataString(at)}");

    public static string NewFollowUp(int customerId) => $"/follow-ups/new?customer={customerId}";

    /// <param name="contactId">Who was spoken to.</param>
    public static string NewFollowUp(int customerId, int contactId) => $"/follow-ups/new?customer={customerId}&contact={contactId}";

    public static string PlanFollowUp(int customerId) => $"/follow-ups/new?customer={customerId}&plan=true";

    public static string FollowUp(int id) => $"/follow-ups/{id}";

    public static string EditFollowUp(int id) => $"/follow-ups/{id}/edit";

    public static string FulfilCommitment(int id) => $"/follow-ups/commitments/{id}?handler=fulfil";

    public static string ReopenCommitment(int id) => $"/follow-ups/commitments/{id}?handler=reopen";

    public static string ReplanFollowUp(int id) => $"/follow-ups/{id}?replan=true";

    public static string SaveReplannedFollowUp(int id) => $"/follow-ups/{id}?replan=true&handler=Replan";

    public static string CancelFollowUp(int id) => $"/follow-ups/{id}?handler=Cancel";

    /// <summary>Where one urges about what was ticked in a list (id of tasks, customer of customers).</summary>
    public static string Urging() => "/urging";

    public static string UrgeTask(int id) => $"/urging?id={id}&back={Uri.EscapeDataString(FollowUp(id))}";

    public static string UrgeTask(int id, string back) => $"/urging?id={id}&back={Uri.EscapeDataString(back)}";

    /// <summary>All that is overdue or silent of one colleague's, urged about from the team's desk.</summary>
    public static string UrgePerson(int id) => $"/urging?person={id}&back={Uri.EscapeDataString(Desk(team: true))}";

    /// <param name="back">Where one comes back to.</param>
    public static string UrgePerson(int id, string back) => $"/urging?person={id}&back={Uri.EscapeDataString(back)}";

    /// <summary>All tasks of a list, or all customers of one, urged about at once.</summary>
    /// <param name="rows">The list with its conditions.</param>
    public static string UrgeRows(Core.Reports.ReportLink rows, string back) =>
        $"/urging?{(rows.List == Core.Reports.ReportRows.FollowUps ? "allTasks" : "all")}={Uri.EscapeDataString(string.Join('&', rows.Query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}")))}&back={Uri.EscapeDataString(back)}";

    public static string UrgeCustomer(int id) => $"/urging?customer={id}&back={Uri.EscapeDataString(Customer(id))}";

    /// <summary>A task, urged about from the record of its customer.</summary>
    public static string UrgeTaskOf(int customerId, int id) => $"/urging?id={id}&back={Uri.EscapeDataString(Customer(customerId))}";
}
