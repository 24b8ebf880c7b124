using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Outbox;

/// <summary>Two processes that want the same messages: each message goes to one of them.</summary>
public sealed class OutboxLeasesTests(MeanwhileFixture app) : IClassFixture<MeanwhileFixture>, IAsyncLifetime
{
    private static readonly ChannelKey Mail = new(OutboxChannel.Mail, null);
    private static readonly CancellationToken None = CancellationToken.None;

    private OutboxLeases Leases => app.Services.GetRequiredService<OutboxLeases>();

    public Task InitializeAsync() => Ways.ClearAsync(app);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(10, 0)]
    [InlineData(4, 6)]
    public async Task What_another_took_after_this_one_had_looked_is_not_taken_again(int taken, int left)
    {
        await Ways.QueueAsync(app, 10);
        IReadOnlyList<LeasedMessage> theirs = [];
        app.Meanwhile.Answered(IsLook, async () => theirs = await Leases.TakeAsync(Mail, taken, Guid.NewGuid(), None));
        var ours = await Leases.TakeAsync(Mail, 10, Guid.NewGuid(), None);

        Assert.True(app.Meanwhile.Happened);
        Assert.Equal((taken, left), (theirs.Count, ours.Count));
        Assert.Empty(ours.Select(m => m.Id).Intersect(theirs.Select(m => m.Id)));
    }

    [Fact]
    public async Task What_another_sent_after_this_one_had_looked_is_not_sent_again()
    {
        await Ways.QueueAsync(app, 3);
        app.Meanwhile.Answered(IsLook, async () =>
        {
            var other = Guid.NewGuid();
            foreach (var message in await Leases.TakeAsync(Mail, 3, other, None))
                await Leases.NoteAsync(message.Id, other, OutboxState.Sent, 1, app.Clock.Now, null);
        });
        Assert.Empty(await Leases.TakeAsync(Mail, 10, Guid.NewGuid(), None));
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal((OutboxState.Sent, 1), (m.State, m.Attempts)));
    }

    /// <summary>Whoever waited for a row looks at it once more before changing it: what was read before holds no longer.</summary>
    [PostgresFact]
    public async Task Of_many_that_wait_for_the_same_rows_one_gets_each_message()
    {
        await Ways.QueueAsync(app, 10);
        List<Task<IReadOnlyList<LeasedMessage>>> takers;
        await using (var held = await HeldRows.OfAsync(app.Settings, "OutboxMessages"))
        {
            takers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => Leases.TakeAsync(Mail, 10, Guid.NewGuid(), None)))];
            await held.WantedByAsync(takers.Count);
        }

        var taken = (await Task.WhenAll(takers)).SelectMany(t => t).Select(m => m.Id).ToList();
        Assert.Equal((10, 10), (taken.Count, taken.Distinct().Count()));
        Assert.All(await Ways.MessagesAsync(app), m => Assert.Equal((OutboxState.Sending, 0), (m.State, m.Attempts)));
    }

    /// <summary>The question which messages are due.</summary>
    private static bool IsLook(string sql) => sql.Contains("\"OutboxMessages\"", StringComparison.Ordinal) && sql.Contains("ORDER BY", StringComparison.Ordinal);
}
