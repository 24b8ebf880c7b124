namespace CrmWeb.Core.Notifications.Channels;

/// <summary>A message as a sender takes it.</summary>
/// <param name="Key">The same at every attempt; where a channel knows message ids, a double can be recognised by it.</param>
/// <param name="Address">Mail address or mobile number; null for a robot.</param>
/// <param name="Mentions">Mobile numbers that a robot calls by name.</param>
/// <param name="At">Now, UTC.</param>
public sealed record OutgoingMessage(string Key, string? Address, string Subject, string Body, string? Link, IReadOnlyList<string> Mentions, DateTime At)
{
    /// <summary>Body, and the link on a line of its own.</summary>
    public string Text => Link is null ? Body : $"{Body}\n{Link}";
}

/// <summary>One way out, open for a few messages in a row: a mail server, a gateway, a robot.</summary>
public interface IMessageRoute : IAsyncDisposable
{
    /// <summary>Sends once; gives up by itself after <see cref="Outbound.OutboundTimes.Longest"/>.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);
}
