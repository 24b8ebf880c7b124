namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>A message as a sender takes it.</summary>
/// <param name="Key">The same at every attempt; where a channel knows message ids, a double can be recognised by it.</param>
/// <param name="Address">Mail address or mobile number; null for a robot.</param>
/// <param name="Mentions">Mobile numbers that a robot calls by name.</param>
/// <param name="At">Now, UTC.</param>
public sealed record OutgoingMessage(string Key, string? Address, string Subject, string Body, string? Link, IReadOnlyList<string> Mentions, DateTime At)
{
    /// <summary>Body, and the link on a line of its own.</summary>
    public string Text => Link is null ? Body : $"{Body}\n{Link}";

    /// <summary>The recipient's language; null for the usual one.</summary>
    public string? Culture { get; init; }

    /// <summary>Where its recipient says what to be told of, absolute; null for what is no notification. Mail offers it to unsubscribe.</summary>
    public string? SettingsLink { get; init; }

    /// <summary>Files that go with it; only mail carries any.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];
}

/// <summary>A file in a mail.</summary>
/// <param name="FileName">As the recipient sees it; without folders.</param>
/// <param name="ContentType">Such as application/pdf; one that is none becomes application/octet-stream.</param>
public sealed record MailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Content);

/// <summary>A channel, open for a few messages in a row: a mail server, a gateway, a robot.</summary>
public interface IMessageChannel : IAsyncDisposable
{
    /// <summary>Sends once; gives up by itself after <see cref="Outbound.OutboundTimes.Longest"/>.</summary>
    Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct);
}
