using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace CrmWeb.Pages.Notifications;

/// <summary>What an open page is told: how much is unread, and the line that is new, if one is.</summary>
/// <param name="Snooze">Where a reminder is put off; null for all else.</param>
internal sealed record StreamNews(int Unread, int Id = 0, string? Title = null, string? Detail = null, string? Path = null, bool PopsUp = false, string? Snooze = null);

/// <summary>Tells open pages what is new, by server-sent events.</summary>
internal static class NotificationStream
{
    /// <summary>A stream ends by itself; the browser opens the next one and is asked again who it is.</summary>
    private const int LongestSeconds = 300;

    /// <summary>Keeps proxies from taking a quiet stream for a dead one.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddNotificationStream(this IServiceCollection services) =>
        services.AddSingleton<NotificationHub>().AddHostedService(p => p.GetRequiredService<NotificationHub>());

    public static void MapNotificationStream(this WebApplication app) =>
        app.MapGet(CrmLinks.NotificationStream(), Open).RequireAuthorization(CrmPolicies.SignedIn);

    /// <param name="after">Id of the latest line the page knows.</param>
    /// <param name="wait">Seconds after which the stream ends; 0 tells how things stand.</param>
    private static IResult Open(
        HttpContext context, NotificationHub hub, NotificationQueries notifications, NotificationPreferences choosing, AccountSessions sessions, UserScope by,
        IHostApplicationLifetime lifetime, int after = 0, int wait = LongestSeconds)
    {
        // "No content" tells a browser not to come again.
        if (hub.Join(by.UserId) is not { } place)
            return TypedResults.NoContent();
        context.Response.RegisterForDispose(place);

        var session = SessionEvents.NameOf(context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties);

        // A browser that opens the stream anew by itself comes with the old address and says here what it heard last.
        if (int.TryParse(context.Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var heard))
            after = Math.Max(after, heard);
        return TypedResults.ServerSentEvents(
            new OpenPage(place, notifications, choosing, by).ReadAsync(after, TimeSpan.FromSeconds(Math.Clamp(wait, 0, LongestSeconds)), StillValidAsync, lifetime.ApplicationStopping, context.RequestAborted));

        ValueTask<bool> StillValidAsync() =>
            sessions.IsValidAsync(by.UserId, context.User.FindFirstValue(new ClaimsIdentityOptions().SecurityStampClaimType), session, context.RequestAborted);
    }

    private sealed class OpenPage(NotificationHub.Place place, NotificationQueries notifications, NotificationPreferences choosing, UserScope by)
    {
        private readonly HashSet<int> told = [];
        private int latest;

        public async IAsyncEnumerable<SseItem<StreamNews>> ReadAsync(
            int after, TimeSpan longest, Func<ValueTask<bool>> stillValid, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct)
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
            end.CancelAfter(longest);
            var unread = await notifications.UnreadAsync(by, ct);
            yield return new SseItem<StreamNews>(new StreamNews(unread.Count), "state") { ReconnectionInterval = TimeSpan.FromSeconds(3) };
            if (unread.Latest > after)
            {
                foreach (var item in await NewsAsync(after, null, ct))
                    yield return item;
            }

            while (!end.IsCancellationRequested)
            {
                var arrived = await place.WaitAsync(Heartbeat, end.Token);
                if (end.IsCancellationRequested || !await stillValid())
                    yield break;
                if (arrived.Count == 0)
                    yield return new SseItem<StreamNews>(new StreamNews(0), "ping");
                var unknown = arrived.Where(id => id > after && !told.Contains(id)).ToList();
                foreach (var item in unknown.Count > 0 ? await NewsAsync(after, unknown, ct) : [])
                    yield return item;
            }
        }

        private async Task<IReadOnlyList<SseItem<StreamNews>>> NewsAsync(int after, IReadOnlyList<int>? ids, CancellationToken ct)
        {
            var rows = await notifications.NewsAsync(after, ids, by, ct);
            told.UnionWith(rows.Select(r => r.Id));
            var unread = await notifications.UnreadAsync(by, ct);
            var popping = rows.Count == 0 ? null : await choosing.PoppingUpAsync(by, ct);

            // What is committed late may have a lower id than what was told before; the browser is to name the latest of all.
            return
            [
                .. rows.Select(r => new SseItem<StreamNews>(
                    new StreamNews(unread.Count, r.Id, r.Text.Title, r.Text.Detail, r.Text.Path, popping!.Contains(r.Kind), Snooze(r)), "news")
                {
                    EventId = (latest = Math.Max(latest, r.Id)).ToString(CultureInfo.InvariantCulture),
                }),
            ];
        }

        private static string? Snooze(InboxRow row) => row is { Kind: NotificationKinds.Reminder, TaskId: { } task } ? CrmLinks.SnoozeFollowUp(task) : null;
    }
}
