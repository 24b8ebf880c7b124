using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>Four customers of different sizes and expectations.</summary>
public sealed class FilterCompany : CoreFixture, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DbAsync(db => db.Customers.IgnoreQueryFilters().ExecuteDeleteAsync());
        await AddAsync("甲齿轮有限公司", "49", "499.9999", "under-500k", "10万", new DateOnly(2026, 12, 1), 1);
        await AddAsync("乙齿轮有限公司", "50", "500", "500k-1m", "50万", new DateOnly(2026, 12, 31), 10);
        await AddAsync("丙齿轮有限公司", "200", "10000", "over-1m", "500万", new DateOnly(2027, 6, 1), 20);
        await AddAsync("丁齿轮有限公司", "2000", "150000", null, null, null, 40);
        await AddAsync("戊齿轮有限公司", null, null, null, null, null, 0);

        async Task AddAsync(string name, string? headcount, string? revenue, string? budget, string? amount, DateOnly? on, int days)
        {
            var form = Forms.Customer(name);
            (form.Headcount, form.AnnualRevenue, form.Budget, form.ExpectedAmount, form.ExpectedOn) = (headcount, revenue, budget, amount, on);
            var id = await RegisterAsync(Who.RepEast, form);
            var since = Clock.Now.AddDays(-days);
            var followed = days == 0 ? (DateTime?)null : since;
            await DbAsync(db => db.Customers.Where(c => c.Id == id).ExecuteUpdateAsync(s => s
                .SetProperty(c => c.StageEnteredAt, since).SetProperty(c => c.LastFollowUpAt, followed).SetProperty(c => c.Completeness, days * 2)));
        }
    }
}

public sealed class CompanyFilterTests(FilterCompany app) : IClassFixture<FilterCompany>
{
    public static TheoryData<CustomerFilter, string> Conditions => new()
    {
        { new CustomerFilter { Headcount = "under-50" }, "甲" },
        { new CustomerFilter { Headcount = "50-200" }, "乙丙" },
        { new CustomerFilter { Headcount = "over-200" }, "丁" },
        { new CustomerFilter { Revenue = "under-5m" }, "甲" },
        { new CustomerFilter { Revenue = "5m-20m" }, "乙" },
        { new CustomerFilter { Revenue = "100m-300m" }, "丙" },
        { new CustomerFilter { Revenue = "over-1b" }, "丁" },
        { new CustomerFilter { SizeClass = "large" }, "丁" },
        { new CustomerFilter { SizeClass = "small" }, "甲乙丙" },
        { new CustomerFilter { Budget = "over-1m" }, "丙" },
        { new CustomerFilter { ExpectedFrom = "2026-12-31" }, "乙丙" },
        { new CustomerFilter { ExpectedTo = "2026-12-31" }, "甲乙" },
        { new CustomerFilter { AmountFrom = "50" }, "乙丙" },
        { new CustomerFilter { AmountTo = "50" }, "甲乙" },
        { new CustomerFilter { AmountFrom = "49.9999", AmountTo = "50.5" }, "乙" },
        { new CustomerFilter { StuckDays = "9" }, "乙丙丁" },
        { new CustomerFilter { StuckDays = "30" }, "丁" },
        { new CustomerFilter { LastFollowUpFrom = "2026-11-08" }, "甲乙" },
        { new CustomerFilter { LastFollowUpTo = "2026-11-08" }, "乙丙丁" },
        { new CustomerFilter { Completeness = "40" }, "丙丁" },
        { new CustomerFilter { Headcount = "50-200", AmountFrom = "100", StuckDays = "5" }, "丙" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Each_condition_narrows_the_list(CustomerFilter filter, string expected) =>
        Assert.Equal(expected, string.Concat((await ListAsync(filter with { Sort = "created" })).Rows.OrderBy(r => r.Id).Select(r => r.Name[0])));

    public static TheoryData<CustomerFilter, string> Nonsense => new()
    {
        { new CustomerFilter { Headcount = "huge" }, "headcount" },
        { new CustomerFilter { Revenue = "x" }, "revenue" },
        { new CustomerFilter { SizeClass = "x" }, "sizeClass" },
        { new CustomerFilter { Budget = "x" }, "budget" },
        { new CustomerFilter { ExpectedFrom = "soonish" }, "expectedFrom" },
        { new CustomerFilter { ExpectedTo = "2026-13-01" }, "expectedTo" },
        { new CustomerFilter { AmountFrom = "-1" }, "amountFrom" },
        { new CustomerFilter { AmountTo = "1e9" }, "amountTo" },
        { new CustomerFilter { StuckDays = "-1" }, "stuckDays" },
        { new CustomerFilter { LastFollowUpFrom = "x" }, "lastFollowUpFrom" },
        { new CustomerFilter { LastFollowUpTo = "x" }, "lastFollowUpTo" },
        { new CustomerFilter { Completeness = "101" }, "completeness" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_means_nothing_is_refused(CustomerFilter filter, string parameter)
    {
        // A code is refused as a whole, what was typed with a sentence beside its field.
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ListAsync(filter));
        Assert.Equal(parameter, refusal is ValidationException typed ? Assert.Single(typed.Errors).PropertyName : Assert.IsType<BadQueryException>(refusal).Parameter);
    }

    [Fact]
    public async Task A_won_customer_is_never_stuck()
    {
        var won = await app.DbAsync(db => db.Stages.Where(s => s.Code == "won").Select(s => s.Id).SingleAsync());
        var fourth = await app.DbAsync(db => db.Customers.OrderBy(c => c.Id).Skip(3).Select(c => new { c.Id, c.StageId }).FirstAsync());
        await app.DbAsync(db => db.Customers.Where(c => c.Id == fourth.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.StageId, won)));
        Assert.Empty((await ListAsync(new CustomerFilter { StuckDays = "30" })).Rows);
        await app.DbAsync(db => db.Customers.Where(c => c.Id == fourth.Id).ExecuteUpdateAsync(s => s.SetProperty(c => c.StageId, fourth.StageId)));
    }

    private Task<PageOf<CustomerRow>> ListAsync(CustomerFilter filter) =>
        app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(filter, app.As(Who.Admin), CancellationToken.None));
}
