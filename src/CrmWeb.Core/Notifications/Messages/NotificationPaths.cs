namespace CrmWeb.Core.Notifications.Messages;

/// <summary>Where notifications lead, without host.</summary>
public static class NotificationPaths
{
    public const string Inbox = "/notifications";

    /// <summary>Where everybody says what to be told of, and how.</summary>
    public const string Choices = "/account/notifications";

    public static string Customer(int id) => $"/customers/{id}";

    public static string FollowUp(int id) => $"/follow-ups/{id}";

    public static string Collaboration(int id) => $"/customers/collaboration/{id}";

    public static string Template(int id) => $"/reports/templates/{id}";

    public static string DailyReport(int id) => $"/reports/daily/{id}";

    /// <summary>The exports that wait for the reader.</summary>
    public const string Exports = "/exports";

    /// <summary>Whether many things are told of at once that are not all the recipient's own.</summary>
    public static bool IsTeams(NotificationSubject about) => about.Fact(NotificationFacts.Team) == "true";

    /// <summary>The task, else the customer, else where one looks after it.</summary>
    /// <param name="rule">The kind, where it tells what a rule found.</param>
    public static string Of(NotificationSubject about, RuleKind? rule = null) => about.Kind switch
    {
        // Whoever is asked decides; whoever asked looks at the customer, or at the desk, which lists what became of requests.
        NotificationKinds.Collaboration when about.Fact(NotificationFacts.State) == "asked" && about.Number(NotificationFacts.Request) is { } request => Collaboration(request),
        NotificationKinds.Collaboration when about.CustomerId is null => "/",
        NotificationKinds.DailyReport when about.Number(NotificationFacts.Report) is { } report => DailyReport(report),
        NotificationKinds.Template when about.Fact(NotificationFacts.State) != "gone" && about.Number(NotificationFacts.Template) is { } template => Template(template),
        NotificationKinds.Template => "/reports/templates",
        NotificationKinds.Export => Exports,
        NotificationKinds.Digest => "/",
        NotificationKinds.System when about.Fact(NotificationFacts.What) == "calendar" => "/admin/calendar",
        NotificationKinds.System when about.Fact(NotificationFacts.What) == "outbox" => "/admin/notifications/outbox",
        NotificationKinds.System when about.Fact(NotificationFacts.What) == "locked" && about.Number(NotificationFacts.Who) is { } account => $"/admin/users/{account}",
        NotificationKinds.Overdue when about.CustomerId is null => IsTeams(about) ? "/follow-ups?list=overdue&team=true" : "/follow-ups?list=overdue",
        _ when rule is { IsAboutTasks: false } && about.CustomerId is null => $"/customers?watch={about.Kind}{(IsTeams(about) ? "" : "&owner=me")}",
        _ when rule is not null && about.CustomerId is null => IsTeams(about) ? "/follow-ups?team=true" : "/follow-ups",
        _ when about.FollowUpId is { } task => FollowUp(task),
        _ when about.CustomerId is { } customer => Customer(customer),
        _ => Inbox,
    };
}
