using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CrmWeb.Core.Access;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.FollowUps.Calendar;

/// <summary>A user's subscription; times UTC.</summary>
public sealed record CalendarFeedState(DateTime CreatedAt, DateTime? LastReadAt);

/// <summary>Keeps the secret addresses under which phones subscribe to their owners' planned follow-ups.</summary>
public sealed partial class CalendarFeeds(CrmDbContext db, CalendarFeedWriter writer, OrganizationClock clock)
{
    private const int SecretBytes = 16;

    /// <returns>Null where the user has none.</returns>
    public Task<CalendarFeedState?> StateAsync(UserScope by, CancellationToken ct) =>
        db.CalendarFeeds.AsNoTracking().Where(f => f.UserId == by.UserId).Select(f => new CalendarFeedState(f.CreatedAt, f.LastReadAt)).FirstOrDefaultAsync(ct);

    /// <summary>Makes an address; an earlier one ends.</summary>
    /// <returns>The secret part, told this once: only its hash is kept.</returns>
    public Task<string> RenewAsync(UserScope by, CancellationToken ct) => ConflictRetry.RunOrAddAsync(db, async () =>
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        if (await db.CalendarFeeds.FirstOrDefaultAsync(f => f.UserId == by.UserId, ct) is { } feed)
            feed.Renew(Hash(secret), clock.UtcNow);
        else
            db.CalendarFeeds.Add(new CalendarFeed(by.UserId, Hash(secret), clock.UtcNow));
        await db.SaveChangesAsync(by, ct);
        return secret;
    });

    /// <summary>Ends the subscription: the address leads nowhere from now on.</summary>
    public Task RevokeAsync(UserScope by, CancellationToken ct) => db.CalendarFeeds.Where(f => f.UserId == by.UserId).ExecuteDeleteAsync(ct);

    /// <summary>The calendar behind a secret.</summary>
    /// <param name="site">Where the program is reached, without a slash at the end.</param>
    /// <exception cref="NotFoundException">No such address, or its owner has left.</exception>
    public async Task<string> ReadAsync(string secret, string site, CancellationToken ct)
    {
        if (!Secret().IsMatch(secret))
            throw new NotFoundException();
        var hash = Hash(secret);
        if (await db.CalendarFeeds.AsNoTracking().FirstOrDefaultAsync(f => f.TokenHash == hash, ct) is not { } feed)
            throw new NotFoundException();
        var calendar = await writer.WriteAsync(feed.UserId, site, ct);

        // To the hour: a phone that asks every few minutes is no reason to write as often.
        var (now, hourAgo) = (clock.UtcNow, clock.UtcNow.AddHours(-1));
        if (feed.LastReadAt is not null && feed.LastReadAt >= hourAgo)
            return calendar;
        try
        {
            await db.CalendarFeeds.Where(f => f.TokenHash == hash).ExecuteUpdateAsync(s => s.SetProperty(f => f.LastReadAt, now), ct);
        }
        catch (Exception e) when (DatabaseFaults.Of(e) == DatabaseFault.RefusesWrites)
        {
            // A calendar is read also while the disk is full; that it was read is noted the next time.
        }

        return calendar;
    }

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, matchTimeoutMilliseconds: PatternLimit.Milliseconds)]
    private static partial Regex Secret();
}
