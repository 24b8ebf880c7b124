using CrmWeb.Core.Access;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Notifications.Outbox;

/// <summary>What the list of messages is asked for; codes as in the address.</summary>
public sealed record OutboxFilter
{
    /// <summary>failed, waiting, sent, dropped; empty for failed.</summary>
    public string? State { get; init; }

    /// <summary>mail, sms, robot; empty for all.</summary>
    public string? Channel { get; init; }

    public string? P { get; init; }

    public string? Size { get; init; }
}

/// <summary>A message for those who look after them: whom and how, not what it says, because that is the recipient's to read.</summary>
/// <param name="Address">Masked.</param>
public sealed record OutboxRow(
    long Id, string Kind, OutboxChannel Channel, string Recipient, string? Robot, string? Address, OutboxState State, int Attempts,
    DateTime CreatedAt, DateTime NextAttemptAt, DateTime? SentAt, string? Error);

/// <summary>Reads the messages that leave the program.</summary>
public sealed class OutboxQueries(CrmDbContext db, UserDirectory users)
{
    private static readonly Dictionary<string, OutboxState[]> States = new()
    {
        ["failed"] = [OutboxState.Failed],
        ["waiting"] = [OutboxState.Waiting, OutboxState.Sending],
        ["sent"] = [OutboxState.Sent],
        ["dropped"] = [OutboxState.Dropped],
    };

    /// <summary>Codes of the filter, in the order they are offered.</summary>
    public static IReadOnlyCollection<string> StateCodes => States.Keys;

    /// <exception cref="BadQueryException">Unknown state, channel or page.</exception>
    /// <exception cref="PageElsewhereException">The list has no such page.</exception>
    /// <exception cref="NotFoundException">The user may not look after messages.</exception>
    public async Task<PageOf<OutboxRow>> ListAsync(OutboxFilter filter, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminJobs);
        var states = States.GetValueOrDefault(filter.State is { Length: > 0 } code ? code : "failed") ?? throw new BadQueryException("state");
        var wanted = PageWanted.Of(filter.P, filter.Size);

        var matching = db.OutboxMessages.AsNoTracking().Where(m => states.Contains(m.State));
        if (filter.Channel is { Length: > 0 } name)
        {
            var channel = Channel(name);
            matching = matching.Where(m => m.Channel == channel);
        }

        var total = await matching.CountAsync(ct);
        var skip = wanted.SkipIn(total);
        var rows = await matching.OrderByDescending(m => m.Id).Skip(skip).Take(wanted.Size)
            .Select(m => new
            {
                m.Id,
                m.Kind,
                m.Channel,
                m.UserId,
                Robot = db.DepartmentRobots.Where(r => r.Id == m.RobotId).Select(r => r.Name).FirstOrDefault(),
                m.Address,
                m.State,
                m.Attempts,
                m.CreatedAt,
                m.NextAttemptAt,
                m.SentAt,
                m.Error,
            }).ToListAsync(ct);
        var directory = await users.GetAsync(ct);
        return new PageOf<OutboxRow>(
            [
                .. rows.Select(m => new OutboxRow(
                    m.Id, m.Kind, m.Channel, directory.Name(m.UserId), m.Robot, Masked(m.Address), m.State, m.Attempts,
                    m.CreatedAt, m.NextAttemptAt, m.SentAt, m.Error)),
            ],
            total, wanted.Number, wanted.Size);
    }

    private static OutboxChannel Channel(string name) => name switch
    {
        "mail" => OutboxChannel.Mail,
        "sms" => OutboxChannel.Sms,
        "robot" => OutboxChannel.Robot,
        _ => throw new BadQueryException("channel"),
    };

    private static string? Masked(string? address) => address is null ? null
        : address.Contains('@', StringComparison.Ordinal) ? PersonalData.MaskMail(address) : PersonalData.MaskPhone(address);
}
