using CrmWeb.Core.Health;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Orders;
using Xunit;

namespace CrmWeb.Tests.Core.Health;

/// <summary>Several that change the score of one customer at the same moment.</summary>
public sealed class HealthAtOnceTests : IClassFixture<MeanwhileFixture>
{
    private readonly MeanwhileFixture app;

    public HealthAtOnceTests(MeanwhileFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task What_is_followed_up_while_the_night_looks_is_not_overwritten()
    {
        var customer = await app.NewAsync();
        await app.NightAsync();
        app.Clock.Advance(TimeSpan.FromDays(10));
        app.Meanwhile.Answered(
            sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains("\"CustomerHealthHistory\"", StringComparison.Ordinal),
            () => app.FollowUpAsync(customer));

        await app.NightAsync();

        Assert.True(app.Meanwhile.Happened);
        Assert.Equal((65, new HealthParts(100, 0, 100, 50)), await app.StoredAsync(customer));
        Assert.Equal(65, (await app.ShownAsync(customer))!.Score);
    }

    /// <summary>The follow-up holds the customer first; the payment, which has held its order before, does not take the parts before the customer.</summary>
    [PostgresFact]
    public async Task A_payment_and_a_follow_up_of_one_customer_come_one_after_the_other()
    {
        var customer = await app.NewAsync();
        var order = await app.EnterAsync(customer, Forms.Order("1000", ("2026-11-17", "300"), ("2026-12-31", "700")));
        await using var held = await HeldRows.OfAsync(app.Settings, "Customers", customer);
        var followUp = Task.Run(() => app.FollowUpAsync(customer));
        await held.WantedByAsync(1);
        var payment = Task.Run(() => app.PayAsync(order, Forms.Payment("300")));
        await held.WantedByAsync(2);

        await held.DisposeAsync();
        await Task.WhenAll(followUp, payment);

        var shown = (await app.ShownAsync(customer))!;
        Assert.Equal((100, 100), (shown.Parts.Engagement, shown.Parts.Payments));
        Assert.Equal((shown.Score, shown.Parts), await app.StoredAsync(customer));
    }

    /// <summary>On every database, with nothing that makes them meet but luck.</summary>
    [Fact]
    public async Task Of_many_that_change_a_customer_at_once_none_fails_and_none_is_forgotten()
    {
        var customer = await app.NewAsync();
        List<int> orders = [];
        for (var i = 0; i < 3; i++)
            orders.Add(await app.EnterAsync(customer, Forms.Order("1000", ("2026-11-17", "300"), ("2026-12-31", "700"))));

        List<Task> all = [.. orders.Select(order => Task.Run(() => app.PayAsync(order, Forms.Payment("300"))))];
        all.Add(Task.Run(() => app.FollowUpAsync(customer)));
        all.Add(Task.Run(() => app.NightAsync()));
        await Task.WhenAll(all);

        var shown = (await app.ShownAsync(customer))!;
        Assert.Equal((shown.Score, shown.Parts), await app.StoredAsync(customer));
    }
}
