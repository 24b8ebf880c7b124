using CrmWeb.Core.FollowUps;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers;

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

        await Assert.ThrowsAnyAsync<Exception>(() => app.RegisterAsync(Who.RepSouth, other));
        Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.CreationKey == form.CreationKey && c.Id == first)));
    }

    private Task<int> RecordAsync(int customer, FollowUpForm form) =>
        app.WithAsync<FollowUpWriting, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), CancellationToken.None));

    private Task<List<FollowUpState>> StatesAsync(int customer) =>
        app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).OrderBy(f => f.State).Select(f => f.State).ToListAsync());
}
