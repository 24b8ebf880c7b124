using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>Everything that SQL Server would be asked, by name: what the pages ask, and here what is asked beside them.</summary>
internal static class TSqlQuestions
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly Dictionary<string, Func<TSqlAsked, UserScope, Task>> Further = new()
    {
        ["the customers that silence rules catch"] = (x, by) => x.List.ListAsync(new CustomerFilter { Watch = SilentCustomers.CodeName }, by, None),
        ["the customers that standstill rules catch"] = (x, by) => x.List.ListAsync(new CustomerFilter { Watch = StuckCustomers.CodeName, Sort = "idle" }, by, None),
        ["what two rules catch"] = async (x, by) =>
        {
            var caught = await x.Standing.CaughtAsync(x.Db, SilentCustomers.CodeName, None);
            await caught(x.Db.Customers.VisibleTo(by)).Select(c => c.Id).ToListAsync(None);
        },
        ["the customers of a branch"] = async (x, by) => await x.List.ListAsync(new CustomerFilter { Department = await x.DepartmentAsync() }, by, None),
        ["the accounts"] = (x, _) => x.Users.ListAsync(new UserFilter(), Administrator, None),
        ["the accounts with every condition"] = async (x, _) => await x.Users.ListAsync(
            new UserFilter
            {
                Q = "east",
                Department = int.Parse(await x.DepartmentAsync(), System.Globalization.CultureInfo.InvariantCulture),
                Role = BuiltInRoles.Rep,
                State = UserFilter.Active,
                P = "1",
            },
            Administrator, None),
        ["an account"] = (x, _) => x.Users.DetailsAsync(1, Administrator, None),
        ["the departments"] = (x, _) => x.Departments.TreeAsync(Administrator, None),
        ["what a rule about customers would tell"] = (x, _) => x.DryRun.TryAsync(Typed(SilentCustomers.CodeName, WatchRecipient.Owner), null, Administrator, None),
        ["what a rule about tasks would tell"] = (x, _) => x.DryRun.TryAsync(Typed(OverdueTasks.CodeName, WatchRecipient.Manager), null, Administrator, None),
        ["what a rule about payments would tell"] = (x, _) => x.DryRun.TryAsync(Typed(OverduePayments.CodeName, WatchRecipient.Owner), null, Administrator, None),
        ["the customers whose payments are overdue"] = (x, by) => x.List.ListAsync(new CustomerFilter { Watch = OverduePayments.CodeName }, by, None),
        ["the digest"] = (x, by) => x.Digest.CountAsync(team: false, by, None),
        ["the team's digest"] = (x, by) => x.Digest.CountAsync(team: true, by, None),
        ["how often a customer was urged about"] = async (x, by) => await x.Urges.OfCustomerAsync(await x.Record.ReadAsync(1, by, None), None),
        ["the next task of customers"] = (x, _) => new NextFollowUpDates(x.Db).EarliestAsync([1, 2], [3], None),
        ["the method written down last"] = (x, by) => x.FollowUps.LastMethodAsync(by, None),
        ["corrections of a record"] = async (x, by) => await x.Corrections.ReadAsync(await x.FollowUps.ReadAsync(1, by, None), by, None),
        ["promises of a record"] = (x, by) => x.Commitments.OfFollowUpAsync(1, by, None),
        ["whom a record is about"] = (x, by) => x.ToFollowUp.FindAsync("138", by, None),
        ["a phone's subscription"] = (x, by) => x.Feeds.StateAsync(by, None),
        ["a phone's calendar"] = (x, _) => x.Feeds.ReadAsync(new string('0', 32), "https://crm.example.com", None),
        ["the end of a subscription"] = (x, by) => x.Feeds.RevokeAsync(by, None),
        ["where a contact may go"] = (x, by) => x.Moves.TargetsAsync(1, "恒锐", by, None),
        ["a customer somebody has already"] = (x, _) => x.Asking.LookAsync(1, Administrator, None),
        ["news since a moment ago"] = (x, _) => x.Fresh.SinceAsync(TestClock.Start, None),
        ["the choices of channels"] = (x, by) => x.Choosing.ReadAsync(by, None),
        ["messages to plan"] = (x, _) => x.Planning.PlanAsync([new Announcement(NotificationKinds.Reminder, "1", 1) { CustomerId = 1, FollowUpId = 1 }], None),
        ["what jobs came to the end of"] = (x, _) => x.History.LastSlotsAsync(None),
    };

    private static readonly Dictionary<string, Func<TSqlAsked, UserScope, Task>> All = new(TSqlPageQuestions.OfPages.Concat(Further));

    /// <summary>Where a row of ones would end a question early: rules of a kind there is, two of them, a language, a name of the storage, and no page after page of tasks.</summary>
    private static readonly Dictionary<string, PretendedAnswers> Particular = new()
    {
        ["the customers that silence rules catch"] = new(Word: SilentCustomers.CodeName),
        ["the customers that standstill rules catch"] = new(Word: StuckCustomers.CodeName),
        ["what two rules catch"] = new(Word: SilentCustomers.CodeName, Rows: 2),
        ["the digest"] = new(Word: SilentCustomers.CodeName),
        ["the team's digest"] = new(Word: StuckCustomers.CodeName),
        ["messages to plan"] = new(Word: "en"),
        ["a phone's calendar"] = new(Word: "en"),
        ["cleaning up"] = new(Word: Guid.Empty.ToString()),
        ["tasks that are owed a reminder"] = new(Rows: 0),
    };

    public static IEnumerable<string> Names => All.Keys;

    public static UserScope Administrator => UserScope.System with { UserId = 1 };

    public static Task AskAsync(string name, TSqlAsked of, UserScope by) => All[name](of, by);

    public static PretendedAnswers? Answers(string name) => Particular.GetValueOrDefault(name);

    public static WatchRule Rule(string kind, WatchRecipient recipient, int? stage, int? repeat)
    {
        var rule = new WatchRule(kind, new WatchRuleFacts(3, true, recipient, NotificationChannels.Page, repeat, stage, CustomerCategory.Key, CustomerLevel.A, 1));
        typeof(WatchRule).GetProperty(nameof(WatchRule.Id))!.SetValue(rule, 1);
        return rule;
    }

    private static WatchRuleForm Typed(string kind, WatchRecipient recipient) => new() { Kind = kind, ThresholdDays = 3, Recipient = recipient, RepeatDays = 2 };
}
