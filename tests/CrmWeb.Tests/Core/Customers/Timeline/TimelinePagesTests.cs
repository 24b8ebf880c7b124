using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Urging;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Timeline;

/// <summary>However many fields each save has: going on to older stretches, nothing is left out and nothing comes twice.</summary>
public sealed class TimelinePagesTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private const int Saves = 40;

    [Theory]
    [InlineData(TimelineFilter.Changes)]
    [InlineData(TimelineFilter.All)]
    public async Task Every_save_is_found_with_all_its_fields(TimelineFilter filter)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"时间线{filter}仪表有限公司"));
        for (var i = 0; i < Saves; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(1));
            var text = $"第{i}次";
            await app.WithAsync<CustomerEditor>(async editing =>
            {
                var form = await editing.OpenAsync(id, app.As(Who.RepEast), CancellationToken.None);
                (form.ShortName, form.Address, form.SourceDetail, form.NeedSummary, form.PainPoints, form.Remarks) = (text, text, text, text, text, text);
                (form.MainBusiness, form.Competitors, form.Preferences, form.AccountPlan) = (text, text, text, text);
                await editing.SaveAsync(id, form, app.As(Who.RepEast), CancellationToken.None);
            });
        }

        List<ChangeItem> changes = [];
        TimelineCursor? before = null;
        do
        {
            var page = await app.TimelineAsync(id, filter, before, Who.RepEast);
            changes.AddRange(page.Items.OfType<ChangeItem>());
            Assert.InRange(changes.Count, 0, Saves + 1);
            before = page.Older;
        }
        while (before is not null);

        Assert.Equal(Saves + 1, changes.Count);
        Assert.Equal(changes.Count, changes.Select(c => c.At).Distinct().Count());
        Assert.All(changes.Where(c => c.Action == AuditAction.Changed), c => Assert.Equal(10, c.Changes.Count));
    }

    [Theory]
    [InlineData(TimelineFilter.All, 1)]
    [InlineData(TimelineFilter.All, 2)]
    [InlineData(TimelineFilter.FollowUps, 3)]
    [InlineData(TimelineFilter.Stages, 4)]
    [InlineData(TimelineFilter.Changes, 5)]
    public async Task Whatever_happened_at_one_moment_is_found_once(TimelineFilter filter, int seed)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer($"同一时刻{filter}{seed}仪表有限公司"));
        var random = new Random(seed);
        var me = app.Company[Who.RepEast].Id;
        var written = await app.DbAsync(async db =>
        {
            var method = await db.ListItems.Where(l => l.Kind == ListKind.FollowUpMethod).OrderBy(l => l.Id).Select(l => l.Id).FirstAsync();
            var stages = await db.Stages.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync();
            for (var i = 0; i < 200; i++)
            {
                // Two moments, a hundred entries each: three and more stretches end within a moment.
                var at = TestClock.Start.AddDays(-1).AddHours(random.Next(2));
                switch (random.Next(4))
                {
                    case 0:
                        db.FollowUps.Add(FollowUp.Recorded(id, Guid.NewGuid(), new FollowUpFacts(method, null, null, $"第{i}条"), at, me, at));
                        break;
                    case 1:
                        db.Urges.Add(new Urge(id, null, me, me, $"第{i}条", null, at));
                        break;
                    case 2:
                        db.Add(new StageChange(stages[0], stages[1], at, me, null, $"第{i}条", null)).Property(s => s.CustomerId).CurrentValue = id;
                        break;
                    default:
                        var batch = Guid.NewGuid();
                        db.AuditEntries.Add(new AuditEntry(at, me, batch, AuditAction.Changed, nameof(Customer), id, nameof(Customer), id, nameof(CustomerNotes.Remarks), "", $"第{i}条"));
                        db.AuditEntries.Add(new AuditEntry(at, me, batch, AuditAction.Changed, nameof(Customer), id, nameof(Customer), id, nameof(CompanyFacts.Address), "", $"地址{i}"));
                        break;
                }
            }

            await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
            var all = filter == TimelineFilter.All;
            return (all || filter == TimelineFilter.FollowUps ? await db.FollowUps.CountAsync(f => f.CustomerId == id) + await db.Urges.CountAsync(u => u.CustomerId == id) : 0)
                + (all || filter == TimelineFilter.Stages ? await db.StageChanges.CountAsync(s => s.CustomerId == id && s.FromStageId != null) : 0)
                + (all || filter == TimelineFilter.Changes ? await db.AuditEntries.Where(a => a.RootType == nameof(Customer) && a.RootId == id && a.EntityType != nameof(FollowUp)).Select(a => a.BatchId).Distinct().CountAsync() : 0);
        });

        List<TimelineItem> read = [];
        TimelineCursor? before = null;
        do
        {
            var page = await app.TimelineAsync(id, filter, before, Who.RepEast);
            Assert.InRange(page.Items.Count, 1, CustomerTimeline.PageSize);
            read.AddRange(page.Items);
            Assert.InRange(read.Count, 1, written);

            // As the address carries it.
            before = TimelineCursor.Parse(page.Older?.ToString());
        }
        while (before is not null);

        Assert.InRange(written, 31, 400);
        Assert.Equal(written, read.Count);
        Assert.Equal(written, read.Select(i => i.Place).Distinct().Count());
        Assert.Equal(read.OrderByDescending(i => i.At).Select(i => i.At), read.Select(i => i.At));
        Assert.All(read.OfType<ChangeItem>().Where(c => c.Action == AuditAction.Changed && c.At < TestClock.Start), c => Assert.Equal(2, c.Changes.Count));
    }

    [Fact]
    public async Task Stretches_of_what_is_looked_for_are_full_while_there_is_enough_of_it()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("时间线搜索仪表有限公司"));
        var me = app.Company[Who.RepEast].Id;
        await app.DbAsync(async db =>
        {
            var method = await db.ListItems.Where(l => l.Kind == ListKind.FollowUpMethod).OrderBy(l => l.Id).Select(l => l.Id).FirstAsync();
            for (var i = 0; i < 200; i++)
            {
                var at = TestClock.Start.AddDays(-1).AddHours(i % 2);
                db.FollowUps.Add(FollowUp.Recorded(id, Guid.NewGuid(), new FollowUpFacts(method, null, null, i % 3 == 0 ? $"第{i}条，谈了ＥＲＰ" : $"第{i}条"), at, me, at));
            }

            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });

        List<int> sizes = [];
        List<TimelineItem> read = [];
        TimelineCursor? before = null;
        do
        {
            var page = await app.TimelineAsync(id, TimelineFilter.All, before, Who.RepEast, "erp");
            sizes.Add(page.Items.Count);
            read.AddRange(page.Items);
            before = page.Older;
        }
        while (before is not null);

        Assert.Equal([CustomerTimeline.PageSize, CustomerTimeline.PageSize, 67 - (2 * CustomerTimeline.PageSize)], sizes);
        Assert.Equal(67, read.Select(i => i.Place).Distinct().Count());
        Assert.Equal(read.OrderByDescending(i => i.At).ThenByDescending(i => i.Place.Id).Select(i => i.Place), read.Select(i => i.Place));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.2")]
    [InlineData("1.9.3")]
    [InlineData("1.0.3")]
    [InlineData("1.2.x")]
    [InlineData("99999999999999999999.1.1")]
    public void A_place_nobody_was_given_is_refused(string typed) => Assert.Throws<BadQueryException>(() => TimelineCursor.Parse(typed));
}
