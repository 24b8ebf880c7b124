using CrmWeb.Testing;
using static CrmWeb.Tests.Pages.RouteForms;

namespace CrmWeb.Tests.Pages;

/// <summary>
/// One thing that can be asked of the program, and what everybody is answered.
/// </summary>
/// <param name="Key">Method and page, with the handler's name where it has one; method and pattern for what is no page.</param>
/// <param name="Address">In braces, what is made anew for each asker: see <see cref="RouteTarget"/>.</param>
/// <param name="Answers">Status for each of <see cref="RouteTable.Askers"/>.</param>
public sealed record Route(string Key, string Address, string Answers, params (string Name, string Value)[] Fields)
{
    public bool IsPost => Key.StartsWith("POST", StringComparison.Ordinal);

    /// <summary>The first part of the page's folder, "Customers" for example; of what is no page, of its pattern.</summary>
    public string Room => Key.Split(' ')[1].Split('/')[1];

    /// <summary>A form that succeeds without a row to show for it.</summary>
    public bool WritesNothing { get; init; }

    /// <summary>A form that is answered with what to show in its place, and not with a page to go to.</summary>
    public bool IsAnsweredInPlace { get; init; }

    /// <summary>The key of the row whose endpoint this one asks for something else; null for the endpoint's own row.</summary>
    public string? IsWayOf { get; init; }

    /// <summary>A form that sends a file besides its fields.</summary>
    public bool SendsFile { get; init; }

    /// <summary>Ends the session it is sent with.</summary>
    public bool EndsSession { get; init; }

    /// <summary>Nobody gets anywhere here without having signed in.</summary>
    public bool NeedsSignIn => Answers.TrimStart().StartsWith("302", StringComparison.Ordinal) && !Key.StartsWith("GET /Account/", StringComparison.Ordinal);

    /// <summary>What somebody is answered.</summary>
    public int AnswersTo(Who? asker) =>
        int.Parse(Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries)[Array.IndexOf(RouteTable.Askers, asker)], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Whether the address or a field asks for a record.</summary>
    public bool Needs(string record) => Address.Contains($"{{{record}}}", StringComparison.Ordinal) || Fields.Any(f => f.Value == $"{{{record}}}");

    public override string ToString() => Key;
}

/// <summary>Who may do what. Every page and endpoint stands here; one that does not fails the build.</summary>
public static partial class RouteTable
{
    /// <summary>The columns. All records belong to the owner; null is a stranger.</summary>
    public static readonly Who?[] Askers =
    [
        null, Who.RepSouth, Who.RepEast, Who.RepEast2, Who.RepEast3, Who.MgrSouth, Who.MgrEast, Who.Admin, Who.Service, Who.Marketer,
    ];

    // Columns:                    stranger other owner view edit other-mgr mgr admin service marketer
    private const string Everybody = "302 200 200 200 200 200 200 200 200 200";
    private const string Sellers = "   302 200 200 200 200 200 200 200 403 403";
    private const string SellersPost = "401 302 302 302 302 302 302 302 403 403";
    private const string SellersAsk = " 401 200 200 200 200 200 200 200 403 403";
    private const string Viewers = "   302 404 200 200 200 404 200 200 200 200";
    private const string Editors = "   302 404 200 404 200 404 200 200 403 403";
    private const string Correctors = "302 404 200 404 404 404 200 200 403 403";
    private const string EditorsPost = "401 404 302 404 302 404 302 302 403 403";
    private const string EditorsAsk = " 401 404 200 404 200 404 200 200 403 403";
    private const string EditorsPostHidden = "401 404 302 404 302 404 302 302 404 404";
    private const string Governors = " 401 404 404 404 404 404 302 302 404 404";
    private const string AdminOnly = " 302 403 403 403 403 403 403 200 403 403";
    private const string AdminPost = " 401 403 403 403 403 403 403 302 403 403";
    private const string OwnPost = "   401 302 302 302 302 302 302 302 302 302";
    private const string AdminAsk = "  401 403 403 403 403 403 403 200 403 403";
    private const string Away = "      302 302 302 302 302 302 302 302 302 302";
    private const string Nobody = "    404 404 404 404 404 404 404 404 404 404";

    public static IReadOnlyList<Route> Routes { get; } =
    [
        new("GET /Index", "/", Everybody),

        new("GET /Customers/List/Index", "/customers", Everybody),
        .. OfRecord,
        new("GET /Customers/Record/Field", "/customers/{customer}/fields/Remarks", Editors),
        new("POST /Customers/Record/Field", "/customers/{customer}/fields/Remarks", EditorsAsk, ("Form.Seen", "0"), ("Form.Remarks", "就地修改")) { IsAnsweredInPlace = true },
        new("GET /Customers/Form/Edit", "/customers/{customer}/edit", Editors),
        new("POST /Customers/Form/Edit", "/customers/{customer}/edit", EditorsPost, Customer),
        new("POST /Customers/Form/Edit Contact", "/customers/{customer}/edit?handler=contact", EditorsAsk, Customer),
        new("POST /Customers/Form/Edit Link", "/customers/{customer}/edit?handler=link", EditorsAsk, Customer),
        new("GET /Customers/Form/New", "/customers/new", Sellers),
        new("POST /Customers/Form/New", "/customers/new", SellersPost, NewCustomer),
        new("POST /Customers/Form/New Contact", "/customers/new?handler=contact", SellersAsk, NewCustomer),
        new("POST /Customers/Form/New Link", "/customers/new?handler=link", SellersAsk, NewCustomer),
        new("GET /Customers/Form/FormHints", "/customers/form-hints", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /Customers/Form/FormHints Size", "/customers/form-hints?handler=size", SellersAsk, NewCustomer),
        new("POST /Customers/Form/FormHints Region", "/customers/form-hints?handler=region", SellersAsk, NewCustomer),
        new("GET /Customers/Form/DuplicateCheck", "/customers/duplicate-check", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /Customers/Form/DuplicateCheck", "/customers/duplicate-check", SellersAsk, NewCustomer),
        new("GET /Customers/List/RecycleBin", "/customers/recycle-bin", "302 403 403 403 403 200 200 200 403 403"),
        new("POST /Customers/List/RecycleBin Restore", "/customers/recycle-bin?handler=restore", "401 403 403 403 403 404 302 302 403 403", ("id", "{binned}")),
        new("GET /Customers/List/Index Counts", "/customers?handler=counts", Everybody),
        .. RouteViews.Routes,
        new("GET /Contacts/Index", "/contacts", Everybody),
        new("GET /Contacts/Details", "/contacts/{contact}", Editors),
        new("POST /Contacts/Details", "/contacts/{contact}", EditorsPost, ("Form.On", "2026-11-10")),
        new("POST /Contacts/Details Return", "/contacts/{departed}?handler=return", EditorsPost),
        new("GET /Contacts/Move", "/contacts/{contact}/move", Editors),
        new("POST /Contacts/Move", "/contacts/{contact}/move", EditorsPost, ("Form.On", "2026-11-10"), ("Form.Customer", "{target}")),
        new("GET /Search/Index", "/search?q=恒锐", Everybody),
        new("GET /Search/Suggest", "/search/suggest?q=恒锐", Everybody),
        new("GET /Choices/List", "/choices/industry", Everybody),
        new("GET /Choices/Keys", "/choices/keys", "302 404 404 404 404 404 404 404 404 404"),
        new("POST /Choices/Keys", "/choices/keys", "401 200 200 200 200 200 200 200 200 200", ("Names", "张伟\n华东区")),
        new("GET /Choices/Customers", "/choices/customers?q=恒锐", Sellers),
        new("GET /Choices/NewTag", "/choices/tags", "302 403 403 403 403 403 403 404 403 403"),
        new("POST /Choices/NewTag", "/choices/tags", AdminPost, ("Name", "{name}"), ("Group", "1")),

        .. OfFiles,
        new("GET /FollowUps/List/Index", "/follow-ups?team=true", Everybody),
        new("GET /FollowUps/New", "/follow-ups/new?customer={customer}", Editors),
        new("POST /FollowUps/New", "/follow-ups/new?customer={customer}", EditorsPost, Record),
        new("GET /FollowUps/Details", "/follow-ups/{followUp}", Viewers),
        new("POST /FollowUps/Details", "/follow-ups/{followUp}", EditorsPostHidden, Record),
        new("GET /FollowUps/Edit", "/follow-ups/{record}/edit", Correctors),
        new("POST /FollowUps/Edit", "/follow-ups/{record}/edit", "401 404 302 404 404 404 302 302 403 403",
            [.. Record.Select(f => f.Item1 == "Form.Version" ? ("Form.Version", "{recordVersion}") : f)]),
        new("GET /FollowUps/Commitment", "/follow-ups/commitments/1", "302 404 404 404 404 404 404 404 403 403"),
        new("POST /FollowUps/Commitment Fulfil", "/follow-ups/commitments/{commitment}?handler=fulfil", EditorsPost),
        new("POST /FollowUps/Commitment Reopen", "/follow-ups/commitments/{keptCommitment}?handler=reopen", EditorsPost),
        new("POST /FollowUps/Details Replan", "/follow-ups/{followUp}?handler=replan", EditorsPostHidden, Plan),
        new("POST /FollowUps/Details Cancel", "/follow-ups/{followUp}?handler=cancel", EditorsPostHidden, ("version", "{followUpVersion}")),
        new("GET /FollowUps/Calendar/Calendar", "/follow-ups/calendar?view=week&team=true", Everybody),
        new("POST /FollowUps/Calendar/Calendar Move", "/follow-ups/calendar?handler=move", EditorsPostHidden, ("id", "{followUp}"), ("at", "2026-11-27T09:30"), ("version", "{followUpVersion}")),
        new("GET /Calendar/Feed", "/calendar/00000000000000000000000000000000.ics", Nobody),
        new("GET /Account/CalendarFeed", "/account/calendar-feed", Everybody),
        new("POST /Account/CalendarFeed", "/account/calendar-feed", "401 302 302 302 302 302 302 302 302 302"),
        new("POST /Account/CalendarFeed Revoke", "/account/calendar-feed?handler=revoke", "401 302 302 302 302 302 302 302 302 302") { WritesNothing = true },
        new("GET /FollowUps/Progress", "/follow-ups/1/progress", "302 404 404 404 404 404 404 404 404 404"),
        new("POST /FollowUps/Progress Start", "/follow-ups/{followUp}/progress?handler=start", EditorsPostHidden),
        new("POST /FollowUps/Progress Snooze", "/follow-ups/{followUp}/progress?handler=snooze", "401 404 302 404 404 404 404 404 404 404", ("until", "1h")),
        new("POST /FollowUps/Progress Postpone", "/follow-ups/{followUp}/progress?handler=postpone", EditorsPostHidden, ("until", "tomorrow")),
        new("GET /FollowUps/List/Several", "/follow-ups/several?do=reassign&id={followUp}", "302 404 200 404 200 404 200 200 403 403"),
        new("POST /FollowUps/List/Several Reschedule", "/follow-ups/several?handler=reschedule", EditorsPost, ("Form.Ids", "{followUp}"), ("Form.Day", "2026-11-27")),
        new("POST /FollowUps/List/Several Choose", "/follow-ups/several?handler=choose", "401 302 302 302 302 302 302 302 403 403", ("id", "{followUp}")) { WritesNothing = true },
        new("POST /FollowUps/List/Several Postpone", "/follow-ups/several?handler=postpone", EditorsPost, ("id", "{followUp}"), ("until", "1h")),
        new("POST /FollowUps/List/Several Reassign", "/follow-ups/several?handler=reassign", EditorsPost, ("Form.Ids", "{followUp}"), ("Form.Assignee", "{helper}")),
        new("POST /FollowUps/List/Several Cancel", "/follow-ups/several?handler=cancel", EditorsPost, ("Form.Ids", "{followUp}")),

        .. OfOrders, .. OfReports, .. OfExports,

        new("GET /Urging/Index", "/urging?id={overdue}", "302 403 403 403 403 404 200 200 403 403"),
        new("POST /Urging/Index", "/urging", "401 403 403 403 403 404 302 302 403 403", ("Form.Tasks", "{overdue}"), ("Form.Note", "请今天联系客户")),

        new("GET /Notifications/Index", "/notifications", Everybody),
        new("POST /Notifications/Index Read", "/notifications?handler=read&id={notification}", OwnPost),
        new("POST /Notifications/Index ReadAll", "/notifications?handler=readAll", OwnPost, ("upTo", "2000000000")),
        new("GET /notifications/stream", "/notifications/stream?wait=0", Everybody),
        new("GET /Account/Notifications", "/account/notifications", Everybody),
        new("POST /Account/Notifications", "/account/notifications", OwnPost,
            ("Form.Kinds[0].Kind", "reminder"), ("Form.Kinds[0].Mail", "true"), ("Form.QuietFrom", "22:00"), ("Form.QuietUntil", "07:30")),

        new("GET /Admin/Departments/Index", "/admin/departments", AdminOnly),
        new("POST /Admin/Departments/Index Up", "/admin/departments?handler=up", AdminPost, ("department", "{department}")),
        new("POST /Admin/Departments/Index Down", "/admin/departments?handler=down", AdminPost, ("department", "{firstDepartment}")),
        new("POST /Admin/Departments/Index Place", "/admin/departments?handler=place", AdminPost, ("department", "{department}"), ("before", "{firstDepartment}")),
        new("GET /Admin/Departments/New", "/admin/departments/new", AdminOnly),
        new("POST /Admin/Departments/New", "/admin/departments/new", AdminPost, ("Form.Name", "{name}")),
        new("GET /Admin/Departments/Edit", "/admin/departments/{department}", AdminOnly),
        new("POST /Admin/Departments/Edit", "/admin/departments/{department}", AdminPost, ("Form.Name", "{name}"), ("Form.Version", "{departmentVersion}")),
        new("POST /Admin/Departments/Edit Delete", "/admin/departments/{department}?handler=delete", AdminPost),
        new("GET /Admin/Users/Index", "/admin/users", AdminOnly),
        new("GET /Admin/Users/New", "/admin/users/new", AdminOnly),
        new("POST /Admin/Users/New", "/admin/users/new", AdminPost, [.. User.Where(f => f.Item1 != "Form.Version")]),
        new("GET /Admin/Users/Edit", "/admin/users/{user}", AdminOnly),
        new("POST /Admin/Users/Edit", "/admin/users/{user}", AdminPost, User),
        new("POST /Admin/Users/Edit Disable", "/admin/users/{user}?handler=disable", AdminPost),
        new("POST /Admin/Users/Edit Enable", "/admin/users/{disabledUser}?handler=enable", AdminPost),
        new("POST /Admin/Users/Edit ResetPassword", "/admin/users/{user}?handler=resetPassword", AdminPost),

        new("GET /Admin/Lists/Index", "/admin/lists", AdminOnly),
        new("GET /Admin/Lists/Kind", "/admin/lists/industry", AdminOnly),
        new("POST /Admin/Lists/Kind Up", "/admin/lists/source?handler=up", AdminPost, ("item", "{item}")),
        new("POST /Admin/Lists/Kind Down", "/admin/lists/source?handler=down", AdminPost, ("item", "{firstItem}")),
        new("POST /Admin/Lists/Kind Place", "/admin/lists/source?handler=place", AdminPost, ("item", "{item}"), ("before", "{firstItem}")),
        new("GET /Admin/Lists/New", "/admin/lists/source/new", AdminOnly),
        new("POST /Admin/Lists/New", "/admin/lists/source/new", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}")),
        new("GET /Admin/Lists/Edit", "/admin/lists/source/{item}", AdminOnly),
        new("POST /Admin/Lists/Edit", "/admin/lists/source/{item}", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Version", "{itemVersion}")),
        new("POST /Admin/Lists/Edit Retire", "/admin/lists/source/{item}?handler=retire", AdminPost),
        new("POST /Admin/Lists/Edit Revive", "/admin/lists/source/{retiredItem}?handler=revive", AdminPost),
        new("GET /Admin/Lists/Merge", "/admin/lists/source/{item}/merge", AdminOnly),
        new("POST /Admin/Lists/Merge", "/admin/lists/source/{item}/merge", AdminPost, ("Into", "{firstItem}")),

        .. OfFields,

        new("GET /Admin/Tags/Index", "/admin/tags", AdminOnly),
        new("POST /Admin/Tags/Index Up", "/admin/tags?handler=up", AdminPost, ("tag", "{tag}")),
        new("POST /Admin/Tags/Index Down", "/admin/tags?handler=down", AdminPost, ("tag", "{firstTag}")),
        new("POST /Admin/Tags/Index Place", "/admin/tags?handler=place", AdminPost, ("tag", "{tag}"), ("before", "{firstTag}")),
        new("POST /Admin/Tags/Index GroupUp", "/admin/tags?handler=groupUp", AdminPost, ("group", "{tagGroup}")),
        new("POST /Admin/Tags/Index GroupDown", "/admin/tags?handler=groupDown", AdminPost, ("group", "{firstTagGroup}")),
        new("POST /Admin/Tags/Index PlaceGroup", "/admin/tags?handler=placeGroup", AdminPost, ("group", "{tagGroup}"), ("before", "{firstTagGroup}")),
        new("GET /Admin/Tags/New", "/admin/tags/new", AdminOnly),
        new("POST /Admin/Tags/New", "/admin/tags/new", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Group", "{tagGroup}"), ("Form.Colour", "teal")),
        new("GET /Admin/Tags/Edit", "/admin/tags/{tag}", AdminOnly),
        new("POST /Admin/Tags/Edit", "/admin/tags/{tag}", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Group", "{tagGroup}"), ("Form.Colour", "teal"), ("Form.Version", "{tagVersion}")),
        new("POST /Admin/Tags/Edit Retire", "/admin/tags/{tag}?handler=retire", AdminPost),
        new("POST /Admin/Tags/Edit Revive", "/admin/tags/{retiredTag}?handler=revive", AdminPost),
        new("GET /Admin/Tags/Merge", "/admin/tags/{tag}/merge", AdminOnly),
        new("POST /Admin/Tags/Merge", "/admin/tags/{tag}/merge", AdminPost, ("Into", "{firstTag}")),
        new("GET /Admin/Tags/Groups/New", "/admin/tags/groups/new", AdminOnly),
        new("POST /Admin/Tags/Groups/New", "/admin/tags/groups/new", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}")),
        new("GET /Admin/Tags/Groups/Edit", "/admin/tags/groups/{tagGroup}", AdminOnly),
        new("POST /Admin/Tags/Groups/Edit", "/admin/tags/groups/{tagGroup}", AdminPost, ("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Version", "{tagGroupVersion}")),
        new("POST /Admin/Tags/Groups/Edit Retire", "/admin/tags/groups/{tagGroup}?handler=retire", AdminPost),
        new("POST /Admin/Tags/Groups/Edit Revive", "/admin/tags/groups/{retiredTagGroup}?handler=revive", AdminPost),
        new("GET /Admin/Stages/Index", "/admin/stages", AdminOnly),
        new("POST /Admin/Stages/Index Up", "/admin/stages?handler=up", AdminPost, ("stage", "{stage}")),
        new("POST /Admin/Stages/Index Down", "/admin/stages?handler=down", AdminPost, ("stage", "{firstStage}")),
        new("POST /Admin/Stages/Index Place", "/admin/stages?handler=place", AdminPost, ("stage", "{stage}"), ("before", "{firstStage}")),
        new("GET /Admin/Stages/New", "/admin/stages/new", AdminOnly),
        new("POST /Admin/Stages/New", "/admin/stages/new", AdminPost, [("Form.Zh", "{name}"), ("Form.En", "{key}"), .. StageFields]),
        new("GET /Admin/Stages/Edit", "/admin/stages/{stage}", AdminOnly),
        new("POST /Admin/Stages/Edit", "/admin/stages/{stage}", AdminPost, [("Form.Zh", "{name}"), ("Form.En", "{key}"), ("Form.Version", "{stageVersion}"), .. StageFields]),
        new("POST /Admin/Stages/Edit Revive", "/admin/stages/{removedStage}?handler=revive", AdminPost),
        new("GET /Admin/Stages/Remove", "/admin/stages/{stage}/remove", AdminOnly),
        new("POST /Admin/Stages/Remove", "/admin/stages/{stage}/remove", AdminPost, ("Form.Target", "needs")),

        new("GET /Admin/Rules/Index", "/admin/rules", AdminOnly),
        new("GET /Admin/Rules/New", "/admin/rules/new?kind=stuck", AdminOnly),
        new("POST /Admin/Rules/New", "/admin/rules/new", AdminPost, Rule),
        new("POST /Admin/Rules/New Try", "/admin/rules/new?handler=try", "401 403 403 403 403 403 403 200 403 403", Rule),
        new("GET /Admin/Rules/Edit", "/admin/rules/{rule}?try=true", AdminOnly),
        new("POST /Admin/Rules/Edit", "/admin/rules/{rule}", AdminPost, [.. Rule, ("Form.Version", "{ruleVersion}")]),
        new("POST /Admin/Rules/Edit Try", "/admin/rules/{rule}?handler=try", "401 403 403 403 403 403 403 200 403 403", [.. Rule, ("Form.Version", "{ruleVersion}")]),
        new("POST /Admin/Rules/Edit Delete", "/admin/rules/{rule}?handler=delete", AdminPost),
        new("GET /Admin/Calendar/Index", "/admin/calendar", AdminOnly),
        new("POST /Admin/Calendar/Index", "/admin/calendar", AdminPost, ("Form.From", "2027-05-01"), ("Form.Mark", "Off"), ("Form.Name", "{name}")),
        new("GET /Admin/Jobs/Index", "/admin/jobs", AdminOnly),
        new("POST /Admin/Jobs/Index Run", "/admin/jobs?handler=run", "401 403 403 403 403 403 403 400 403 403", ("job", "cleaning")),
        new("POST /Admin/Jobs/Index Pause", "/admin/jobs?handler=pause", AdminPost, ("job", "cleaning")),
        new("POST /Admin/Jobs/Index Resume", "/admin/jobs?handler=resume", AdminPost, ("job", "cleaning")) { WritesNothing = true },
        new("GET /Admin/Jobs/Details", "/admin/jobs/cleaning", AdminOnly),
        new("GET /admin/jobs/dashboard/{**path}", "/admin/jobs/dashboard/recurring", AdminOnly),
        new("POST /admin/jobs/dashboard/{**path}", "/admin/jobs/dashboard/stats", AdminAsk, ("metrics[]", "recurring:count")),
        new("GET /Admin/Notifications/Index", "/admin/notifications", AdminOnly),
        new("POST /Admin/Notifications/Index Compulsory", "/admin/notifications?handler=compulsory", AdminPost, ("Form.Ticked", "overdue:{compulsory}")),
        new("GET /Admin/Notifications/Mail", "/admin/notifications/mail", AdminOnly),
        new("POST /Admin/Notifications/Mail", "/admin/notifications/mail", AdminPost,
            ("Form.Host", "smtp.example.com"), ("Form.Port", "465"), ("Form.From", "crm@example.com"), ("Form.FromName", "{name}"), ("Form.Version", "{mailVersion}")),
        new("POST /Admin/Notifications/Mail Test", "/admin/notifications/mail?handler=test", AdminAsk, ("to", "nobody")),
        new("GET /Admin/Notifications/Sms", "/admin/notifications/sms", AdminOnly),
        new("POST /Admin/Notifications/Sms", "/admin/notifications/sms", AdminPost, ("Form.Gateway", "Http"), ("Form.Address", "https://sms.example.com/{key}"), ("Form.BodyTemplate", "{smsBody}"), ("Form.Version", "{smsVersion}")),
        new("POST /Admin/Notifications/Sms Test", "/admin/notifications/sms?handler=test", AdminAsk, ("to", "nobody")),
        new("GET /Admin/Notifications/Robots/New", "/admin/notifications/robots/new", AdminOnly),
        new("POST /Admin/Notifications/Robots/New", "/admin/notifications/robots/new", AdminPost,
            ("Form.Name", "{name}"), ("Form.Department", "{firstDepartment}"), ("Form.Product", "Feishu"), ("Form.AddressSecret", "https://open.feishu.cn/open-apis/bot/v2/hook/{key}")),
        new("GET /Admin/Notifications/Robots/Edit", "/admin/notifications/robots/{robot}", AdminOnly),
        new("POST /Admin/Notifications/Robots/Edit", "/admin/notifications/robots/{robot}", AdminPost,
            ("Form.Name", "{name}"), ("Form.Department", "{firstDepartment}"), ("Form.Product", "Feishu"), ("Form.Version", "{robotVersion}")),
        new("POST /Admin/Notifications/Robots/Edit Test", "/admin/notifications/robots/{robot}?handler=test", AdminAsk),
        new("GET /Admin/Notifications/Outbox", "/admin/notifications/outbox", AdminOnly),
        new("POST /Admin/Notifications/Outbox Again", "/admin/notifications/outbox?handler=again", AdminPost, ("message", "{failedMessage}")),
        new("POST /Admin/Notifications/Outbox All", "/admin/notifications/outbox?handler=all", AdminPost, ("message", "{failedMessage}")),

        new("GET /Account/Login", "/account/login", "200 302 302 302 302 302 302 302 302 302"),
        new("POST /Account/Login", "/account/login", "400 400 400 400 400 400 400 400 400 400", ("Form.UserName", "nobody"), ("Form.Password", "nothing")),
        new("POST /Account/Login Demo", "/account/login?handler=demo", Nobody, ("account", "admin")),
        new("GET /Account/Setup", "/account/setup", Away),
        new("POST /Account/Setup", "/account/setup", Nobody, ("Form.Token", "x"), ("Form.UserName", "intruder")),
        new("GET /Account/Logout", "/account/logout", Away),
        new("POST /Account/Logout", "/account/logout", "302 302 302 302 302 302 302 302 302 302") { WritesNothing = true, EndsSession = true },
        new("GET /Account/Profile", "/account/profile", Everybody),
        new("POST /Account/Profile", "/account/profile", "401 302 302 302 302 302 302 302 302 302", ("Form.DisplayName", "{name}"), ("Form.Mobile", "{ownMobile}")),
        new("POST /Account/Profile Password", "/account/profile?handler=password", "401 400 400 400 400 400 400 400 400 400",
            ("Password.CurrentPassword", TestCompany.Password), ("Password.NewPassword", "1"), ("Password.RepeatedPassword", "1")),
        new("GET /Account/FirstSignIn", "/account/first-sign-in", Away),
        new("POST /Account/FirstSignIn", "/account/first-sign-in", "401 404 404 404 404 404 404 404 404 404", ("Form.Mobile", "{mobile}"), ("Form.NewPassword", "Correct-horse-8"), ("Form.RepeatedPassword", "Correct-horse-8")),
        new("GET /Account/Language", "/account/language", Away),
        new("POST /Account/Language", "/account/language", Away, ("culture", "zh-CN")) { WritesNothing = true },

        new("GET /Error/Index", "/error/500", Nobody),
        new("POST /Error/Index", "/error/500", Nobody),
        new("GET /health/live", "/health/live", "200 200 200 200 200 200 200 200 200 200"),
        new("GET /health/ready", "/health/ready", "200 200 200 200 200 200 200 200 200 200"),
        new("GET /Installation/Offline", "/offline", "200 200 200 200 200 200 200 200 200 200"),
        new("GET /manifest.webmanifest", "/manifest.webmanifest", "200 200 200 200 200 200 200 200 200 200"),
        new("GET /service-worker.js", "/service-worker.js", "200 200 200 200 200 200 200 200 200 200"),
        new("GET {*path}", "/no/such/page", "302 404 404 404 404 404 404 404 404 404"),
    ];
}
