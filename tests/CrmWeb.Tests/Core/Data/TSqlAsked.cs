using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.Desk;
using CrmWeb.Core.Digest;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Lists;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Pipeline;
using CrmWeb.Core.Tags;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.Core.WorkingDays;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Data;

/// <summary>The classes that read, on the pretended server; lists and names come from the real one.</summary>
internal sealed class TSqlAsked(CrmDbContext db, PretendedServer server, IServiceProvider services)
{
    public CrmDbContext Db => db;

    public CustomerListQueries List => Make<CustomerListQueries>();

    public CustomerRecordQueries Record => ActivatorUtilities.CreateInstance<CustomerRecordQueries>(services, db, Contacts);

    public ContactQueries Contacts => Make<ContactQueries>();

    public CustomerTimeline Timeline => ActivatorUtilities.CreateInstance<CustomerTimeline>(services, db, FollowUps);

    public CustomerEditing Editing => ActivatorUtilities.CreateInstance<CustomerEditing>(services, db, Duplicates);

    public CustomerSearch Search => Make<CustomerSearch>();

    public DuplicateFinder Duplicates => Make<DuplicateFinder>();

    public CustomerBin Bin => Make<CustomerBin>();

    public AssigneeChoices Assignees => Make<AssigneeChoices>();

    public FollowUpQueries FollowUps => Make<FollowUpQueries>();

    public FollowUpCalendar TaskCalendar => ActivatorUtilities.CreateInstance<FollowUpCalendar>(services, db, FollowUps);

    public CalendarFeedWriter Feed => ActivatorUtilities.CreateInstance<CalendarFeedWriter>(services, db, FollowUps);

    public CommitmentKeeping Commitments => Make<CommitmentKeeping>();

    public FollowUpEditing Correcting => Make<FollowUpEditing>();

    public CollaborationQueries Collaboration => Make<CollaborationQueries>();

    public NotificationQueries Inbox => ActivatorUtilities.CreateInstance<NotificationQueries>(services, db, Make<NotificationComposing>());

    public Reminding Reminding => ActivatorUtilities.CreateInstance<Reminding>(services, db, Make<Announcing>());

    public UrgeSubjects UrgeSubjects => Make<UrgeSubjects>();

    public DeskQueries Desk => ActivatorUtilities.CreateInstance<DeskQueries>(services, db, FollowUps);

    public ListAdminQueries Lists => Make<ListAdminQueries>();

    public TagAdminQueries Tags => Make<TagAdminQueries>();

    public StageQueries Stages => Make<StageQueries>();

    public WatchFinding Watching => Make<WatchFinding>();

    public WatchRuleQueries Rules => Make<WatchRuleQueries>();

    public CalendarQueries Calendar => Make<CalendarQueries>();

    public JobQueries Jobs => Make<JobQueries>();

    public Cleaning Cleaning => Make<Cleaning>();

    public CustomerNumbers Numbers => services.GetRequiredService<CustomerNumbers>();

    public WatchStanding Standing => ActivatorUtilities.CreateInstance<WatchStanding>(services, Watching);

    public WatchDryRun DryRun => ActivatorUtilities.CreateInstance<WatchDryRun>(services, db, Make<WatchRuleEditing>(), Watching);

    public UserQueries Users => Make<UserQueries>();

    public DepartmentQueries Departments => Make<DepartmentQueries>();

    public DigestCounting Digest => ActivatorUtilities.CreateInstance<DigestCounting>(services, db, FollowUps);

    public UrgeQueries Urges => ActivatorUtilities.CreateInstance<UrgeQueries>(services, db, UrgeSubjects);

    public FollowUpCorrections Corrections => Make<FollowUpCorrections>();

    public CustomersToFollowUp ToFollowUp => Make<CustomersToFollowUp>();

    public CalendarFeeds Feeds => ActivatorUtilities.CreateInstance<CalendarFeeds>(services, db, Feed);

    public ContactMoves Moves => Make<ContactMoves>();

    public CollaborationAsking Asking => Make<CollaborationAsking>();

    public NotificationChoosing Choosing => Make<NotificationChoosing>();

    public FreshNotifications Fresh => new(new PretendedDatabases(server));

    public JobLeases Leases => new(new PretendedDatabases(server), History, JobTimes.Default, services.GetRequiredService<OrganizationClock>());

    public JobHistory History => new(new PretendedDatabases(server));

    /// <summary>With the channels of the pretended server, on which one is set up.</summary>
    public OutboxPlanning Planning => ActivatorUtilities.CreateInstance<OutboxPlanning>(
        services, db, Make<NotificationComposing>(), ActivatorUtilities.CreateInstance<ChannelSetup>(services, new PretendedDatabases(server)));

    /// <summary>The id of some department there is, as it stands in an address.</summary>
    public async Task<string> DepartmentAsync() =>
        (await services.GetRequiredService<DepartmentTree>().GetAsync(CancellationToken.None)).All[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private T Make<T>() => ActivatorUtilities.CreateInstance<T>(services, db);
}
