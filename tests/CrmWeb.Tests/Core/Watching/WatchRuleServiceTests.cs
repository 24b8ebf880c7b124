using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Organization;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Watching;

public sealed class WatchRuleServiceTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_new_database_watches_as_the_product_says_and_keeps_what_was_changed()
    {
        var quotation = (await app.StagesAsync()).Find("quotation")!.Id;
        var rules = await app.DbAsync(db => db.WatchRules.OrderBy(r => r.Id).Take(5).Select(r => new { r.Kind, r.ThresholdDays, r.Recipient, r.StageId }).ToListAsync());
        Assert.Equal(
            [("silent", 3, WatchRecipient.Owner, null), ("stuck", 7, WatchRecipient.Manager, quotation), ("overdue", 0, WatchRecipient.Assignee, null), ("overdue", 1, WatchRecipient.Manager, (int?)null),
                ("payment", 0, WatchRecipient.Owner, null)],
            rules.Select(r => (r.Kind, r.ThresholdDays, r.Recipient, r.StageId)));
        var count = await CountAsync();
        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
        Assert.Equal(count, await CountAsync());
    }

    [Fact]
    public async Task A_rule_is_saved_with_all_it_says_and_who_was_faster_is_not_overwritten()
    {
        var id = await CreateAsync(new WatchRuleForm
        {
            Kind = "stuck",
            ThresholdDays = 14,
            WorkingDaysOnly = true,
            Recipient = WatchRecipient.Owner,
            Mail = true,
            Robot = true,
            RepeatDays = 3,
            Stage = "negotiation",
            Level = CrmWeb.Core.Customers.CustomerLevel.A,
            Department = app.Company.DepartmentEast,
        });
        var form = await OpenAsync(id);
        Assert.Equal((14, true, WatchRecipient.Owner, 3, "negotiation"), (form.ThresholdDays!.Value, form.WorkingDaysOnly, form.Recipient!.Value, form.RepeatDays!.Value, form.Stage));
        Assert.Equal(NotificationChannels.Page | NotificationChannels.Mail | NotificationChannels.Robot, await app.DbAsync(db => db.WatchRules.Where(r => r.Id == id).Select(r => r.Channels).SingleAsync()));

        var mine = await OpenAsync(id);
        form.ThresholdDays = 10;
        await app.WithAsync<WatchRuleService>(e => e.ChangeAsync(id, form, app.As(Who.Admin), CancellationToken.None));
        Assert.Contains(nameof(WatchRule.ThresholdDays), await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == nameof(WatchRule) && a.RootId == id).Select(a => a.Field).ToListAsync()));
        await Assert.ThrowsAsync<EditConflictException>(() => app.WithAsync<WatchRuleService>(e => e.ChangeAsync(id, mine, app.As(Who.Admin), CancellationToken.None)));
    }

    [Fact]
    public async Task Each_broken_rule_stands_at_its_field()
    {
        Assert.Equal(["Kind", "Recipient", "ThresholdDays"], await FieldsAsync(new WatchRuleForm()));
        Assert.Equal(["Department", "Recipient", "RepeatDays", "Stage", "ThresholdDays"], await FieldsAsync(new WatchRuleForm
        {
            Kind = "silent",
            ThresholdDays = 0,
            Recipient = WatchRecipient.Assignee,
            RepeatDays = 0,
            Stage = "nowhere",
            Department = 999_999,
        }));
        Assert.Equal(["Stage"], await FieldsAsync(new WatchRuleForm { Kind = "silent", ThresholdDays = 3, Recipient = WatchRecipient.Owner, Stage = "lost" }));
    }

    [Fact]
    public async Task A_deleted_rule_takes_its_memory_along_and_the_last_one_stays()
    {
        var id = await CreateAsync(new WatchRuleForm { Kind = "silent", ThresholdDays = 4, Recipient = WatchRecipient.Owner, IsActive = false });
        await app.DbAsync(async db =>
        {
            db.WatchNotices.Add(new WatchNotice(id, app.Company.EastCustomer, app.Company.EastCustomer, TestClock.Start, 0, app.Company[Who.RepEast].Id, TestClock.Start));
            return await db.SaveChangesAsync();
        });
        await DeleteAsync(id);
        Assert.False(await app.DbAsync(db => db.WatchNotices.AnyAsync(n => n.RuleId == id)));

        var others = await app.DbAsync(db => db.WatchRules.OrderBy(r => r.Id).Select(r => r.Id).ToListAsync());
        foreach (var other in others.SkipLast(1))
            await DeleteAsync(other);
        Assert.Equal([""], (await Newcomers.RefusedAsync(() => DeleteAsync(others[^1]))).Select(e => e.Key));
        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
        Assert.Equal(1, await CountAsync());
        await app.DbAsync(db => db.WatchRules.ExecuteDeleteAsync());
        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(CancellationToken.None));
        Assert.Equal(5, await CountAsync());
    }

    [Fact]
    public async Task Only_who_may_keep_rules_does()
    {
        var id = await app.DbAsync(db => db.WatchRules.Select(r => r.Id).FirstAsync());
        var before = await app.SnapshotAsync();
        foreach (var act in new Func<WatchRuleService, Task>[]
        {
            e => e.CreateAsync(new WatchRuleForm { Kind = "silent", ThresholdDays = 3, Recipient = WatchRecipient.Owner }, app.As(Who.MgrEast), CancellationToken.None),
            e => e.ChangeAsync(id, new WatchRuleForm { ThresholdDays = 3, Recipient = WatchRecipient.Owner }, app.As(Who.RepEast), CancellationToken.None),
            e => e.DeleteAsync(id, app.As(Who.Marketer), CancellationToken.None),
        })
        {
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync(act));
        }

        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<WatchRuleQueries, IReadOnlyList<WatchRuleRow>>(q => q.ListAsync(app.As(Who.MgrEast), CancellationToken.None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<WatchRuleQueries, WatchRuleForm>(q => q.OpenAsync(id, app.As(Who.Service), CancellationToken.None)));
        Assert.Empty(before.Changes(await app.SnapshotAsync()));
    }

    private Task<int> CountAsync() => app.DbAsync(db => db.WatchRules.CountAsync());

    [Fact]
    public async Task A_form_sent_several_times_at_once_makes_one_rule_and_one_that_says_something_else_another()
    {
        WatchRuleForm Form(int days) => new() { Kind = "silent", ThresholdDays = days, Recipient = WatchRecipient.Owner, RepeatDays = 9 };
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CreateAsync(Form(71))));

        Assert.Single(ids.Distinct());
        Assert.NotEqual(ids[0], await CreateAsync(Form(72)));
        Assert.Equal(1, await app.DbAsync(db => db.WatchRules.CountAsync(r => r.ThresholdDays == 71)));
    }

    private Task<int> CreateAsync(WatchRuleForm form) => app.WithAsync<WatchRuleService, int>(e => e.CreateAsync(form, app.As(Who.Admin), CancellationToken.None));

    private Task<WatchRuleForm> OpenAsync(int id) => app.WithAsync<WatchRuleQueries, WatchRuleForm>(q => q.OpenAsync(id, app.As(Who.Admin), CancellationToken.None));

    private Task DeleteAsync(int id) => app.WithAsync<WatchRuleService>(e => e.DeleteAsync(id, app.As(Who.Admin), CancellationToken.None));

    private async Task<IEnumerable<string>> FieldsAsync(WatchRuleForm form) => (await Newcomers.RefusedAsync(() => CreateAsync(form))).Select(e => e.Key).Order();
}
