using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.List;

/// <summary>Three customers that differ in kind, people and days.</summary>
public sealed class MoreFilterCompany : CoreFixture, IAsyncLifetime
{
    public const string Code = "914403001922038216";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await DbAsync(db => db.Customers.IgnoreQueryFilters().ExecuteDeleteAsync());
        var first = Forms.Customer("甲轴承有限公司");
        (first.CreditCode, first.ContractSignedOn, first.FirstContactOn) = (Code, new DateOnly(2026, 11, 1), new DateOnly(2026, 10, 1));
        var second = Forms.Customer("乙轴承研究院");
        (second.Kind, second.ContractSignedOn, second.FirstContactOn) = (CustomerKind.Institution, new DateOnly(2026, 11, 10), new DateOnly(2026, 10, 2));
        var third = Forms.Customer("丙轴承有限公司");

        await NextAsync(await RegisterAsync(Who.RepEast, first), Company[Who.RepEast].Id, new DateTime(2026, 11, 19, 15, 59, 0, DateTimeKind.Utc));
        await NextAsync(await RegisterAsync(Who.RepSouth, second), Company[Who.RepSouth].Id, new DateTime(2026, 11, 19, 16, 0, 0, DateTimeKind.Utc));
        await NextAsync(await RegisterAsync(Who.RepEast, third), null, null);
    }

    private Task<int> NextAsync(int id, int? owner, DateTime? next) => DbAsync(db => db.Customers.Where(c => c.Id == id)
        .ExecuteUpdateAsync(s => s.SetProperty(c => c.OwnerId, owner).SetProperty(c => c.NextFollowUpAt, next)));
}

public sealed class CustomerFilterMoreTests(MoreFilterCompany app) : IClassFixture<MoreFilterCompany>
{
    public static TheoryData<CustomerFilter, string> Conditions => new()
    {
        { new CustomerFilter { Kind = "institution" }, "乙" },
        { new CustomerFilter { Kind = "Enterprise" }, "甲丙" },
        { new CustomerFilter { Owner = "none" }, "丙" },
        { new CustomerFilter { Developer = "me" }, "" },
        { new CustomerFilter { SignedFrom = "2026-11-10" }, "乙" },
        { new CustomerFilter { SignedTo = "2026-11-01" }, "甲" },
        { new CustomerFilter { NextFrom = "2026-11-20" }, "乙" },
        { new CustomerFilter { NextTo = "2026-11-19" }, "甲" },
        { new CustomerFilter { FirstContactFrom = "2026-10-02" }, "乙" },
        { new CustomerFilter { FirstContactTo = "2026-10-01" }, "甲" },
        { new CustomerFilter { Q = MoreFilterCompany.Code }, "甲" },
        { new CustomerFilter { Q = " 91440300 " }, "甲" },
        { new CustomerFilter { Q = "440300192" }, "" },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task Each_condition_narrows_the_list(CustomerFilter filter, string expected) => Assert.Equal(expected, await NamesAsync(filter, Who.Admin));

    [Fact]
    public async Task The_developer_is_found_by_id_and_stays_when_the_owner_changes()
    {
        Assert.Equal("甲丙", await NamesAsync(new CustomerFilter { Developer = $"{app.Company[Who.RepEast].Id}" }, Who.Admin));
        Assert.Equal("甲", await NamesAsync(new CustomerFilter { Developer = "me", Owner = "me" }, Who.RepEast));
    }

    [Fact]
    public async Task A_credit_code_is_no_personal_data() =>
        Assert.Equal("甲", await NamesAsync(new CustomerFilter { Q = MoreFilterCompany.Code }, Who.Marketer));

    public static TheoryData<CustomerFilter, string> Nonsense => new()
    {
        { new CustomerFilter { Kind = "x" }, "kind" },
        { new CustomerFilter { Kind = "1" }, "kind" },
        { new CustomerFilter { Developer = "none" }, "developer" },
        { new CustomerFilter { Developer = "999999" }, "developer" },
        { new CustomerFilter { Owner = "nobody" }, "owner" },
        { new CustomerFilter { NextFrom = "x" }, "nextFrom" },
        { new CustomerFilter { NextTo = "x" }, "nextTo" },
        { new CustomerFilter { SignedFrom = "x" }, "signedFrom" },
        { new CustomerFilter { SignedTo = "2026-02-30" }, "signedTo" },
        { new CustomerFilter { FirstContactFrom = "x" }, "firstContactFrom" },
        { new CustomerFilter { FirstContactTo = "x" }, "firstContactTo" },
    };

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task What_means_nothing_is_refused(CustomerFilter filter, string parameter)
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => NamesAsync(filter, Who.Admin));
        Assert.Equal(parameter, refusal is ValidationException typed ? Assert.Single(typed.Errors).PropertyName : Assert.IsType<BadQueryException>(refusal).Parameter);
    }

    private async Task<string> NamesAsync(CustomerFilter filter, Who who)
    {
        var page = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(filter, app.As(who), CancellationToken.None));
        return string.Concat(page.Rows.OrderBy(r => r.Id).Select(r => r.Name[0]));
    }
}
