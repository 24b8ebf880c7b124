using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Notifications.Outbound;

/// <summary>What came of an attempt to send.</summary>
public enum SendResult
{
    Sent = 1,

    /// <summary>The whole channel is closed (gateway down, too many at once, wrong key): everything that goes by it waits.</summary>
    ChannelDown = 2,

    /// <summary>This message was put off; others may go.</summary>
    PutOff = 3,

    /// <summary>This message will never be taken, such as for an address that does not exist.</summary>
    Refused = 4,

    /// <summary>The message was handed over and no answer came: it may have arrived. It is tried once more and then no more.</summary>
    Unclear = 5,
}

/// <param name="Error">One of <see cref="SendErrors"/>, then perhaps a colon and what the other side said; without secrets.</param>
/// <param name="After">How long the other side asks to wait.</param>
public sealed record SendOutcome(SendResult Result, string? Error = null, TimeSpan? After = null)
{
    public static SendOutcome Sent { get; } = new(SendResult.Sent);

    public static SendOutcome ChannelDown(string code, string? detail = null, TimeSpan? after = null) => new(SendResult.ChannelDown, SendErrors.Of(code, detail), after);

    public static SendOutcome PutOff(string code, string? detail = null, TimeSpan? after = null) => new(SendResult.PutOff, SendErrors.Of(code, detail), after);

    public static SendOutcome Refused(string code, string? detail = null) => new(SendResult.Refused, SendErrors.Of(code, detail));

    public static SendOutcome Unclear() => new(SendResult.Unclear, SendErrors.Unclear);
}

/// <summary>Why something was not sent; each has a text in ChannelsText (SendError.CODE).</summary>
public static class SendErrors
{
    /// <summary>No connection.</summary>
    public const string NotConnected = "not-connected";

    /// <summary>The address is one the program may not talk to.</summary>
    public const string Blocked = "blocked";

    /// <summary>No secure connection.</summary>
    public const string NotSecure = "not-secure";

    /// <summary>Handed over, no answer.</summary>
    public const string Unclear = "unclear";

    /// <summary>The other side takes no more for now.</summary>
    public const string TooMany = "too-many";

    /// <summary>User name, password, key or signature is not accepted.</summary>
    public const string NotAccepted = "not-accepted";

    /// <summary>The address is not accepted.</summary>
    public const string BadAddress = "bad-address";

    /// <summary>Another answer than success.</summary>
    public const string Answer = "answer";

    /// <summary>The settings are incomplete or cannot be opened with the keys of this installation.</summary>
    public const string NotSetUp = "not-set-up";

    /// <summary>The channel was switched off.</summary>
    public const string SwitchedOff = "switched-off";

    /// <summary>The recipient's account was deactivated.</summary>
    public const string RecipientGone = "recipient-gone";

    /// <summary>The recipient no longer sees the customer it tells of.</summary>
    public const string OutOfReach = "out-of-reach";

    /// <summary>The task it calls for is done or called off.</summary>
    public const string TaskClosed = "task-closed";

    /// <summary>The report it carries is not subscribed to any more.</summary>
    public const string Unsubscribed = "unsubscribed";

    public static string Of(string code, string? detail)
    {
        var text = string.IsNullOrWhiteSpace(detail) ? code : $"{code}: {string.Concat(detail.Select(c => char.IsControl(c) ? ' ' : c)).Trim()}";
        return FormText.Shortened(text, OutboxMessage.ErrorMax);
    }

    /// <summary>The code an error begins with.</summary>
    public static string CodeOf(string error) => error.Split(':', 2)[0];

    /// <summary>What the other side said, if anything.</summary>
    public static string? DetailOf(string error) => error.Split(':', 2) is [_, var detail] ? detail.Trim() : null;
}
