using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Orders;
using CrmWeb.Core.Orders.Payments;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Watching;

/// <summary>What a dry run lists is what the run then tells: for rules and customers drawn at random.</summary>
public sealed class DryRunTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const int Rules = 25;

    [Fact]
    public async Task A_dry_run_lists_exactly_what_the_run_then_does()
    {
        var random = new Random(20261118);
        var stages = (await app.StagesAsync()).Active.ToList();
        await app.AppointAsync(app.Company.DepartmentEast, Who.MgrEast);
        await app.AppointAsync(app.Company.DepartmentShanghai, Who.RepEast2);
        for (var i = 0; i < 40; i++)
            await DrawCustomerAsync(random, stages);

        var (any, none) = (0, 0);
        HashSet<WatchRecipient> recipients = [];
        for (var i = 0; i < Rules; i++)
        {
            var kind = Pick(random, [.. app.Services.GetRequiredService<WatchKinds>().All]);
            var rule = await app.RuleAsync(kind.Code, Draw(random, kind, stages));
            recipients.Add(rule.Recipient);

            // A second round of a rule that told already, with some days between.
            for (var round = 0; round < 2; round++, app.Clock.Advance(TimeSpan.FromHours(random.Next(1, 60))))
            {
                var before = await app.SnapshotAsync();
                var listed = await TryAsync(rule);
                Assert.Empty(before.Changes(await app.SnapshotAsync()));
                var known = await NoticesAsync(rule.Id);
                var last = await app.DbAsync(db => db.Notifications.MaxAsync(n => (int?)n.Id)) ?? 0;
                await app.RunAsync();
                var told = (await NoticesAsync(rule.Id)).Except(known).Order().ToList();
                Assert.Equal(told, listed);
                Assert.Equal(listed.CountBy(l => l.Recipient).OrderBy(c => c.Key), (await AnnouncedAsync(rule, last)).OrderBy(c => c.Key));
                _ = told.Count == 0 ? none++ : any++;
            }
        }

        // Rules were drawn so that both happens often; a test of nothing would pass as well.
        Assert.True(any > 10 && none > 5, $"{any} runs told somebody, {none} told nobody");
        Assert.Equal(Enum.GetValues<WatchRecipient>(), recipients.Order());
    }

    [Fact]
    public async Task What_is_typed_is_tried_and_nothing_is_saved_and_only_by_who_may()
    {
        var customer = await app.CustomerAsync(silent: 400);
        var rule = await app.RuleAsync("silent", new WatchRuleFacts(500, false, WatchRecipient.Owner, NotificationChannels.Page, null));
        var form = WatchRuleForm.Of(rule, await app.StagesAsync());
        Assert.Equal(0, (await app.WithAsync<WatchDryRun, DryRunResult>(d => d.TryAsync(form, rule.Id, app.As(Who.Admin), CancellationToken.None))).Total);
        form.ThresholdDays = 300;
        var result = await app.WithAsync<WatchDryRun, DryRunResult>(d => d.TryAsync(form, rule.Id, app.As(Who.Admin), CancellationToken.None));
        var row = Assert.Single(result.Rows, r => r.CustomerId == customer);
        Assert.Equal((400, "王海涛", "王海涛"), (row.Days, row.Person, row.Recipient));
        Assert.Equal(500, await app.DbAsync(db => db.WatchRules.Where(r => r.Id == rule.Id).Select(r => r.ThresholdDays).SingleAsync()));
        foreach (var who in new[] { Who.RepEast, Who.MgrEast, Who.Service })
            await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<WatchDryRun, DryRunResult>(d => d.TryAsync(form, rule.Id, app.As(who), CancellationToken.None)));

        // Whoever keeps rules but sees fewer customers is not told their names.
        var narrow = app.As(Who.RepSouth) with { Permissions = [.. app.As(Who.RepSouth).Permissions, Permissions.AdminRules] };
        result = await app.WithAsync<WatchDryRun, DryRunResult>(d => d.TryAsync(form, rule.Id, narrow, CancellationToken.None));
        Assert.Null(Assert.Single(result.Rows, r => r.CustomerId == customer).Customer);
    }

    private async Task DrawCustomerAsync(Random random, List<StageEntry> stages)
    {
        var stage = Pick(random, [.. stages]);
        var id = await app.CustomerAsync(random.NextDouble() * 12, random.NextDouble() * 20, stage.Code, Pick(random, Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast));
        var (type, level, category) = (stage.EntryType ?? CustomerType.Potential, (CustomerLevel?)Pick(random, CustomerLevel.A, CustomerLevel.B), Pick(random, CustomerCategory.New, CustomerCategory.Key));
        await app.ChangeAsync(id, s => s.SetProperty(c => c.Type, type).SetProperty(c => c.Level, level).SetProperty(c => c.Category, category));
        if (random.Next(3) == 0)
            await AddTaskAsync(random, id);
        if (random.Next(2) == 0)
            await AddOrderAsync(random, id);
    }

    /// <summary>With a payment that was due up to some days ago, or is still to come.</summary>
    private async Task AddOrderAsync(Random random, int customer)
    {
        var (due, owner) = (app.Ago((random.NextDouble() * 12) - 2), app.Company[Who.RepEast].Id);
        var plan = new PlannedPaymentFacts(null, DateOnly.FromDateTime(due), 100m, null, due);
        var facts = new OrderFacts(DateOnly.FromDateTime(due), "上门安装", 100m, owner, null, null, [], [plan]);
        await app.DbAsync(async db =>
        {
            db.Orders.Add(new Order(customer, $"DRY{customer}", Guid.NewGuid(), facts, OrderState.Active, owner, app.Clock.Now));
            return await db.SaveChangesAsync();
        });
    }

    private async Task AddTaskAsync(Random random, int customer)
    {
        var (at, assignee) = (app.Ago((random.NextDouble() * 8) - 3), app.Company[Pick(random, Who.RepEast, Who.RepEast2)].Id);
        await app.DbAsync(async db =>
        {
            var method = await db.FollowUps.Select(f => f.MethodId).FirstAsync();
            db.FollowUps.Add(FollowUp.Planned(customer, Guid.NewGuid(), new FollowUpFacts(method, null, "上门", null),
                new FollowUpPlan(at, assignee, FollowUpPriority.Normal, 10, NotificationChannels.Page), assignee, at.AddDays(-1)));
            await db.SaveChangesAsync();
            return await db.Customers.Where(c => c.Id == customer).ExecuteUpdateAsync(s => s.SetProperty(c => c.NextFollowUpAt, (DateTime?)at));
        });
    }

    /// <summary>A rule that the form takes.</summary>
    private WatchRuleFacts Draw(Random random, IWatchKind kind, List<StageEntry> stages) => new(
        random.Next(kind.LeastDays, 9), random.Next(2) == 0, Pick(random, [.. kind.Recipients]), NotificationChannels.Page, random.Next(3) == 0 ? random.Next(1, 4) : null,
        random.Next(4) == 0 ? Pick(random, [.. stages.Where(s => kind.IsAboutTasks || s.Kind != StageKind.Lost)]).Id : null, random.Next(5) == 0 ? CustomerCategory.Key : null, random.Next(5) == 0 ? CustomerLevel.A : null,
        random.Next(4) == 0 ? app.Company.DepartmentEast : null);

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];

    /// <summary>The dry run of the rule as it is, put as notices would be.</summary>
    private async Task<List<(int Subject, DateTime CaseAt, int Slot, int Recipient)>> TryAsync(WatchRule rule)
    {
        var form = WatchRuleForm.Of(rule, await app.StagesAsync());
        var people = (await app.Services.GetRequiredService<UserDirectory>().GetAsync(CancellationToken.None)).All.ToDictionary(u => u.Name, u => u.Id);
        var result = await app.WithAsync<WatchDryRun, DryRunResult>(d => d.TryAsync(form, rule.Id, app.As(Who.Admin), CancellationToken.None));
        Assert.Equal(result.Total, result.Rows.Count);
        return [.. result.Rows.Select(r => (r.TaskId ?? r.CustomerId, r.Since, r.Times, people[r.Recipient])).Order()];
    }

    /// <summary>Of how many cases each recipient reads in the inbox since a line.</summary>
    private Task<List<KeyValuePair<int, int>>> AnnouncedAsync(WatchRule rule, int last) => app.DbAsync(async db =>
    {
        var lines = await db.Notifications.AsNoTracking().Where(n => n.Id > last).ToListAsync();
        Assert.All(lines, l => Assert.StartsWith($"{rule.Kind}:watch:{rule.Id}:", l.Key, StringComparison.Ordinal));
        return lines.GroupBy(l => l.UserId).Select(own => KeyValuePair.Create(own.Key, own.Sum(l => NotificationSubject.Of(l).Number(NotificationFacts.Count) ?? 1))).ToList();
    });

    private Task<List<(int Subject, DateTime CaseAt, int Slot, int Recipient)>> NoticesAsync(int ruleId) => app.DbAsync(async db =>
        (await db.WatchNotices.AsNoTracking().Where(n => n.RuleId == ruleId).ToListAsync()).Select(n => (n.SubjectId, n.CaseAt, n.Slot, n.RecipientId)).ToList());
}
