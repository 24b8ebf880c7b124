using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Recording;

public sealed class FollowUpPinsTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static int count;

    [Fact]
    public async Task A_few_records_stand_on_top_the_last_one_put_there_first()
    {
        var id = await NewAsync();
        var records = new List<int>();
        for (var i = 0; i <= FollowUpPins.Most; i++)
            records.Add(await RecordAsync(id, i));
        foreach (var record in records.Take(FollowUpPins.Most).Append(records[0]))
        {
            await PinAsync(id, record);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(records.Take(FollowUpPins.Most).Reverse(), await PinnedAsync(id));
        await Assert.ThrowsAsync<ValidationException>(() => PinAsync(id, records[^1]));

        await PinAsync(id, records[0], isPinned: false);
        await PinAsync(id, records[^1]);
        Assert.Equal([records[^1], records[2], records[1]], await PinnedAsync(id));
    }

    [Fact]
    public async Task Nobody_pins_at_customers_that_are_not_theirs_to_change()
    {
        var id = await NewAsync();
        var record = await RecordAsync(id, 0);
        foreach (var who in new[] { Who.RepSouth, Who.MgrSouth, Who.Service, Who.Marketer })
            await Assert.ThrowsAsync<NotFoundException>(() => PinAsync(id, record, who: who));
        var other = await NewAsync();
        await Assert.ThrowsAsync<NotFoundException>(() => PinAsync(other, record));
        Assert.Empty(await PinnedAsync(id));
    }

    [Fact]
    public async Task A_task_is_no_record_and_cannot_be_pinned()
    {
        var id = await NewAsync();
        var task = await app.WithAsync<FollowUpService, int>(w => w.PlanAsync(id, Forms.Plan(new DateTime(2026, 11, 25, 9, 0, 0)), app.As(Who.RepEast), CancellationToken.None));
        await Assert.ThrowsAsync<NotFoundException>(() => PinAsync(id, task));
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"置顶{++count}号泵业有限公司"));

    private Task<int> RecordAsync(int id, int hour) => app.WithAsync<FollowUpService, int>(
        w => w.RecordAsync(id, Forms.Record(new DateTime(2026, 11, 17, 9 + hour, 0, 0)), app.As(Who.RepEast), CancellationToken.None));

    private Task PinAsync(int id, int record, bool isPinned = true, Who who = Who.RepEast) =>
        app.WithAsync<FollowUpPins>(p => p.SetAsync(id, record, isPinned, app.As(who), CancellationToken.None));

    private async Task<IEnumerable<int>> PinnedAsync(int id) =>
        (await app.WithAsync<FollowUpQueries, FollowUpsOfCustomer>(q => q.OfCustomerAsync(id, app.As(Who.RepEast), CancellationToken.None))).Pinned.Select(p => p.Id);
}
