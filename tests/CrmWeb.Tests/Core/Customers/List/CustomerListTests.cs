using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>Six customers that differ in everything the list can be narrowed by.</summary>
public sealed class ListCompany : CoreFixture, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DbAsync(db => db.Customers.IgnoreQueryFilters().ExecuteDeleteAsync());
        var start = Clock.Now;
        await AddAsync(Who.RepEast, "甲精密机械有限公司", "C34", "310000", -60, f => (f.Level, f.Tags, f.ExpectedAmount) = (CustomerLevel.A, ["high-value", "tender"], "120000"));
        await AddAsync(Who.RepEast, "乙包装设备有限公司", "C35", "320500", -30, f => (f.Category, f.Tags, f.ExpectedAmount) = (CustomerCategory.Key, ["high-value"], "9000000"));
        await AddAsync(Who.RepEast3, "丙生物制药有限公司", "C27", "330100", -10, f => (f.Source, f.ExpectedAmount) = ("fair", "1000000.5"));
        await AddAsync(Who.MgrEast, "丁软件有限公司", "I65", "310000", -3, f => (f.Type, f.Tags) = (CustomerType.Interested, ["tender"]));
        await AddAsync(Who.RepSouth, "戊贸易有限公司", "F51", "440100", -2, f => f.ExpectedAmount = "20000");
        await AddAsync(Who.RepSouth, "己供应链有限公司", "F51", "440300", -1, f => f.Contacts[0].Name = "欧阳静");
        Clock.Now = start;

        async Task AddAsync(Who owner, string name, string industry, string region, int day, Action<CustomerForm> change)
        {
            Clock.Now = start.AddDays(day);
            var form = Forms.Customer(name, industry: industry, region: region);
            change(form);
            await RegisterAsync(owner, form);
        }
    }
}

public sealed class CustomerListTests(ListCompany app) : IClassFixture<ListCompany>
{
    private static readonly CustomerFilter All = new() { Sort = "created" };

    public static TheoryData<string, string> Conditions => new()
    {
        { "", "甲乙丙丁戊己" },
        { "industry=C", "甲乙丙" },
        { "industry=C34", "甲" },
        { "industry=F", "戊己" },
        { "region=east", "甲乙丙丁" },
        { "region=320000", "乙" },
        { "region=320500", "乙" },
        { "region=south", "戊己" },
        { "type=interested", "丁" },
        { "category=key", "乙" },
        { "level=A", "甲" },
        { "stage=initial", "甲乙丙丁戊己" },
        { "stage=won", "" },
        { "tag=high-value", "甲乙" },
        { "tag=high-value,tender", "甲乙丁" },
        { "tag=high-value,tender&tagMode=any", "甲乙丁" },
        { "tag=high-value,tender&tagMode=all", "甲" },
        { "source=fair", "丙" },
        { "idleDays=7", "甲乙丙" },
        { "idleDays=30", "甲" },
        { "idleDays=0", "甲乙丙丁戊己" },
        { "createdFrom=2026-11-15", "丁戊己" },
        { "createdTo=2026-11-15", "甲乙丙丁" },
        { "createdFrom=2026-11-15&createdTo=2026-11-16", "丁戊" },
        { "q=包装", "乙" },
        { "q=欧阳", "己" },
        { "q=c202611", "丙丁戊己" },
        { "q=没有这家", "" },
        { "q=有限公司&region=east&industry=C&tag=high-value&idleDays=40", "甲" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Each_condition_narrows_the_list(string address, string expected) =>
        Assert.Equal(expected, await NamesAsync(Filter(address), Who.Admin));

    [Fact]
    public async Task An_owner_and_me_are_people()
    {
        Assert.Equal("戊己", await NamesAsync(All with { Owner = $"{app.Company[Who.RepSouth].Id}" }, Who.Admin));
        Assert.Equal("丁", await NamesAsync(All with { Owner = "me" }, Who.MgrEast));
    }

    [Fact]
    public async Task A_department_means_its_branch()
    {
        Assert.Equal("甲乙丙丁", await NamesAsync(All with { Department = Id(app.Company.DepartmentEast) }, Who.Admin));
        Assert.Equal("甲乙", await NamesAsync(All with { Department = Id(app.Company.DepartmentShanghai) }, Who.Admin));
        Assert.Equal("戊己", await NamesAsync(All with { Department = Id(app.Company.DepartmentSouth) }, Who.Admin));
    }

    [Theory]
    [InlineData(Who.RepEast, "甲乙")]
    [InlineData(Who.RepEast2, "")]
    [InlineData(Who.RepEast3, "丙")]
    [InlineData(Who.MgrEast, "甲乙丙丁")]
    [InlineData(Who.MgrSouth, "戊己")]
    [InlineData(Who.Service, "甲乙丙丁戊己")]
    public async Task The_list_and_its_number_show_what_one_may_see(Who who, string expected)
    {
        Assert.Equal(expected, await NamesAsync(All, who));
        Assert.Equal(expected.Length, (await ListAsync(All with { Size = "1" }, who)).Total);
    }

    [Fact]
    public async Task A_condition_does_not_reach_beyond_what_one_may_see() =>
        Assert.Equal("", await NamesAsync(All with { Owner = $"{app.Company[Who.RepSouth].Id}" }, Who.RepEast));

    [Theory]
    [InlineData("industry=C99", "industry")]
    [InlineData("region=nowhere", "region")]
    [InlineData("source=x", "source")]
    [InlineData("stage=x", "stage")]
    [InlineData("type=x", "type")]
    [InlineData("type=1", "type")]
    [InlineData("category=99", "category")]
    [InlineData("level=E", "level")]
    [InlineData("tag=x", "tag")]
    [InlineData("tag=tender&tagMode=some", "tagMode")]
    [InlineData("owner=-1", "owner")]
    [InlineData("owner=999999", "owner")]
    [InlineData("department=999999", "department")]
    [InlineData("idleDays=-1", "idleDays")]
    [InlineData("idleDays=99999999999", "idleDays")]
    [InlineData("createdFrom=18.11.2026", "createdFrom")]
    [InlineData("createdTo=2026-02-30", "createdTo")]
    [InlineData("createdTo=9999-12-31", "createdTo")]
    [InlineData("sort=password", "sort")]
    [InlineData("p=1e3", "p")]
    [InlineData("size=101", "size")]
    public async Task What_means_nothing_is_refused(string address, string parameter)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ListAsync(Filter(address), Who.Admin));
        Assert.Equal(parameter, refusal is ValidationException typed ? Assert.Single(typed.Errors).PropertyName : Assert.IsType<BadQueryException>(refusal).Parameter);
    }

    [Theory]
    [InlineData("-amount", "乙丙甲戊")]
    [InlineData("amount", "戊甲丙乙")]
    public async Task Amounts_are_ordered_as_numbers_with_the_unknown_last(string sort, string expected) =>
        Assert.Equal(expected, (await NamesAsync(All with { Sort = sort }, Who.Admin))[..4]);

    [Fact]
    public async Task Amounts_are_summed_and_compared_exactly()
    {
        Assert.Equal(10_140_000.5m, await app.DbAsync(db => db.Customers.SumAsync(c => c.Needs.ExpectedAmount)));
        Assert.Equal((20_000m, 9_000_000m), (
            await app.DbAsync(db => db.Customers.MinAsync(c => c.Needs.ExpectedAmount))!, await app.DbAsync(db => db.Customers.MaxAsync(c => c.Needs.ExpectedAmount))!));
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.Needs.ExpectedAmount == 1_000_000.50m)));
        Assert.Equal(2, await app.DbAsync(db => db.Customers.CountAsync(c => c.Needs.ExpectedAmount > 120_000m)));
    }

    [Theory]
    [InlineData("-updated", "己戊丁丙乙甲")]
    [InlineData("updated", "甲乙丙丁戊己")]
    [InlineData("-created", "己戊丁丙乙甲")]
    [InlineData("idle", "甲乙丙丁戊己")]
    public async Task The_list_is_ordered_as_asked(string sort, string expected) => Assert.Equal(expected, await NamesAsync(All with { Sort = sort }, Who.Admin));

    [Fact]
    public async Task A_level_comes_before_none() => Assert.StartsWith("甲", await NamesAsync(All with { Sort = "level" }, Who.Admin), StringComparison.Ordinal);

    [Fact]
    public async Task The_pages_follow_one_another_without_gap_and_the_one_after_the_last_leads_to_the_last()
    {
        var names = "";
        for (var page = 1; page <= 4; page++)
        {
            if (page < 4)
                names += await NamesAsync(All with { Size = "2", P = Id(page) }, Who.Admin);
            else
                Assert.Equal(3, (await Assert.ThrowsAsync<PageElsewhereException>(() => NamesAsync(All with { Size = "2", P = Id(page) }, Who.Admin))).Page);
        }

        Assert.Equal("甲乙丙丁戊己", names);
    }

    [Theory]
    [MemberData(nameof(EverySort))]
    public async Task Every_order_answers(string sort) => Assert.Equal(6, (await ListAsync(new CustomerFilter { Sort = sort }, Who.Admin)).Rows.Count);

    /// <summary>The administrator sees all by one condition, so the order of that list is what the two put together must have.</summary>
    [Theory]
    [MemberData(nameof(EverySort))]
    public async Task Customers_of_colleagues_stand_among_the_own_ones_in_every_order(string sort)
    {
        await app.DbAsync(async db =>
        {
            foreach (var customer in await db.Customers.Include(c => c.Collaborators).Where(c => c.Name.StartsWith("甲") || c.Name.StartsWith("丁")).ToListAsync())
                customer.AddCollaborator(new Collaborator(app.Company[Who.RepSouth].Id, canEdit: false, null));
            return await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        });
        try
        {
            var expected = string.Concat((await NamesAsync(new CustomerFilter { Sort = sort }, Who.Admin)).Where("甲丁戊己".Contains));
            Assert.Equal(4, expected.Length);
            foreach (var who in new[] { Who.RepSouth, Who.MgrSouth })
            {
                var seen = who == Who.RepSouth ? expected : expected.Replace("甲", "", StringComparison.Ordinal).Replace("丁", "", StringComparison.Ordinal);
                Assert.Equal(seen, await NamesAsync(new CustomerFilter { Sort = sort }, who));
                var pages = "";
                for (var page = 1; page <= seen.Length / 2; page++)
                    pages += await NamesAsync(new CustomerFilter { Sort = sort, Size = "2", P = Id(page) }, who);
                Assert.Equal(seen, pages);
            }
        }
        finally
        {
            await app.DbAsync(db => db.Collaborators.Where(x => x.UserId == app.Company[Who.RepSouth].Id).ExecuteDeleteAsync());
        }
    }

    public static TheoryData<string> EverySort => [.. CustomerFilter.Sorts];

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static CustomerFilter Filter(string address)
    {
        var given = address.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        string? Of(string key) => given.GetValueOrDefault(key);
        return new CustomerFilter
        {
            Q = Of("q"),
            Industry = Of("industry"),
            Type = Of("type"),
            Category = Of("category"),
            Level = Of("level"),
            Stage = Of("stage"),
            Tag = [.. Of("tag")?.Split(',') ?? []],
            TagMode = Of("tagMode"),
            Owner = Of("owner"),
            Department = Of("department"),
            Source = Of("source"),
            Region = Of("region"),
            IdleDays = Of("idleDays"),
            CreatedFrom = Of("createdFrom"),
            CreatedTo = Of("createdTo"),
            Sort = Of("sort") ?? "created",
            P = Of("p"),
            Size = Of("size"),
        };
    }

    private Task<PageOf<CustomerRow>> ListAsync(CustomerFilter filter, Who who) =>
        app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(filter, app.As(who), CancellationToken.None));

    private async Task<string> NamesAsync(CustomerFilter filter, Who who) => string.Concat((await ListAsync(filter, who)).Rows.Select(r => r.Name[0]));
}
