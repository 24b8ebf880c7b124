using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.DailyReports;
using CrmWeb.Core.Dashboard;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.FollowUps.Commitments;
using CrmWeb.Core.FollowUps.Reminders;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Health;
using CrmWeb.Core.Morning;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.Targets;
using CrmWeb.Core.Urging;
using CrmWeb.SampleData.Generator;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.ReportTemplates;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>Enough invented customers that a plan means something, and the log that asks for plans.</summary>
public sealed class PlannedDatabase : CoreFixture
{
    private const int LinesEach = 2;

    /// <summary>Of so many one is new; the others were read, or sent, a while ago.</summary>
    private const int OneIsNewOf = 50;

    private Task? filling;

    public PlannedDatabase()
        : base(Content.Empty)
    {
    }

    public PlanLog Plans { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Sql, Plans];

    public Task FillAsync() => filling ??= FillOnceAsync();

    /// <summary>Somebody of the demo company.</summary>
    public async Task<UserScope> AsAsync(string userName)
    {
        var user = await DbAsync(db => db.Users.Include(u => u.Role).SingleAsync(u => u.UserName == userName));
        var tree = await WithAsync<DepartmentTree, DepartmentSnapshot>(t => t.GetAsync(CancellationToken.None).AsTask());
        return new UserScope
        {
            UserId = user.Id,
            Scope = user.Role!.Scope,
            DepartmentId = user.DepartmentId,
            DepartmentIds = user.Role.Scope == DataScope.Department ? tree.Branch(user.DepartmentId!.Value) : [],
            Permissions = Permissions.All,
            Today = Services.GetRequiredService<OrganizationClock>().Today,
        };
    }

    private async Task FillOnceAsync()
    {
        await WithAsync<DataSeeder>(s => s.SeedAsync(new SeedOrder(2000, 6000), _ => { }, CancellationToken.None));
        await DbAsync(async db =>
        {
            await TellAsync(db, Clock.Now.AddDays(-1));
            await MoveAsync(db);
            await SayAsync(db);
            if (!db.Database.IsSqlServer())
                await db.Database.ExecuteSqlAsync($"ANALYZE");
            return true;
        });
    }

    /// <summary>Half of the customers were moved by the form of a record, as most moves are made.</summary>
    private static Task MoveAsync(CrmDbContext db) => db.StageChanges
        .Where(s => s.CustomerId % 2 == 0 && !db.StageChanges.Any(o => o.CustomerId == s.CustomerId && o.Id > s.Id))
        .ExecuteUpdateAsync(set => set.SetProperty(s => s.FollowUpId, s => db.FollowUps.Where(f => f.CustomerId == s.CustomerId && f.State == FollowUpState.Done).Min(f => (int?)f.Id)));

    /// <summary>A number and a choice of the company's own, which half of the customers say.</summary>
    private async Task SayAsync(CrmDbContext db)
    {
        var number = new CustomField(FieldSubject.Customer, "planned-number", CustomFieldType.Whole, 900);
        var choice = new CustomField(FieldSubject.Customer, "planned-choice", CustomFieldType.Choice, 901);
        choice.Add(new CustomFieldChoice("rare", "rare", "rare", 1));
        db.CustomFields.AddRange(number, choice);
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        var (field, further, rare) = (number.Id, choice.Id, choice.Choices.Single().Id);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "CustomerValues" ("CustomerId", "FieldId", "Number") SELECT "Id", {field}, "Id" % 1000 FROM "Customers" WHERE "Id" % 2 = 0
            """);
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "CustomerValues" ("CustomerId", "FieldId", "ChoiceId") SELECT "Id", {further}, {rare} FROM "Customers" WHERE "Id" % 50 = 0
            """);
        Services.GetRequiredService<CustomFieldCatalog>().Invalidate();
    }

    /// <summary>Lines of inboxes and messages of some weeks, as an installation has them that is in use.</summary>
    private static async Task TellAsync(CrmDbContext db, DateTime at)
    {
        var owned = await db.Customers.Where(c => c.OwnerId != null).OrderBy(c => c.Id).Select(c => new { c.Id, Owner = c.OwnerId!.Value }).ToListAsync();
        List<Notification> lines = [];
        List<OutboxMessage> messages = [];
        foreach (var customer in owned.SelectMany(c => Enumerable.Repeat(c, LinesEach)))
        {
            var (key, then) = ($"planned:{lines.Count}", at.AddMinutes(-10 * lines.Count));
            lines.Add(new Notification(customer.Owner, NotificationKinds.Reminder, key, customer.Id, null, null, "{}", then));
            messages.Add(new OutboxMessage(
                key, OutboxChannel.Mail, NotificationKinds.Reminder, customer.Owner, null, new OutboxText("a@example.com", "到期", "到期", null, null, customer.Id), then, then));
        }

        await using var transaction = await db.Database.BeginTransactionAsync();
        var bulk = new BulkInsert(db);
        await bulk.WriteUnnumberedAsync(lines, CancellationToken.None);
        await bulk.WriteUnnumberedAsync(messages, CancellationToken.None);
        DateTime? done = at;
        await db.Notifications.Where(n => n.Id % OneIsNewOf != 0).ExecuteUpdateAsync(s => s.SetProperty(n => n.ReadAt, done));
        await db.OutboxMessages.Where(m => m.Id % OneIsNewOf != 0)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.State, OutboxState.Sent).SetProperty(m => m.SentAt, done));
        await transaction.CommitAsync();
    }
}
