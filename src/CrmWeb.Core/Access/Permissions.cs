using System.Collections.Frozen;

namespace CrmWeb.Core.Access;

/// <summary>
/// All permissions there are. A role holds some of them; each is also the name of an authorization policy,
/// so a page names its policy with the same constant.
/// </summary>
public static class Permissions
{
    /// <summary>See customers inside the data scope, with their follow-ups.</summary>
    public const string CustomersView = "customers.view";

    public const string CustomersCreate = "customers.create";

    /// <summary>Change customers inside the data scope, or those where one collaborates with edit right.</summary>
    public const string CustomersEdit = "customers.edit";

    /// <summary>Move customers to the recycle bin and restore them.</summary>
    public const string CustomersDelete = "customers.delete";

    /// <summary>Give one customer to another owner.</summary>
    public const string CustomersReassign = "customers.reassign";

    /// <summary>Take lists of customers, contacts, follow-ups, orders and payments, and reports along as files, inside the data scope.</summary>
    public const string CustomersExport = "customers.export";

    /// <summary>Save a customer although it certainly exists already.</summary>
    public const string DuplicatesOverride = "customers.duplicates.override";

    /// <summary>Read phone numbers, mail addresses and names of contacts in clear; without it they are masked.</summary>
    public const string PersonalDataView = "contacts.personal-data";

    /// <summary>Write and plan follow-ups and move stages.</summary>
    public const string FollowUpsWrite = "followups.write";

    /// <summary>Correct follow-up records of those one governs, also after a day.</summary>
    public const string FollowUpsReview = "followups.review";

    /// <summary>Urge those one governs on overdue tasks and silent customers (催办).</summary>
    public const string FollowUpsUrge = "followups.urge";

    /// <summary>Write orders of customers one may change, plan what is to be paid, and note what was.</summary>
    public const string OrdersWrite = "orders.write";

    /// <summary>Send what one did on a day to the head (日报).</summary>
    public const string DailyReportsSend = "daily-reports.send";

    /// <summary>See what the team does, not only oneself.</summary>
    public const string TeamView = "team.view";

    /// <summary>Set the sales targets of those one governs.</summary>
    public const string TargetsWrite = "targets.write";

    /// <summary>Change and retire templates of reports that others share, and the company's.</summary>
    public const string ReportTemplates = "reports.templates";

    public const string AdminDepartments = "admin.departments";

    public const string AdminUsers = "admin.users";

    /// <summary>Keep the lists, the tags and the stages of the pipeline.</summary>
    public const string AdminLists = "admin.lists";

    /// <summary>Keep the watch rules and the working calendar.</summary>
    public const string AdminRules = "admin.rules";

    /// <summary>See the jobs and what they did, run and pause them, and send failed messages again.</summary>
    public const string AdminJobs = "admin.jobs";

    /// <summary>Set up mail, text messages and robots, and say what nobody may switch off.</summary>
    public const string AdminNotifications = "admin.notifications";

    /// <summary>Every permission, for the admin role and for tests.</summary>
    public static readonly FrozenSet<string> All = new[]
    {
        CustomersView, CustomersCreate, CustomersEdit, CustomersDelete, CustomersReassign, CustomersExport,
        DuplicatesOverride, PersonalDataView, FollowUpsWrite, FollowUpsReview, FollowUpsUrge, OrdersWrite, DailyReportsSend, TeamView, TargetsWrite, ReportTemplates,
        AdminDepartments, AdminUsers,
        AdminLists, AdminRules, AdminJobs, AdminNotifications,
    }.ToFrozenSet();
}
