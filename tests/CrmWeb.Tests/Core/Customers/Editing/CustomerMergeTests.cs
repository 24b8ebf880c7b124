using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Formats;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

/// <summary>Two people save forms of the same customer that were opened at the same time.</summary>
public sealed class CustomerMergeTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Of each field: what was there, what the other makes of it, what I make of it.</summary>
    private static readonly Dictionary<string, object?[]> Values = new()
    {
        ["ShortName"] = [null, "经理简称", "销售简称"],
        ["Kind"] = [CustomerKind.Enterprise, CustomerKind.Institution, CustomerKind.Individual],
        ["Industry"] = ["C34", "C36", "C35"],
        ["Region"] = ["310000", "440300", null],
        ["Website"] = ["www.example.cn", "www.example.com", "www.example.org"],
        ["Established"] = ["2008", "2008-05", "2009-01-02"],
        ["Headcount"] = ["10", "1000", "60"],
        ["AnnualRevenue"] = ["100", "20000", "3.5亿"],
        ["SizeClass"] = ["small", "large", "micro"],
        ["Type"] = [CustomerType.Potential, CustomerType.Interested, null],
        ["Category"] = [CustomerCategory.New, CustomerCategory.Existing, CustomerCategory.Key],
        ["Level"] = [null, CustomerLevel.A, CustomerLevel.B],
        ["Source"] = ["online", "fair", "channel"],
        ["Budget"] = [null, "over-1m", "under-500k"],
        ["ExpectedAmount"] = ["500000", "60万", "1234567.89"],
        ["ExpectedOn"] = [new DateOnly(2027, 3, 1), null, new DateOnly(2027, 4, 1)],
        ["DecisionNeedsSeveralDepartments"] = [null, true, false],
        ["FirstContactOn"] = [new DateOnly(2026, 5, 4), new DateOnly(2026, 5, 5), new DateOnly(2026, 5, 6)],
        ["ContractSignedOn"] = [null, new DateOnly(2026, 6, 1), new DateOnly(2026, 6, 2)],
    };

    public static TheoryData<string> Scalars => [.. CustomerFields.All.Where(f => f.Stored is not null).Select(f => f.Key)];

    [Theory]
    [MemberData(nameof(Scalars))]
    public async Task What_only_the_other_changed_stays_whatever_field_it_is(string key)
    {
        var (field, values) = Case(key);
        var (id, mine) = await OtherSavesAsync(field, values);
        var own = CustomerFields.All.First(f => f.Key == (key == "Remarks" ? "AccountPlan" : "Remarks"));
        Put(own, mine, "只改了这一处");

        var merge = await SaveAsync(id, mine);

        Assert.True(merge.IsSaved);
        Assert.Equal([app.As(Who.MgrEast).Name], merge.Taken.Select(t => t.By).Distinct());
        var saved = await OpenAsync(id, Who.RepEast);
        Assert.Equal(Spelled(field, values[1]), field.Typed(saved));
        Assert.Equal("只改了这一处", own.Typed(saved));
    }

    [Theory]
    [MemberData(nameof(Scalars))]
    public async Task A_field_that_both_changed_is_asked_with_who_and_when(string key)
    {
        var (field, values) = Case(key);
        if (values[2] is null && values[0] is not null && field.Kind == FieldKind.Choice)
            return; // Of two values nobody can choose a third.
        var (id, mine) = await OtherSavesAsync(field, values);
        Put(field, mine, values[2]);

        var merge = await SaveAsync(id, mine);

        var clash = Assert.Single(merge.Clashes);
        Assert.Equal((key, key, app.As(Who.MgrEast).Name), (clash.Field, clash.Choice, clash.By));
        Assert.NotNull(clash.At);
        Assert.Equal(Spelled(field, values[1]), field.Typed(await OpenAsync(id, Who.RepEast)));

        // The page shows what came of it, and the user takes the other's value.
        merge.Form.TakeTheirs = [key];
        Assert.True((await SaveAsync(id, merge.Form)).IsSaved);
        Assert.Equal(Spelled(field, values[1]), field.Typed(await OpenAsync(id, Who.RepEast)));

        // Or insists on the own one.
        Put(field, merge.Form, values[2]);
        (merge.Form.TakeTheirs, merge.Form.Version) = (["-"], (await OpenAsync(id, Who.RepEast)).Version);
        Assert.True((await SaveAsync(id, merge.Form)).IsSaved);
        Assert.Equal(Spelled(field, values[2]), field.Typed(await OpenAsync(id, Who.RepEast)));
    }

    [Theory]
    [MemberData(nameof(Scalars))]
    public async Task The_same_change_made_twice_is_no_conflict(string key)
    {
        var (field, values) = Case(key);
        var (id, mine) = await OtherSavesAsync(field, values);
        Put(field, mine, values[1]);
        var merge = await SaveAsync(id, mine);
        Assert.True(merge.IsSaved);
        Assert.Empty(merge.Taken);
    }

    [Fact]
    public async Task The_same_figure_written_otherwise_is_no_change_of_mine()
    {
        var made = Forms.Customer("合并数字写法泵业有限公司");
        (made.ExpectedAmount, made.Headcount) = ("500000", "1200");
        var id = await app.RegisterAsync(Who.RepEast, made);
        var (mine, theirs) = (await OpenAsync(id, Who.RepEast), await OpenAsync(id, Who.MgrEast));
        (theirs.ExpectedAmount, theirs.Headcount) = ("700000", "1300");
        await SaveAsync(id, theirs, Who.MgrEast);
        (mine.ExpectedAmount, mine.Headcount) = ("50万", "1,200");
        Assert.True((await SaveAsync(id, mine)).IsSaved);
        Assert.Equal(("700000", "1300"), ((await OpenAsync(id, Who.RepEast)).ExpectedAmount, (await OpenAsync(id, Who.RepEast)).Headcount));
    }

    [Fact]
    public async Task A_form_without_version_is_asked_about_everything_that_differs()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("合并无版本泵业有限公司"));
        var form = await OpenAsync(id, Who.RepEast);
        (form.Version, form.Seen, form.Remarks, form.Tags, form.Contacts[0].Title) = (null, null, "改了", ["tender"], "经理");
        var merge = await SaveAsync(id, form);
        Assert.Equal(["Contacts", "Remarks", "Tags"], merge.Clashes.Select(c => c.Field).Order(StringComparer.Ordinal));
        Assert.Null((await app.CustomerAsync(id)).Notes.Remarks);
    }

    [Fact]
    public async Task Changes_of_several_saves_count_from_the_first()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("合并多次保存泵业有限公司"));
        var mine = await OpenAsync(id, Who.RepEast);
        foreach (var words in new[] { "第一次", null, "第三次" })
        {
            var theirs = await OpenAsync(id, Who.MgrEast);
            (theirs.Remarks, theirs.Address) = (words, "改了又改");
            await SaveAsync(id, theirs, Who.MgrEast);
        }

        var last = await OpenAsync(id, Who.MgrEast);
        last.Address = null;
        await SaveAsync(id, last, Who.MgrEast);
        mine.Address = "销售的地址";
        var merge = await SaveAsync(id, mine);
        Assert.True(merge.IsSaved); // Changed and changed back is not changed.
        Assert.Equal(("第三次", "销售的地址"), ((await OpenAsync(id, Who.RepEast)).Remarks, (await OpenAsync(id, Who.RepEast)).Address));
    }

    [Fact]
    public async Task A_stage_that_brings_a_type_is_not_asked_about()
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("合并阶段类型泵业有限公司"));
        var mine = await OpenAsync(id, Who.RepEast);
        await app.WithAsync<CrmWeb.Core.Customers.Stages.CustomerStageService>(
            s => s.MoveAsync(id, new CrmWeb.Core.Customers.Stages.StageForm { Stage = "won", From = "initial" }, app.As(Who.MgrEast), None));
        var theirs = await OpenAsync(id, Who.MgrEast);
        theirs.Remarks = "成交了";
        await SaveAsync(id, theirs, Who.MgrEast);
        mine.Type = CustomerType.Interested;
        Assert.True((await SaveAsync(id, mine)).IsSaved);
        Assert.Equal(CustomerType.Won, (await app.CustomerAsync(id)).Type);
    }

    private static (CustomerField Field, object?[] Values) Case(string key)
    {
        var field = CustomerFields.All.First(f => f.Key == key);
        return (field, key switch
        {
            // Nobody else's, or it would be a duplicate.
            "Name" => [.. Enumerable.Range(0, 3).Select(_ => $"合并{Guid.NewGuid():N}样本有限公司")],
            "CreditCode" => [.. Enumerable.Range(0, 3).Select(_ => CreditCode.Generate(new Random(Guid.NewGuid().GetHashCode()), "440306"))],
            _ => Values.GetValueOrDefault(key) ?? [null, $"{key}经理的", $"{key}销售的"],
        });
    }

    private async Task<(int Id, CustomerForm Mine)> OtherSavesAsync(CustomerField field, object?[] values)
    {
        var form = Forms.Customer($"合并{field.Key}{Guid.NewGuid():N}有限公司");
        Put(field, form, values[0]);
        var id = await app.RegisterAsync(Who.RepEast, form);
        var (mine, theirs) = (await OpenAsync(id, Who.RepEast), await OpenAsync(id, Who.MgrEast));
        Put(field, theirs, values[1]);
        Assert.True((await SaveAsync(id, theirs, Who.MgrEast)).IsSaved);
        return (id, mine);
    }

    private static void Put(CustomerField field, CustomerForm form, object? value) =>
        typeof(CustomerForm).GetProperty(field.Key)!.SetValue(form, value);

    /// <summary>As the form shows it when it is opened.</summary>
    private static object? Spelled(CustomerField field, object? value) => (field.Key, value) switch
    {
        ("ExpectedAmount", "60万") => "600000",
        ("AnnualRevenue", "3.5亿") => "35000",
        _ => value,
    };

    private Task<CustomerForm> OpenAsync(int id, Who who) => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(who), None));

    private Task<CustomerMerge> SaveAsync(int id, CustomerForm form, Who who = Who.RepEast) =>
        app.WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(id, form, app.As(who), None));
}
