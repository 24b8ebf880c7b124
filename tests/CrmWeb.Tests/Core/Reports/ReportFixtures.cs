using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Reports;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Reports;

/// <summary>The test company with customers whose way is known, read on a Thursday in December.</summary>
public class ReportFixture : CoreFixture, IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 12, 10, 2, 0, 0, DateTimeKind.Utc);

    private int count;

    protected static CancellationToken None => CancellationToken.None;

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Clock.Now = Now;
        await FillAsync();
    }

    public Task<ReportResult> ReadAsync(string report, ReportFilter filter, UserScope by) =>
        WithAsync<ReportCatalog, ReportResult>(c => c.Find(report)!.ReadAsync(filter, by, None));

    /// <summary>How many rows the list shows that a number leads to.</summary>
    public async Task<int> RowsAsync(ReportLink link, UserScope by)
    {
        var query = string.Join('&', link.Query.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));
        if (link.List == ReportRows.Customers)
            return (await WithAsync<CustomerListQueries, PageOf<CustomerRow>>(l => l.ListAsync(CustomerFilter.Of(query), by, None))).Total;
        string? Of(string name) => link.Query.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();
        Assert.Equal("done", Of("list"));
        var filter = new FollowUpFilter
        {
            Method = Of("method"),
            AtFrom = Of("atFrom"),
            AtTo = Of("atTo"),
            Customer = Of("customer"),
            Department = Of("department"),
            Category = Of("category"),
            Industry = Of("industry"),
            Tag = [.. link.Query.Where(p => p.Key == "tag").Select(p => p.Value)],
            TagMode = Of("tagMode"),
        };
        var selection = new FollowUpSelection(FollowUpList.Done, Of("team") == "true", Of("person") is { } person ? int.Parse(person, null) : null, filter);
        return (await WithAsync<FollowUpListQueries, PageOf<FollowUpRow>>(l => l.ListAsync(selection, new PageWanted(1, 20), by, None))).Total;
    }

    /// <summary>What the tests are about.</summary>
    protected virtual Task FillAsync() => DbAsync(async db =>
    {
        var reason = await db.ListItems.Where(i => i.Kind == ListKind.LossReason && i.ParentId != null).OrderBy(i => i.Id).Select(i => i.Id).FirstAsync();
        Add(db, "甲", Who.RepEast, "2026-10-31T15:59:59", [("needs", "2026-11-05T02:00:00"), ("quotation", "2026-11-15T02:00:00")]);
        Add(db, "乙", Who.RepEast, "2026-10-31T16:00:00", [("quotation", "2026-11-10T04:00:00"), ("won", "2026-11-30T16:00:00")]);
        Add(db, "丙", Who.RepEast2, "2026-11-02T02:00:00", [("needs", "2026-11-03T02:00:00"), ("initial", "2026-11-04T02:00:00"), ("needs", "2026-11-20T02:00:00"), ("lost", "2026-11-25T02:00:00")], reason);
        Add(db, "丁", Who.RepEast3, "2026-11-02T00:00:00",
            [("needs", "2026-11-04T00:00:00"), ("quotation", "2026-11-06T00:00:00"), ("negotiation", "2026-11-07T00:00:00"), ("won", "2026-11-30T15:59:59")]);
        Add(db, "戊", Who.RepSouth, "2026-11-20T00:00:00", [("lost", "2026-11-21T00:00:00"), ("needs", "2026-12-01T00:00:00")], reason);
        return await db.SaveChangesAsync(UserScope.System, None);
    });

    /// <summary>A customer with its moves, each at a time in UTC.</summary>
    protected Customer Add(
        CrmDbContext db, string name, Who? owner, string createdAt, IReadOnlyList<(string Stage, string At)> moves, int? lossReason = null, Func<CustomerProfile, CustomerProfile>? facts = null)
    {
        var stages = Stages(db);
        var profile = new CustomerProfile { Name = $"报表{name}有限公司", Kind = CustomerKind.Enterprise, Type = CustomerType.Potential, Category = CustomerCategory.New };
        var user = owner is { } who ? Company[who] : null;
        var customer = new Customer($"R{++count:D6}", Guid.NewGuid(), facts?.Invoke(profile) ?? profile, user?.Id, user?.DepartmentId, user?.Id, stages["initial"].Id, Utc(createdAt));
        foreach (var (stage, at) in moves)
            customer.MoveTo(stages[stage], user?.Id, Utc(at), null, stages[stage].Kind == StageKind.Lost ? lossReason : null);
        db.Customers.Add(customer);
        return customer;
    }

    protected static DateTime Utc(string at) => DateTime.SpecifyKind(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);

    protected static Dictionary<string, StageEntry> Stages(CrmDbContext db) => db.Stages.AsNoTracking().AsEnumerable()
        .ToDictionary(s => s.Code, s => new StageEntry(s.Id, s.Code, s.Zh, s.En, s.Order, s.Kind, s.Colour, s.Probability, s.StuckDays, s.EntryType, s.IsActive, s.ReplacedById));
}

/// <summary>Customers drawn at random, with owners, facts, tags, ways and follow-ups of every kind.</summary>
public class RandomReports : ReportFixture
{
    private const int Customers = 90;
    private static readonly Who?[] Owners = [Who.RepEast, Who.RepEast2, Who.RepEast3, Who.RepSouth, Who.MgrEast, Who.RepEast, null];

    /// <summary>The codes of two tags that many have, some of them both.</summary>
    public IReadOnlyList<string> Tags { get; private set; } = [];

    protected override Task FillAsync() => DbAsync(async db =>
    {
        var random = new Random(20261130);
        var stages = Stages(db);
        var codes = stages.Keys.Order(StringComparer.Ordinal).ToArray();
        var items = await db.ListItems.AsNoTracking().OrderBy(i => i.Id).ToListAsync();
        var known = await db.Set<CrmWeb.Core.ReferenceData.Tags.Tag>().OrderBy(t => t.Id).Select(t => new { t.Id, t.Code }).ToListAsync();
        var tags = known.ConvertAll(t => t.Id);
        Tags = [known[0].Code, known[1].Code];
        int? One(ListKind kind) => random.Next(5) == 0 ? null : Pick(items.Where(i => i.Kind == kind).ToList()).Id;
        T Pick<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];
        for (var i = 0; i < Customers; i++)
        {
            var at = Time();
            List<(string, string)> moves = [];
            for (var then = at.AddMinutes(random.Next(20_000)); random.Next(4) > 0 && then < Clock.Now; then = then.AddMinutes(random.Next(20_000)))
                moves.Add((Pick(codes), $"{then:s}"));
            var customer = Add(db, $"随机{i}", Pick(Owners), $"{at:s}", moves, One(ListKind.LossReason), p => p with
            {
                Type = random.Next(2) == 0 ? CustomerType.Interested : CustomerType.Potential,
                Kind = random.Next(4) == 0 ? CustomerKind.Individual : CustomerKind.Enterprise,
                Category = Pick(Enum.GetValues<CustomerCategory>()),
                Level = random.Next(3) == 0 ? null : Pick(Enum.GetValues<CustomerLevel>()),
                IndustryId = One(ListKind.Industry),
                RegionId = One(ListKind.Region),
                SourceId = One(ListKind.Source),
                SizeClassId = One(ListKind.SizeClass),
                BudgetId = One(ListKind.Budget),
            });
            customer.SetTags(random.Next(2) == 0 ? [] : [Pick(tags), .. tags.Take(random.Next(3))]);
            if (random.Next(8) == 0)
                customer.AddCollaborator(new Collaborator(Company[Pick([Who.RepEast, Who.MgrSouth, Who.RepSouth])].Id, canEdit: false, until: null));
            if (random.Next(12) == 0)
                customer.Delete(null, Clock.Now);
        }

        await db.SaveChangesAsync(UserScope.System, None);
        var methods = items.Where(i => i.Kind == ListKind.FollowUpMethod).ToList();
        foreach (var customer in await db.Customers.IgnoreQueryFilters().OrderBy(c => c.Id).ToListAsync())
        {
            for (var i = random.Next(5); i > 0; i--)
            {
                var at = Time();
                db.FollowUps.Add(FollowUp.Recorded(
                    customer.Id, Guid.NewGuid(), new FollowUpFacts(Pick(methods).Id, null, null, "联系过"), at, Company[Pick([Who.RepEast, Who.RepEast2, Who.RepSouth, Who.MgrEast])].Id, at.AddHours(random.Next(50))));
            }
        }

        return await db.SaveChangesAsync(UserScope.System, None);

        // Around the midnights of Shanghai as often as elsewhere.
        DateTime Time()
        {
            var day = new DateTime(2026, 9, 1, 16, 0, 0, DateTimeKind.Utc).AddDays(random.Next(99));
            return random.Next(3) == 0 ? day.AddSeconds(random.Next(3) - 1) : day.AddSeconds(random.Next(86_400) - 86_400);
        }
    });
}
