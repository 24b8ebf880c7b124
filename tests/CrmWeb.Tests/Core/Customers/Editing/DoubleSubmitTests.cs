using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.Editing;

/// <summary>The same form sent again makes nothing new.</summary>
public sealed class DoubleSubmitTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Fact]
    public async Task A_customer_form_sent_twice_makes_one_customer()
    {
        var form = Forms.Customer("宁波同舟轴承有限公司");
        var first = await app.RegisterAsync(Who.RepEast, form);
        var second = await app.RegisterAsync(Who.RepEast, form);

        Assert.Equal(first, second);
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.Name == form.Name)));
    }

    [Fact]
    public async Task A_customer_form_sent_twenty_times_at_once_makes_one_customer()
    {
        var key = Guid.NewGuid();
        var mobile = Forms.NewMobile();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
        {
            var form = Forms.Customer("宁波和光轴承有限公司", mobile);
            form.CreationKey = key;
            return app.RegisterAsync(Who.RepEast, form);
        })));

        Assert.Single(ids.Distinct());
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.Name == "宁波和光轴承有限公司")));
        Assert.Equal(1, await app.DbAsync(db => db.Contacts.CountAsync(c => c.CustomerId == ids[0])));
    }

    [Theory]
    [InlineData("分类")]
    [InlineData("类型")]
    [InlineData("标签")]
    [InlineData("预算")]
    [InlineData("日期")]
    [InlineData("来由")]
    [InlineData("决策链")]
    [InlineData("职务")]
    public async Task A_form_that_says_something_else_the_second_time_is_not_swallowed(string what)
    {
        var form = Forms.Customer($"宁波{what}轴承有限公司");
        await app.RegisterAsync(Who.RepEast, form);
        _ = what switch
        {
            "分类" => (object)(form.Category = CustomerCategory.Key),
            "类型" => form.Type = CustomerType.Interested,
            "标签" => form.Tags = ["high-value"],
            "预算" => form.Budget = await app.DbAsync(db => db.ListItems.Where(i => i.Kind == ListKind.Budget).Select(i => i.Code).FirstAsync()),
            "日期" => form.ExpectedOn = new DateOnly(2027, 3, 1),
            "来由" => form.NeedOrigin = "展会上聊起",
            "决策链" => form.DecisionChain = [new DecisionLinkForm { Title = "总经理" }],
            _ => form.Contacts[0].Title = "采购经理",
        };

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));
        Assert.Contains(form.Name!, Assert.Single(refused.Errors).ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_again_after_the_first_call_and_a_move_still_leads_to_its_customer()
    {
        var form = Forms.Customer("宁波远帆轴承有限公司");
        form.ExpectedAmount = "50万";
        form.Headcount = "120";
        form.Industry = "C34";
        form.Tags = ["high-value"];
        form.DecisionChain = [new DecisionLinkForm { Contact = "0", Attitude = DecisionLinkForm.ToCode(1) }, new DecisionLinkForm()];
        var first = await app.RegisterAsync(Who.RepEast, form);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await RecordAsync(first, Forms.Record(TestClock.Start.AddHours(8), next: TestClock.Start.AddDays(3)));
        await app.WithAsync<CustomerStageService>(m => m.MoveAsync(first, new StageForm { Stage = "needs" }, app.As(Who.RepEast), CancellationToken.None));

        Assert.Equal(first, await app.RegisterAsync(Who.RepEast, form));
    }

    [Fact]
    public async Task A_follow_up_form_sent_twice_makes_one_record_and_one_plan()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("宁波长风轴承有限公司"));
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0), next: new DateTime(2026, 11, 20, 9, 0, 0));
        var first = await RecordAsync(customer, form);
        var second = await RecordAsync(customer, form);

        Assert.Equal(first, second);
        Assert.Equal([FollowUpState.Pending, FollowUpState.Done], await StatesAsync(customer));
    }

    [Fact]
    public async Task A_follow_up_form_sent_twenty_times_at_once_makes_one_record_and_one_plan()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("宁波青松轴承有限公司"));
        var key = Guid.NewGuid();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
        {
            var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0), next: new DateTime(2026, 11, 20, 9, 0, 0));
            form.CreationKey = key;
            return RecordAsync(customer, form);
        })));

        Assert.Single(ids.Distinct());
        Assert.Equal([FollowUpState.Pending, FollowUpState.Done], await StatesAsync(customer));
    }

    [Fact]
    public async Task Somebody_elses_key_gives_nothing_away()
    {
        var form = Forms.Customer("宁波禾木轴承有限公司");
        var first = await app.RegisterAsync(Who.RepEast, form);
        var other = Forms.Customer("广州禾木贸易有限公司");
        other.CreationKey = form.CreationKey;

        var second = await app.RegisterAsync(Who.RepSouth, other);
        other.CreationKey = form.CreationKey;
        Assert.Equal(second, await app.RegisterAsync(Who.RepSouth, other));
        Assert.NotEqual(first, second);
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.CreationKey == form.CreationKey && c.Id == first)));
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.Name == other.Name && c.Id == second)));
    }

    [Fact]
    public async Task A_follow_up_under_somebody_elses_key_is_written_once_and_theirs_stays()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("宁波禾苗轴承有限公司"));
        var key = Guid.NewGuid();
        async Task<int> SendAsync(Who who, string words)
        {
            var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0), next: new DateTime(2026, 11, 20, 9, 0, 0));
            (form.CreationKey, form.Content) = (key, words);
            return await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(who), CancellationToken.None));
        }

        var first = await SendAsync(Who.RepEast, "谈了价格。");
        var second = await SendAsync(Who.MgrEast, "问了交期。");
        Assert.NotEqual(first, second);
        Assert.Equal(second, await SendAsync(Who.MgrEast, "问了交期。"));
        Assert.Equal(first, await SendAsync(Who.RepEast, "谈了价格。"));
        Assert.Equal([FollowUpState.Pending, FollowUpState.Pending, FollowUpState.Done, FollowUpState.Done], await StatesAsync(customer));
    }

    [Fact]
    public async Task A_key_that_another_one_of_ones_own_was_derived_from_is_no_fault()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Forms.Customer("宁波禾苑轴承有限公司"));
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0), next: new DateTime(2026, 11, 20, 9, 0, 0));
        var derived = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        form.CreationKey = Guid.Parse("9d0c25f4-3c0e-4d43-9a58-0b0b51a2a3f7");
        derived.CreationKey = new Guid(System.Security.Cryptography.SHA256.HashData([.. form.CreationKey.ToByteArray(), 1]).AsSpan(0, 16));
        await RecordAsync(customer, derived);
        var id = await RecordAsync(customer, form);

        Assert.Equal(id, await RecordAsync(customer, form));
        Assert.Equal([FollowUpState.Pending, FollowUpState.Done, FollowUpState.Done], await StatesAsync(customer));
    }

    private Task<int> RecordAsync(int customer, FollowUpForm form) =>
        app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), CancellationToken.None));

    private Task<List<FollowUpState>> StatesAsync(int customer) =>
        app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).OrderBy(f => f.State).Select(f => f.State).ToListAsync());
}
