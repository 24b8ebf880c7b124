using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Digest;
using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Morning;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Health;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.Departments;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Reports.Activity;
using CrmWeb.Core.Reports.Quality;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Fields;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>The classes that read, on the pretended server; lists and names come from the real one.</summary>
internal sealed class TSqlAsked(CrmDbContext db, PretendedServer server, IServiceProvider services)
{
    public CrmDbContext Db => db;

    public CustomerListQueries List => ActivatorUtilities.CreateInstance<CustomerListQueries>(services, db, Make<CustomerOrder>(), Make<CustomFieldCells>());

    public CustomerRecordQueries Record => ActivatorUtilities.CreateInstance<CustomerRecordQueries>(services, db, Contacts);

    public ContactQueries Contacts => Make<ContactQueries>();

    public CustomerTimeline Timeline => new(
        [
            Make<StageTimeline>(), ActivatorUtilities.CreateInstance<ChangeTimeline>(services, db, (IToldSaves[])[Saves]),
            ActivatorUtilities.CreateInstance<FollowUpTimeline>(services, db, FollowUps, Saves), Make<UrgeTimeline>(), Make<OrderTimeline>(), Make<PaymentTimeline>(),
            ActivatorUtilities.CreateInstance<FileTimeline>(services, db, Make<AttachmentQueries>()),
        ]);

    public StageHistory StageTimes => Make<StageHistory>();

    private FollowUpSaves Saves => Make<FollowUpSaves>();

    public CustomerEditor Editing => ActivatorUtilities.CreateInstance<CustomerEditor>(
        services, db, Make<CustomerMerger>(), ActivatorUtilities.CreateInstance<DuplicatePolicy>(services, db, Duplicates));

    public CustomerSearch Search => Make<CustomerSearch>();

    public DuplicateFinder Duplicates => Make<DuplicateFinder>();

    public RecycleBin Bin => Make<RecycleBin>();

    public AssigneeChoices Assignees => Make<AssigneeChoices>();

    public FollowUpQueries FollowUps => Make<FollowUpQueries>();

    public FollowUpListQueries FollowUpLists => ActivatorUtilities.CreateInstance<FollowUpListQueries>(services, db, FollowUps);

    /// <summary>What a report asks; the one on quality counts follow-ups too.</summary>
    public Task<ReportResult> ReadAsync<T>(ReportFilter filter, UserScope by)
        where T : IReport =>
        ActivatorUtilities.CreateInstance<T>(
            services,
            typeof(T) == typeof(QualityReport) ? [Make<ReportScope>(), Activity]
            : typeof(T).GetConstructors()[0].GetParameters().Any(p => p.ParameterType == typeof(ReportOrders)) ? [Make<ReportScope>(), ActivatorUtilities.CreateInstance<ReportOrders>(services, db, Make<OrderFilters>())]
            : [Make<ReportScope>()]).ReadAsync(filter, by, CancellationToken.None);

    public ActivityReport Activity => ActivatorUtilities.CreateInstance<ActivityReport>(services, Make<ReportScope>(), FollowUpLists);

    public CrmWeb.Core.SavedViews.SavedViewQueries Views => Make<CrmWeb.Core.SavedViews.SavedViewQueries>();

    public FollowUpCalendar TaskCalendar => ActivatorUtilities.CreateInstance<FollowUpCalendar>(services, db, FollowUps);

    public CalendarFeedWriter Feed => ActivatorUtilities.CreateInstance<CalendarFeedWriter>(services, db, FollowUps);

    public CommitmentService Commitments => Make<CommitmentService>();

    public FollowUpEditor Correcting => Make<FollowUpEditor>();

    public CollaborationQueries Collaboration => Make<CollaborationQueries>();

    public NotificationQueries Inbox => ActivatorUtilities.CreateInstance<NotificationQueries>(services, db, Make<NotificationComposer>());

    public ReminderDispatcher Reminding => ActivatorUtilities.CreateInstance<ReminderDispatcher>(services, db, Make<NotificationPublisher>());

    public UrgeSubjects UrgeSubjects => Make<UrgeSubjects>();

    public DeskQueries Desk => ActivatorUtilities.CreateInstance<DeskQueries>(services, db, FollowUps, ActivatorUtilities.CreateInstance<TeamQueries>(services, db, FollowUps));

    public ListAdminQueries Lists => Make<ListAdminQueries>();

    public TagAdminQueries Tags => Make<TagAdminQueries>();

    public DailyReportQueries Daily => ActivatorUtilities.CreateInstance<DailyReportQueries>(services, db, Make<DailyComposer>(), Make<DailyRows>());

    public DailyTeamQueries DailyTeam => Make<DailyTeamQueries>();

    public StageQueries Stages => Make<StageQueries>();

    public WatchFinder Watching => Make<WatchFinder>();

    public WatchRuleQueries Rules => Make<WatchRuleQueries>();

    public CalendarQueries Calendar => Make<CalendarQueries>();

    public JobQueries Jobs => Make<JobQueries>();

    public Cleaning Cleaning => Make<Cleaning>();

    public CustomerNumbers Numbers => services.GetRequiredService<CustomerNumbers>();

    public WatchMatches Standing => ActivatorUtilities.CreateInstance<WatchMatches>(services, Watching);

    public WatchDryRun DryRun => ActivatorUtilities.CreateInstance<WatchDryRun>(services, db, Make<WatchRuleService>(), Watching);

    public UserQueries Users => Make<UserQueries>();

    public DepartmentQueries Departments => Make<DepartmentQueries>();

    public DigestNumbers Digest => ActivatorUtilities.CreateInstance<DigestNumbers>(services, db, FollowUps);

    public UrgeQueries Urges => ActivatorUtilities.CreateInstance<UrgeQueries>(services, db, UrgeSubjects);

    public FollowUpCorrections Corrections => Make<FollowUpCorrections>();

    public CustomersToFollowUp ToFollowUp => Make<CustomersToFollowUp>();

    public HealthQueries Health => ActivatorUtilities.CreateInstance<HealthQueries>(services, db, Make<HealthReader>());

    public OrderQueries Orders => ActivatorUtilities.CreateInstance<OrderQueries>(services, db, Make<OrderRows>());

    public OrderListQueries OrderLists => ActivatorUtilities.CreateInstance<OrderListQueries>(services, db, Make<OrderFilters>(), Make<OrderRows>());

    public PaymentListQueries Payments => ActivatorUtilities.CreateInstance<PaymentListQueries>(services, db, Make<OrderFilters>());

    public TargetQueries Targets => ActivatorUtilities.CreateInstance<TargetQueries>(services, db, Figures);

    public DeskTargets DeskTargets => ActivatorUtilities.CreateInstance<DeskTargets>(services, db, Figures);

    public MorningQueries Morning => ActivatorUtilities.CreateInstance<MorningQueries>(services, db, Standing, Figures);

    private TargetFigures Figures => ActivatorUtilities.CreateInstance<TargetFigures>(services, db, FollowUps);

    /// <summary>What a template asks.</summary>
    public Task TemplateAsync(TemplateSubject subject, TemplateDefinition said, UserScope by) => ActivatorUtilities.CreateInstance<TemplateRun>(
        services, db, ActivatorUtilities.CreateInstance<SubjectCatalog>(services, db, FollowUps)).ReadAsync("", subject, said, new CrmWeb.Core.Requests.PageWanted(1, 20), by, CancellationToken.None);

    public OrderChanges OrderLog => Make<OrderChanges>();

    public CalendarFeeds Feeds => ActivatorUtilities.CreateInstance<CalendarFeeds>(services, db, Feed);

    public ContactTransfer Moves => Make<ContactTransfer>();

    public CollaborationService Asking => Make<CollaborationService>();

    public NotificationPreferences Choosing => Make<NotificationPreferences>();

    public FreshNotifications Fresh => new(new PretendedDatabases(server));

    public JobLeases Leases => new(new PretendedDatabases(server), History, JobTimes.Default, services.GetRequiredService<OrganizationClock>());

    public JobHistory History => new(new PretendedDatabases(server));

    /// <summary>With the channels of the pretended server, on which one is set up.</summary>
    public OutboxWriter Planning => ActivatorUtilities.CreateInstance<OutboxWriter>(
        services, db, Make<NotificationComposer>(), ActivatorUtilities.CreateInstance<ChannelSetup>(services, new PretendedDatabases(server)));

    /// <summary>The id of some department there is, as it stands in an address.</summary>
    public async Task<string> DepartmentAsync() =>
        (await services.GetRequiredService<DepartmentTree>().GetAsync(CancellationToken.None)).All[0].Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private T Make<T>() => ActivatorUtilities.CreateInstance<T>(services, db);
}
