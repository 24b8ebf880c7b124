namespace CrmWeb;

/// <summary>Every address of the product in one place; views and pages write none by hand.</summary>
public static class CrmLinks
{
    public const string LoginPath = "/account/login";

    public static string Desk(bool? team = null) => team is { } value ? $"/?team={(value ? "true" : "false")}" : "/";

    public static string Login(string? returnUrl) =>
        string.IsNullOrEmpty(returnUrl) || returnUrl == "/" ? LoginPath : $"{LoginPath}?ReturnUrl={Uri.EscapeDataString(returnUrl)}";

    /// <summary>A second form on the sign-in page.</summary>
    public static string Login(string? returnUrl, string handler) =>
        $"{LoginPath}?handler={handler}" + (string.IsNullOrEmpty(returnUrl) ? "" : $"&ReturnUrl={Uri.EscapeDataString(returnUrl)}");

    public static string Logout() => "/account/logout";

    public static string FirstSignIn() => "/account/first-sign-in";

    public static string Setup() => "/account/setup";

    public static string Profile() => "/account/profile";

    /// <summary>A second form on the profile.</summary>
    public static string Profile(string handler) => $"/account/profile?handler={handler}";

    /// <summary>How one wants to be told of what.</summary>
    public static string NotificationChoices() => "/account/notifications";

    public static string Language() => "/account/language";

    /// <param name="all">Also what was read.</param>
    public static string Notifications(bool all = false, string? kind = null) =>
        (all, kind) switch
        {
            (false, null) => "/notifications",
            (false, _) => $"/notifications?kind={kind}",
            (true, null) => "/notifications?list=all",
            _ => $"/notifications?list=all&kind={kind}",
        };

    public static string ReadNotification(int id, string back = "") => $"/notifications?handler=read&id={id}{back}";

    public static string ReadNotifications(string back = "") => $"/notifications?handler=readAll{back}";

    /// <summary>Server-sent events for open pages.</summary>
    public static string NotificationStream() => "/notifications/stream";

    public static string Customers() => "/customers";

    public static string CustomersOf(int ownerId) => $"/customers?owner={ownerId}";

    public static string CustomersIn(string stageCode) => $"/customers?stage={Uri.EscapeDataString(stageCode)}";

    public static string MyCustomers() => "/customers?owner=me";

    public static string MyCustomersIn(string stageCode) => $"/customers?owner=me&stage={Uri.EscapeDataString(stageCode)}";

    /// <summary>Those nobody has spoken to for longest first.</summary>
    public static string CustomersByIdleness(bool mine) => mine ? "/customers?owner=me&sort=idle" : "/customers?sort=idle";

    public static string NewCustomer() => "/customers/new";

    public static string CheckDuplicates() => "/customers/duplicate-check";

    public static string SizeHint() => "/customers/form-hints?handler=Size";

    public static string RegionHint() => "/customers/form-hints?handler=Region";

    /// <summary>What helps with a duplicate.</summary>
    /// <param name="token">Sealed by MatchTokens.</param>
    public static string ExistingCustomer(string token) => $"/customers/existing?token={Uri.EscapeDataString(token)}";

    public static string ClaimExisting(string token) => $"/customers/existing?handler=claim&token={Uri.EscapeDataString(token)}";

    public static string AskForExisting(string token) => $"/customers/existing?handler=ask&token={Uri.EscapeDataString(token)}";

    /// <summary>A request to collaborate, for whoever decides it.</summary>
    public static string Collaboration(int id) => $"/customers/collaboration/{id}";

    public static string GrantCollaboration(int id) => $"/customers/collaboration/{id}?handler=grant";

    public static string DeclineCollaboration(int id) => $"/customers/collaboration/{id}?handler=decline";

    public static string Customer(int id) => $"/customers/{id}";

    public static string EditCustomer(int id) => $"/customers/{id}/edit";

    public static string CustomerTimeline(int id, string? filter, long? before) =>
        $"/customers/{id}?timeline={filter ?? "all"}{(before is null ? "" : $"&before={before}")}#timeline";

    public static string RestoreCustomer(int id) => $"/customers/recycle-bin?handler=Restore&id={id}";

    public static string RecycleBin() => "/customers/recycle-bin";

    public static string Contacts() => "/contacts";

    public static string Contact(int id) => $"/contacts/{id}";

    /// <summary>Takes a contact's departure back.</summary>
    public static string ReinstateContact(int id) => $"/contacts/{id}?handler=return";

    public static string MoveContact(int id) => $"/contacts/{id}/move";

    public static string FollowUps() => "/follow-ups";

    /// <param name="list">overdue, today, planned or done.</param>
    public static string FollowUps(string list, bool team) => $"/follow-ups?list={list}{(team ? "&team=true" : "")}";

    /// <param name="person">Of the team, only this colleague's.</param>
    public static string FollowUps(string list, bool team, int? person) => FollowUps(list, team) + (person is { } id && team ? $"&person={id}" : "");

    public static string FollowUpCalendar() => "/follow-ups/calendar";

    /// <param name="view">month, week or day.</param>
    /// <param name="person">Of the team, only this colleague's.</param>
    public static string FollowUpCalendar(string view, DateOnly day, bool team, int? person) =>
        $"/follow-ups/calendar?view={view}&day={day:yyyy-MM-dd}{(team ? "&team=true" : "")}{(person is { } id && team ? $"&person={id}" : "")}";

    /// <summary>Where the calendar's script says that something was dragged.</summary>
    public static string MoveInCalendar() => "/follow-ups/calendar?handler=move";

    /// <summary>Where one makes and ends the subscription of one's phone.</summary>
    public static string CalendarFeed() => "/account/calendar-feed";

    public static string CalendarFeed(string handler) => $"/account/calendar-feed?handler={handler}";

    /// <summary>What the phone subscribes to.</summary>
    public static string CalendarSubscription(string secret) => $"/calendar/{secret}.ics";

    /// <summary>Where several chosen tasks are moved, given away or called off.</summary>
    public static string SeveralFollowUps() => "/follow-ups/several";

    /// <param name="handler">What is done with them: reschedule, reassign or cancel.</param>
    public static string SeveralFollowUps(string handler) => $"/follow-ups/several?handler={handler}";

    public static string StartFollowUp(int id) => $"/follow-ups/{id}/progress?handler=start";

    /// <summary>Puts a reminder off; the field until says for how long: 10m, 1h or tomorrow.</summary>
    public static string SnoozeFollowUp(int id) => $"/follow-ups/{id}/progress?handler=snooze";

    /// <summary>Where one chooses whom a follow-up is about.</summary>
    public static string ChooseCustomer(bool plan = false) => plan ? "/follow-ups/new?plan=true" : "/follow-ups/new";

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

    public static string UrgeCustomer(int id) => $"/urging?customer={id}&back={Uri.EscapeDataString(Customer(id))}";

    /// <summary>A task, urged about from the record of its customer.</summary>
    public static string UrgeTaskOf(int customerId, int id) => $"/urging?id={id}&back={Uri.EscapeDataString(Customer(customerId))}";

    public static string Search() => "/search";

    public static string SearchSuggestions() => "/search/suggest";

    public static string Departments() => "/admin/departments";

    /// <summary>A small form on the page of the departments.</summary>
    public static string Departments(string handler) => $"/admin/departments?handler={handler}";

    public static string NewDepartment(int? parent = null) => parent is null ? "/admin/departments/new" : $"/admin/departments/new?parent={parent}";

    public static string Department(int id) => $"/admin/departments/{id}";

    public static string DeleteDepartment(int id) => $"/admin/departments/{id}?handler=delete";

    public static string CustomersOfDepartment(int id) => $"/customers?department={id}";

    public static string Users() => "/admin/users";

    public static string UsersOf(int department) => $"/admin/users?department={department}";

    public static string NewUser() => "/admin/users/new";

    public static string User(int id) => $"/admin/users/{id}";

    /// <summary>A further form on the page of a user.</summary>
    public static string User(int id, string handler) => $"/admin/users/{id}?handler={handler}";

    public static string Lists() => "/admin/lists";

    /// <param name="list">The list's name in addresses.</param>
    public static string List(string list) => $"/admin/lists/{list}";

    /// <summary>The list, opened where an entry is.</summary>
    public static string ListAt(string list, int item) => $"/admin/lists/{list}?at={item}#item-{item}";

    /// <summary>A small form on the page of a list.</summary>
    public static string List(string list, string handler) => $"/admin/lists/{list}?handler={handler}";

    public static string NewListItem(string list, int? parent = null) => $"/admin/lists/{list}/new{(parent is null ? "" : $"?parent={parent}")}";

    public static string ListItem(string list, int id) => $"/admin/lists/{list}/{id}";

    /// <summary>A further form on the page of an entry.</summary>
    public static string ListItem(string list, int id, string handler) => $"/admin/lists/{list}/{id}?handler={handler}";

    public static string MergeListItem(string list, int id) => $"/admin/lists/{list}/{id}/merge";

    public static string Tags() => "/admin/tags";

    /// <summary>The tags, opened where one is.</summary>
    public static string TagAt(int id) => $"/admin/tags#tag-{id}";

    /// <summary>The tags, opened where a group is.</summary>
    public static string TagGroupAt(int id) => $"/admin/tags#group-{id}";

    /// <summary>A small form on the page of the tags.</summary>
    public static string Tags(string handler) => $"/admin/tags?handler={handler}";

    public static string NewTag(int? group = null) => group is null ? "/admin/tags/new" : $"/admin/tags/new?group={group}";

    public static string Tag(int id) => $"/admin/tags/{id}";

    /// <summary>A further form on the page of a tag.</summary>
    public static string Tag(int id, string handler) => $"/admin/tags/{id}?handler={handler}";

    public static string MergeTag(int id) => $"/admin/tags/{id}/merge";

    public static string NewTagGroup() => "/admin/tags/groups/new";

    public static string TagGroup(int id) => $"/admin/tags/groups/{id}";

    /// <summary>A further form on the page of a group of tags.</summary>
    public static string TagGroup(int id, string handler) => $"/admin/tags/groups/{id}?handler={handler}";

    public static string CustomersTagged(string tagCode) => $"/customers?tag={Uri.EscapeDataString(tagCode)}";

    public static string Stages() => "/admin/stages";

    /// <summary>A small form on the page of the stages.</summary>
    public static string Stages(string handler) => $"/admin/stages?handler={handler}";

    public static string NewStage() => "/admin/stages/new";

    public static string Stage(int id) => $"/admin/stages/{id}";

    /// <summary>A further form on the page of a stage.</summary>
    public static string Stage(int id, string handler) => $"/admin/stages/{id}?handler={handler}";

    public static string RemoveStage(int id) => $"/admin/stages/{id}/remove";

    /// <summary>The working calendar of this year, or another.</summary>
    public static string Calendar(int? year = null) => year is null ? "/admin/calendar" : $"/admin/calendar?year={year}";

    /// <summary>The working calendar, ready to mark a day.</summary>
    public static string CalendarDay(DateOnly day) => $"/admin/calendar?year={day.Year}&day={day:yyyy-MM-dd}#mark";

    public static string Rules() => "/admin/rules";

    public static string NewRule(string? kind) => kind is null ? "/admin/rules/new" : $"/admin/rules/new?kind={Uri.EscapeDataString(kind)}";

    /// <summary>Shows what a rule would tell that is not saved yet.</summary>
    public static string TryNewRule(string? kind) => $"/admin/rules/new?handler=try{(kind is null ? "" : $"&kind={Uri.EscapeDataString(kind)}")}#dry-run";

    public static string Rule(int id) => $"/admin/rules/{id}";

    /// <summary>The rule with what it would tell now.</summary>
    public static string TryRule(int id) => $"/admin/rules/{id}?try=true#dry-run";

    /// <summary>Shows what the rule would tell as it is typed, without saving it.</summary>
    public static string TryChangedRule(int id) => $"/admin/rules/{id}?handler=try#dry-run";

    public static string DeleteRule(int id) => $"/admin/rules/{id}?handler=delete";

    public static string Jobs() => "/admin/jobs";

    /// <summary>The jobs, opened where one is.</summary>
    public static string JobAt(string code) => $"/admin/jobs#job-{code}";

    /// <summary>A small form on the page of the jobs.</summary>
    public static string Jobs(string handler) => $"/admin/jobs?handler={handler}";

    public static string Job(string code) => $"/admin/jobs/{Uri.EscapeDataString(code)}";

    public static string Channels() => "/admin/notifications";

    /// <summary>A small form on the page of the channels.</summary>
    public static string Channels(string handler) => $"/admin/notifications?handler={handler}";

    public static string MailChannel() => "/admin/notifications/mail";

    /// <summary>A further form on the page of the mail server.</summary>
    public static string MailChannel(string handler) => $"/admin/notifications/mail?handler={handler}";

    public static string SmsChannel() => "/admin/notifications/sms";

    /// <summary>A further form on the page of text messages.</summary>
    public static string SmsChannel(string handler) => $"/admin/notifications/sms?handler={handler}";

    public static string NewRobot() => "/admin/notifications/robots/new";

    public static string Robot(int id) => $"/admin/notifications/robots/{id}";

    /// <summary>A further form on the page of a robot.</summary>
    public static string Robot(int id, string handler) => $"/admin/notifications/robots/{id}?handler={handler}";

    public static string Outbox() => "/admin/notifications/outbox";

    /// <param name="state">failed, waiting, sent or dropped.</param>
    public static string OutboxIn(string state) => $"/admin/notifications/outbox?state={state}";

    /// <summary>A form on the page of the messages.</summary>
    public static string Outbox(string handler) => $"/admin/notifications/outbox?handler={handler}";

    /// <summary>The dialling link of a phone number given in digits.</summary>
    public static string Dial(string digits) => $"tel:{digits}";
}
