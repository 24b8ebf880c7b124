using System.Threading.Channels;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Persistence.Signals;

namespace CrmWeb.Pages.Notifications;

/// <summary>
/// Who has a page open in this process. While anybody has, one question finds what was written, by whichever
/// process, and hands it to those it is for.
/// </summary>
internal sealed partial class NotificationHub(FreshNotifications fresh, WakeSignal signal, TimeProvider time, ILogger<NotificationHub> logger) : BackgroundService
{
    /// <summary>Streams of one user at a time: one for each browser, unless somebody means ill.</summary>
    public const int MostOfOneUser = 20;

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    /// <summary>Much news at once is one question.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(200);

    /// <summary>How far each question looks back: longer than a transaction takes to commit or clocks of two machines differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    private readonly Dictionary<int, List<Place>> places = [];

    /// <returns>Null where the user has too many already.</returns>
    public Place? Join(int userId)
    {
        lock (places)
        {
            if (!places.TryGetValue(userId, out var own))
                places[userId] = own = [];
            if (own.Count >= MostOfOneUser)
                return null;
            var place = new Place(this, userId);
            own.Add(place);
            return place;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HashSet<int> seen = [];
        using var news = signal.Listen(Wake.News);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Woken by what was saved; where nobody can wake it, it looks by itself.
            await news.WaitAsync(Beat, stoppingToken);
            try
            {
                seen = await LookAsync(seen, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                CouldNotLook(e);
            }

            await Task.Delay(Rest, stoppingToken);
        }
    }

    private async Task<HashSet<int>> LookAsync(HashSet<int> seen, CancellationToken ct)
    {
        lock (places)
        {
            if (places.Count == 0)
                return [];
        }

        var found = await fresh.SinceAsync(time.GetUtcNow().UtcDateTime - Overlap, ct);
        lock (places)
        {
            foreach (var one in found.Where(f => !seen.Contains(f.Id)))
            {
                if (places.TryGetValue(one.UserId, out var own))
                    own.ForEach(place => place.Arrived.Writer.TryWrite(one.Id));
            }
        }

        return [.. found.Select(f => f.Id)];
    }

    private void Leave(Place place)
    {
        lock (places)
        {
            if (places.TryGetValue(place.UserId, out var own) && own.Remove(place) && own.Count == 0)
                places.Remove(place.UserId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "New notifications could not be looked for.")]
    private partial void CouldNotLook(Exception e);

    /// <summary>One open stream; left when it is disposed.</summary>
    internal sealed class Place(NotificationHub hub, int userId) : IDisposable
    {
        public int UserId => userId;

        /// <summary>Ids of what arrived. What a stream does not fetch in time is in the inbox anyway.</summary>
        internal Channel<int> Arrived { get; } = Channel.CreateBounded<int>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });

        /// <summary>Waits for something to arrive.</summary>
        /// <returns>Ids; none when the time is up.</returns>
        public async Task<IReadOnlyList<int>> WaitAsync(TimeSpan longest, CancellationToken ct)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(longest);
            List<int> ids = [];
            try
            {
                await Arrived.Reader.WaitToReadAsync(limit.Token);
                while (Arrived.Reader.TryRead(out var id))
                    ids.Add(id);
            }
            catch (OperationCanceledException)
            {
                // The time is up, or the reader went away, which the caller sees.
            }

            return ids;
        }

        public void Dispose() => hub.Leave(this);
    }
}
