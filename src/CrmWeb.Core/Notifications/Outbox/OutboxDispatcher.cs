using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Organization;
using Microsoft.Extensions.Logging;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>
/// Sends what is due, each channel by itself so that a slow mail server holds up no robot. Each message is noted as soon as it is
/// sent: if the process dies in between, that one message goes out twice and no other. A channel that fails is left alone for a
/// while, with everything that waits for it.
/// </summary>
public sealed partial class OutboxDispatcher(
    OutboxLeases leasing, OutboxObstacles hindrances, MessageChannels channels, OutboxLimits limits, OutboxAlarm alarm, OrganizationClock clock, ILogger<OutboxDispatcher> logger)
{
    /// <summary>Messages taken at once.</summary>
    private const int Batch = 40;

    /// <summary>How long a closed channel is left alone where the other side asks for nothing.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Longest a message may take from here: connecting, answering, once more over a new connection, noting.</summary>
    private static readonly TimeSpan Longest = OutboundTimes.Default.Longest + TimeSpan.FromSeconds(10);

    /// <summary>Longest that the other side's wish to wait is granted; a slip of its clock must not hold messages back for years.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>What was sent is noted, if need be again and again while the message is still ours: unnoted it would go out twice.</summary>
    private const int NoteAttempts = 5;

    private static readonly TimeSpan BetweenNotes = TimeSpan.FromMilliseconds(400);

    /// <summary>A run ends after this long; the next one goes on.</summary>
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(40);

    /// <returns>How much was sent and what failed; null where nothing was due.</returns>
    public async Task<string?> RunAsync(CancellationToken ct)
    {
        var end = clock.UtcNow + RunTime;
        var tally = new OutboxTally();
        var done = 0;
        do
        {
            var due = await leasing.DueAsync(ct);
            done = (await Task.WhenAll(due.Select(key => SendAsync(key, tally, ct)))).Sum();
        }
        while (done > 0 && clock.UtcNow < end && !ct.IsCancellationRequested);

        if (tally.Failed > 0)
            await alarm.RaiseAsync(tally.Failed, CancellationToken.None);
        return tally.Summary;
    }

    /// <returns>How many messages were dealt with.</returns>
    private async Task<int> SendAsync(ChannelKey key, OutboxTally tally, CancellationToken ct)
    {
        var most = Math.Min(Batch, limits.PerMinute(key.Channel) - await leasing.UsedAsync(key, ct));
        if (most <= 0 || ct.IsCancellationRequested)
            return 0;
        var opened = await channels.OpenAsync(key, evenIfOff: false, ct);
        if (opened.Channel is null)
            return await ClosedAsync(key, opened.Closed!, tally, ct);

        await using var channel = opened.Channel;
        var me = Guid.NewGuid();
        var until = clock.UtcNow + OutboxLeases.Lease - Longest;
        var dealt = 0;
        SendOutcome? closed = null;
        long? handedOver = null;
        try
        {
            var taken = await leasing.TakeAsync(key, most, me, ct);
            var hindered = await hindrances.OfAsync(taken, ct);
            foreach (var message in taken)
            {
                if (ct.IsCancellationRequested || clock.UtcNow > until)
                    break;
                dealt++;
                if (hindered.GetValueOrDefault(message.Id) is { } hindrance)
                {
                    await leasing.NoteAsync(message.Id, me, hindrance.State, message.Attempts, hindrance.Next, hindrance.Why);
                    continue;
                }

                handedOver = message.Id;
                if (await SendOneAsync(channel, message, me, tally) is { Result: SendResult.ChannelDown or SendResult.Unclear } outcome)
                {
                    closed = outcome;
                    handedOver = null;
                    break;
                }

                handedOver = null;
                await limits.PaceAsync(key.Channel, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopping: what was not tried goes back below.
        }
        finally
        {
            await leasing.ReleaseAsync(me, clock.UtcNow, except: handedOver);
        }

        if (closed is not null)
            tally.AddFailed(await leasing.CloseAsync(key, clock.UtcNow + (Granted(closed.After) ?? Pause), closed.Error));
        return dealt;
    }

    private async Task<SendOutcome> SendOneAsync(IMessageChannel channel, LeasedMessage message, Guid me, OutboxTally tally)
    {
        SendOutcome outcome;
        try
        {
            // Not the run's token: what has been handed over is waited for, a few seconds at most, and noted.
            outcome = await channel.SendAsync(message.Message with { At = clock.UtcNow }, CancellationToken.None);
        }
        catch (Exception e)
        {
            // A fault of ours must not hold up the messages behind.
            Faulty(e, message.Id);
            outcome = SendOutcome.PutOff(SendErrors.Answer, e.GetType().Name);
        }

        // That it may have arrived once is not forgotten when the next attempt fails otherwise.
        var attempts = message.Attempts + 1;
        var (state, next) = Fate(message, outcome, attempts);
        if (WasUnclear(message) && state != OutboxState.Sent && outcome.Result != SendResult.Unclear)
            outcome = outcome with { Error = SendErrors.Of(SendErrors.Unclear, outcome.Error) };
        await NoteAsync(() => leasing.NoteAsync(message.Id, me, state, attempts, next, outcome.Error), message.Id);
        tally.Add(state);
        if (outcome.Error is not null)
            NotSent(message.Id, attempts, outcome.Error);
        return outcome;
    }

    private (OutboxState State, DateTime Next) Fate(LeasedMessage message, SendOutcome outcome, int attempts)
    {
        var now = clock.UtcNow;
        if (outcome.Result == SendResult.Sent)
            return (OutboxState.Sent, now);
        if (outcome.Result == SendResult.Refused || (outcome.Result == SendResult.Unclear && WasUnclear(message)) || now - message.CreatedAt >= RetrySchedule.GivenUpAfter)
            return (OutboxState.Failed, now);
        var after = RetrySchedule.After(attempts, Random.Shared.NextDouble());
        return (OutboxState.Waiting, now + (Granted(outcome.After) is { } asked && asked > after ? asked : after));
    }

    private static TimeSpan? Granted(TimeSpan? asked) =>
        asked is not { } time || time <= TimeSpan.Zero ? null : time > LongestPause ? LongestPause : time;

    private async Task NoteAsync(Func<Task> note, long id)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await note();
                return;
            }
            catch (Exception e) when (attempt < NoteAttempts && e is not OperationCanceledException)
            {
                NotNoted(id, attempt, e);
                await Task.Delay(BetweenNotes * attempt);
            }
        }
    }

    private static bool WasUnclear(LeasedMessage message) => message.Previous is { } error && SendErrors.CodeOf(error) == SendErrors.Unclear;

    private async Task<int> ClosedAsync(ChannelKey key, string why, OutboxTally tally, CancellationToken ct)
    {
        if (why == SendErrors.SwitchedOff)
            await leasing.DropAsync(key, ct);
        else
            tally.AddFailed(await leasing.CloseAsync(key, clock.UtcNow + Pause, why));
        return 0;
    }

    [LoggerMessage(LogLevel.Warning, "Message {Id} was not sent at attempt {Attempt}: {Error}")]
    private partial void NotSent(long id, int attempt, string error);

    [LoggerMessage(LogLevel.Warning, "What came of message {Id} could not be noted at attempt {Attempt}")]
    private partial void NotNoted(long id, int attempt, Exception e);

    [LoggerMessage(LogLevel.Error, "Message {Id} could not be written or sent")]
    private partial void Faulty(Exception e, long id);
}
