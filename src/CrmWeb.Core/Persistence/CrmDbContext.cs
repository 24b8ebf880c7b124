using System.Data;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Persistence.Signals;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Requests;
using CrmWeb.Core.SavedViews;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace CrmWeb.Core.Persistence;

/// <summary>The database. Not reachable from pages and endpoints: they call a service or a query class.</summary>
public sealed partial class CrmDbContext : IdentityUserContext<CrmUser, int>
{
    public CrmDbContext(DbContextOptions<CrmDbContext> options)
        : base(options)
    {
        // The SQLite write gate recognises writes by their transaction, so even a single statement gets one.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>More often than anybody opens a connection within another opening.</summary>
    private const int MostOpenings = 100;

    private DbContextId? letGo;
    private NotedDatabase? noted;

    /// <summary>Name of the one named filter: rows in the recycle bin.</summary>
    public const string SoftDeleteFilter = "SoftDelete";

    /// <inheritdoc/>
    public override DatabaseFacade Database => noted ??= new NotedDatabase(this);

    public DbSet<Department> Departments => Set<Department>();

    public DbSet<Role> Roles => Set<Role>();

    public DbSet<ListItem> ListItems => Set<ListItem>();

    public DbSet<TagGroup> TagGroups => Set<TagGroup>();

    public DbSet<Tag> Tags => Set<Tag>();

    public DbSet<Stage> Stages => Set<Stage>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<CustomField> CustomFields => Set<CustomField>();

    public DbSet<CustomerValue> CustomerValues => Set<CustomerValue>();

    public DbSet<Contact> Contacts => Set<Contact>();

    public DbSet<Collaborator> Collaborators => Set<Collaborator>();

    public DbSet<StageChange> StageChanges => Set<StageChange>();

    public DbSet<NumberSequence> NumberSequences => Set<NumberSequence>();

    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<Commitment> Commitments => Set<Commitment>();

    public DbSet<Attachment> Attachments => Set<Attachment>();

    public DbSet<CollaborationRequest> CollaborationRequests => Set<CollaborationRequest>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<Urge> Urges => Set<Urge>();

    public DbSet<WatchRule> WatchRules => Set<WatchRule>();

    public DbSet<WatchNotice> WatchNotices => Set<WatchNotice>();

    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<OutboxMessage> OutboxMessages => Set<OutboxMessage>();

    public DbSet<ChannelSettings> ChannelSettings => Set<ChannelSettings>();

    public DbSet<DepartmentRobot> DepartmentRobots => Set<DepartmentRobot>();

    public DbSet<NotificationChoice> NotificationChoices => Set<NotificationChoice>();

    public DbSet<NotificationHours> NotificationHours => Set<NotificationHours>();

    public DbSet<NotificationPolicy> NotificationPolicies => Set<NotificationPolicy>();

    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();

    public DbSet<SignInTries> SignInTries => Set<SignInTries>();

    public DbSet<JobRun> JobRuns => Set<JobRun>();

    public DbSet<JobPause> JobPauses => Set<JobPause>();

    public DbSet<JobLease> JobLeases => Set<JobLease>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<SavedViewChoice> SavedViewChoices => Set<SavedViewChoice>();

    public DbSet<ListLayout> ListLayouts => Set<ListLayout>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    /// <summary>Who the next save is by; read by the audit interceptor.</summary>
    internal UserScope Actor { get; private set; } = UserScope.System;

    /// <summary>Whether whoever saves now writes the change log itself, or none: what a database begins with is no change that anybody made.</summary>
    internal bool WritesOwnAudit { get; set; }

    /// <summary>What the audit interceptor still has to write in the running save.</summary>
    internal PendingAudit? PendingAudit { get; set; }

    /// <summary>Changes that the next save notes in the change log besides those of its rows: of what lies in several rows or columns and is one field to people.</summary>
    internal List<NotedChange> NotedChanges { get; } = [];

    /// <summary>Who is woken once the running transaction is committed.</summary>
    internal Wake Wakes { get; private set; }

    /// <summary>For what is written past the change tracker; what is saved through it is noticed by itself.</summary>
    internal void WakeAfterCommit(Wake what) => Wakes |= what;

    internal Wake TakeWakes()
    {
        var what = Wakes;
        Wakes = Wake.None;
        return what;
    }

    /// <summary>Saves many new rows quickly: nothing tracked is searched for changes, and the caller writes the change log set-based.</summary>
    internal async Task SaveNewAsync(IEnumerable<object> rows, CancellationToken ct)
    {
        ChangeTracker.AutoDetectChangesEnabled = false;
        WritesOwnAudit = true;
        try
        {
            AddRange(rows);
            await SaveChangesAsync(ct);
            ChangeTracker.Clear();
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
            WritesOwnAudit = false;
        }
    }

    /// <summary>Saves on behalf of a user: rows, change log and version tokens in one transaction.</summary>
    /// <exception cref="EditConflictException">A row was changed or removed by somebody else meanwhile.</exception>
    public async Task<int> SaveChangesAsync(UserScope by, CancellationToken ct)
    {
        Actor = by;
        try
        {
            return await SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new EditConflictException();
        }
        finally
        {
            Actor = UserScope.System;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Apply(configurationBuilder, Database);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(CrmDbContext).Assembly);
        ModelConventions.Apply(builder, Database);
    }
}
