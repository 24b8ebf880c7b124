using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>Fifty customers with values drawn by lot, many of them exactly on the edges that filters ask for.</summary>
public sealed class DrawnCompany : CoreFixture, IAsyncLifetime
{
    private const int Seed = 20261130;
    private const int Count = 50;

    private static readonly TimeSpan[] Ages = [.. new[] { 0d, 1, 2, 6.99, 7, 7.01, 13, 14, 30, 31, 60, 90, 365 }.Select(TimeSpan.FromDays)];

    public IReadOnlyList<Customer> All { get; private set; } = [];

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var random = new Random(Seed);
        T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
        T? Maybe<T>(Func<T> value) where T : struct => random.Next(3) == 0 ? null : value();
        var lists = await DbAsync(db => db.ListItems.AsNoTracking().OrderBy(i => i.Id).ToListAsync());
        var stages = await DbAsync(db => db.Stages.OrderBy(s => s.Id).Select(s => s.Id).ToListAsync());
        var tags = await DbAsync(db => db.Tags.OrderBy(t => t.Id).Select(t => t.Id).Take(4).ToListAsync());
        int[] owners = [.. new[] { Who.RepEast, Who.RepEast2, Who.RepSouth, Who.MgrSouth }.Select(w => Company[w].Id)];
        IReadOnlyList<int> Ids(ListKind kind) => [.. lists.Where(i => i.Kind == kind).Select(i => i.Id)];
        DateTime Past() => Clock.Now - Of(Ages);

        for (var i = 0; i < Count; i++)
        {
            var owner = Maybe(() => Of(owners));
            var id = await RegisterAsync(Who.RepEast, Forms.Customer($"抽签{Of(["甲", "乙", "丙", "丁"])}{i:00}机械有限公司"));
            var department = owner is { } o ? Enum.GetValues<Who>().Select(w => Company[w]).First(u => u.Id == o).DepartmentId : (int?)null;
            var (industry, region, source, budget, size) = (Maybe(() => Of(Ids(ListKind.Industry))), Maybe(() => Of(Ids(ListKind.Region))),
                Maybe(() => Of(Ids(ListKind.Source))), Maybe(() => Of(Ids(ListKind.Budget))), Maybe(() => Of(Ids(ListKind.SizeClass))));
            var (type, category, kind, level) = (Of(Enum.GetValues<CustomerType>()), Of(Enum.GetValues<CustomerCategory>()), Of(Enum.GetValues<CustomerKind>()), Maybe(() => Of(Enum.GetValues<CustomerLevel>())));
            var (stage, entered, idle, created, updated) = (Of(stages), Past(), Past(), Past(), Past());
            var (last, first, next) = (Maybe(Past), Maybe(Past), Maybe(() => Clock.Now + Of(Ages)));
            var (signed, expected) = (Maybe(() => DateOnly.FromDateTime(Past())), Maybe(() => DateOnly.FromDateTime(Clock.Now + Of(Ages))));
            var (amount, headcount, revenue) = (Maybe(() => Of([0m, 100_000m, 500_000m, 500_000.01m, 1_000_000m])), Maybe(() => Of([1, 49, 50, 199, 200, 2000])), Maybe(() => Of([0m, 5_000_000m, 4_999_999.99m, 100_000_000m])));
            var (completeness, health) = (Of([0, 30, 59, 60, 100]), Maybe(() => Of([0, 40, 49, 50, 74, 75, 100])));
            await DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
                .SetProperty(c => c.OwnerId, owner).SetProperty(c => c.DepartmentId, department).SetProperty(c => c.IndustryId, industry).SetProperty(c => c.RegionId, region)
                .SetProperty(c => c.SourceId, source).SetProperty(c => c.BudgetId, budget).SetProperty(c => c.SizeClassId, size).SetProperty(c => c.Type, type)
                .SetProperty(c => c.Category, category).SetProperty(c => c.Kind, kind).SetProperty(c => c.Level, level).SetProperty(c => c.StageId, stage)
                .SetProperty(c => c.StageEnteredAt, entered).SetProperty(c => c.IdleSince, idle).SetProperty(c => c.CreatedAt, created).SetProperty(c => c.UpdatedAt, updated)
                .SetProperty(c => c.LastFollowUpAt, last).SetProperty(c => c.FirstContactAt, first).SetProperty(c => c.NextFollowUpAt, next)
                .SetProperty(c => c.Notes.ContractSignedOn, signed).SetProperty(c => c.Needs.ExpectedOn, expected).SetProperty(c => c.Needs.ExpectedAmount, amount)
                .SetProperty(c => c.Company.Headcount, headcount).SetProperty(c => c.Company.AnnualRevenue, revenue).SetProperty(c => c.Completeness, completeness).SetProperty(c => c.Health, health)));
            foreach (var tag in tags.Where(_ => random.Next(3) == 0))
                await HangOnAsync(id, new CustomerTag(tag));
            if (random.Next(8) == 0)
                await HangOnAsync(id, new Collaborator(Company[Who.RepSouth].Id, canEdit: false, until: null));
        }

        All = await DbAsync(db => db.Customers.AsNoTracking().Include(c => c.Tags).Include(c => c.Collaborators).AsSplitQuery().OrderBy(c => c.Id).ToListAsync());
    }

    private Task<int> HangOnAsync(int customer, object part) => DbAsync(db =>
    {
        db.Add(part).Property(nameof(CustomerTag.CustomerId)).CurrentValue = customer;
        return db.SaveChangesAsync();
    });
}
