using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Core.Urging;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Tests.Pages;

/// <summary>Of everything that a page may show a list of, more rows than a page may issue commands.</summary>
internal static class Crowd
{
    public const int Rows = 25;

    public static async Task FillAsync(CrmApp app)
    {
        var at = app.Clock.GetUtcNow().UtcDateTime.AddHours(8);
        List<int> customers = [];
        foreach (var type in new[] { CustomFieldType.Text, CustomFieldType.User })
        {
            await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
                new CustomFieldForm { Key = $"crowd-{type}".ToLowerInvariant(), Zh = $"人群{type}", En = $"Crowd {type}", Type = type }, app.As(Who.Admin), CancellationToken.None));
            foreach (var subject in new[] { FieldSubject.Contact, FieldSubject.FollowUp })
            {
                await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
                    new CustomFieldForm { Subject = subject, Key = $"crowd-{type}".ToLowerInvariant(), Zh = $"人群{type}", En = $"Crowd {type}", Type = type }, app.As(Who.Admin), CancellationToken.None));
            }
        }

        for (var i = 0; i < Rows; i++)
        {
            var sample = Forms.Customer($"苏州第{i}号样品有限公司");
            (sample.Custom["crowd-text"], sample.Custom["crowd-user"]) = ([$"第{i}号"], [$"{app.Company[Who.MgrEast].Id}"]);
            var id = await app.RegisterAsync(Who.RepEast, sample);
            customers.Add(id);
            var record = Forms.Record(at, next: at.AddHours(2));
            record.Custom["crowd-text"] = [$"第{i}次"];
            await app.WithAsync<FollowUpService>(w => w.RecordAsync(id, record, app.As(Who.RepEast), CancellationToken.None));
            var promised = Forms.Record(at.AddMinutes(-i));
            promised.Commitments = $"第{i}项承诺";
            await app.WithAsync<FollowUpService>(w => w.RecordAsync(app.Company.EastCustomer, promised, app.As(Who.RepEast), CancellationToken.None));
            var order = await app.WithAsync<OrderService, int>(o => o.EnterAsync(
                app.Company.EastCustomer, Forms.Order("1000", ("2026-11-10", "400"), ("2026-12-10", "600")), app.As(Who.RepEast), CancellationToken.None));
            await app.WithAsync<PaymentService, int>(p => p.NoteAsync(order, Forms.Payment("100"), app.As(Who.RepEast), CancellationToken.None));
            await app.RegisterAsync(Who.RepEast, Forms.Customer($"昆山第{i}号弃置有限公司"));
            await app.FileAsync(Who.RepEast, app.Company.EastCustomer, $"第{i}号文件.pdf");
        }

        await app.WithAsync<CustomerEditor>(async editor =>
        {
            var form = await editor.OpenAsync(app.Company.EastCustomer, app.As(Who.RepEast), CancellationToken.None);
            for (var i = 0; i < Rows; i++)
                form.Contacts.Add(new ContactForm { Name = "何工", Mobile = Forms.NewMobile(), Custom = { ["crowd-text"] = [$"第{i}位"] } });
            form.DecisionChain = [.. Enumerable.Range(0, 15).Select(i => new DecisionLinkForm { Title = $"第{i}人", Contact = $"{i}" })];
            await editor.SaveAsync(app.Company.EastCustomer, form, app.As(Who.RepEast), CancellationToken.None);
        });
        await app.DbAsync(db => AroundCustomersAsync(db, app, customers));
        await app.DbAsync(db => AdministrationAsync(db, app));
    }

    private static async Task<int> AroundCustomersAsync(CrmDbContext db, CrmApp app, List<int> customers)
    {
        var (now, me) = (app.Clock.Now, app.Company[Who.RepEast].Id);
        await db.Customers.Where(c => c.Name.StartsWith("昆山")).ExecuteUpdateAsync(s => s.SetProperty(c => c.DeletedAt, now));
        var stages = await db.Stages.OrderBy(s => s.Order).Select(s => s.Id).ToListAsync();
        var tasks = await db.FollowUps.Where(f => customers.Contains(f.CustomerId) && f.State == CrmWeb.Core.FollowUps.FollowUpState.Pending)
            .Select(f => new { f.Id, f.CustomerId }).ToListAsync();
        for (var i = 0; i < Rows; i++)
        {
            db.Add(new StageChange(stages[i % 2], stages[(i + 1) % 2], now.AddDays(-1), me, null, "有进展", null)).Property(s => s.CustomerId).CurrentValue = app.Company.EastCustomer;
            db.Urges.Add(new Urge(app.Company.EastCustomer, app.Company.PlannedFollowUp, app.Company[Who.MgrEast].Id, me, "请联系", null, now.AddDays(-1)));
            foreach (var reader in Enum.GetValues<Who>())
            {
                db.Notifications.Add(new Notification(
                    app.Company[reader].Id, NotificationKinds.Reminder, $"crowd:{reader}:{i}", tasks[i].CustomerId, tasks[i].Id, me, "{}", now.AddMinutes(-i)));
            }
        }

        return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
    }

    private static async Task<int> AdministrationAsync(CrmDbContext db, CrmApp app)
    {
        var now = app.Clock.Now;
        var role = await db.Roles.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync();
        var group = new TagGroup("crowd", "人群", "Crowd", 5000);
        db.TagGroups.Add(group);
        for (var i = 0; i < Rows; i++)
        {
            group.Add(new Tag($"crowd-{i}", $"标签{i}", $"Tag {i}", "blue", 10 * i));
            db.TagGroups.Add(new TagGroup($"crowd-group-{i}", $"分组{i}", $"Group {i}", 6000 + (10 * i)));
            db.Stages.Add(new Stage($"crowd-{i}", $"阶段{i}", $"Stage {i}", 5000 + (10 * i), StageKind.Open, "blue", 20, null));
            db.Departments.Add(new Department($"人群{i}部", app.Company.DepartmentSouth, 500 + i));
            db.WatchRules.Add(new WatchRule("silent", new WatchRuleFacts(30 + i, false, WatchRecipient.Owner, NotificationChannels.Page, null)));
            db.DepartmentRobots.Add(new DepartmentRobot(app.Company.DepartmentSouth, RobotProduct.Feishu, $"人群机器人{i}", "sealed", null));
            db.Users.Add(new CrmUser($"crowd{i}", $"人群{i}", $"C{i:D3}", app.Company.DepartmentSouth, role, now)
            {
                NormalizedUserName = $"CROWD{i}",
                PasswordHash = "x",
                SecurityStamp = Guid.NewGuid().ToString("N"),
            });
            var run = new JobRun("cleaning", now.AddDays(-i), now.AddDays(-i), "test", app.Company[Who.Admin].Id);
            run.Finish(JobOutcome.Succeeded, "deleted=1", null, now.AddDays(-i));
            db.JobRuns.Add(run);
            db.OutboxMessages.Add(new OutboxMessage(
                $"crowd:{i}", OutboxChannel.Mail, NotificationKinds.System, app.Company[Who.Admin].Id, null,
                new OutboxText("admin@example.com", "测试", "测试", null, null, null), now, now));
        }

        var saved = await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        await db.OutboxMessages.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, OutboxState.Failed));
        return saved;
    }
}
