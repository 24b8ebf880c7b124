using CrmWeb.Core.Customers.CustomFields;

namespace CrmWeb;

/// <content>The addresses of the administration.</content>
public static partial class CrmLinks
{
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

    /// <summary>The company's own fields of a subject; of customers where none is named.</summary>
    public static string CustomFields(FieldSubject subject = FieldSubject.Customer) => subject == FieldSubject.Customer ? "/admin/fields" : $"/admin/fields?subject={subject}";

    /// <summary>A small form on the page of the fields.</summary>
    public static string CustomFields(FieldSubject subject, string handler) => $"/admin/fields?handler={handler}&subject={subject}";

    /// <summary>Which fields are required.</summary>
    public static string RequiredFields() => "/admin/fields/required";

    /// <summary>One version of it.</summary>
    /// <param name="with">The version it is compared with; null for the one before.</param>
    public static string RequiredFields(int version, int? with = null) => $"/admin/fields/required/{version}{(with is null ? "" : $"?with={with}")}";

    /// <summary>How the field of a form would look.</summary>
    public static string PreviewCustomField() => "/admin/fields/new?handler=preview";

    public static string NewCustomField(FieldSubject subject = FieldSubject.Customer) => subject == FieldSubject.Customer ? "/admin/fields/new" : $"/admin/fields/new?subject={subject}";

    public static string CustomField(int id) => $"/admin/fields/{id}";

    /// <summary>A further form on the page of a field.</summary>
    public static string CustomField(int id, string handler) => $"/admin/fields/{id}?handler={handler}";

    /// <summary>One choice of a field and its end in favour of another.</summary>
    public static string MergeChoice(int field, int choice) => $"/admin/fields/{field}/choices/{choice}";

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

    /// <summary>The weights of the health score.</summary>
    public static string HealthSettings() => "/admin/health";

    /// <summary>What the weights of the form would make of some customers.</summary>
    public static string TryHealthSettings() => "/admin/health?handler=try";

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

    /// <summary>Hangfire's own pages about the jobs.</summary>
    public static string JobDashboard() => "/admin/jobs/dashboard";

    /// <summary>What an open dashboard asks for every few seconds.</summary>
    public static string JobFigures() => JobDashboard() + "/stats";

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
}
