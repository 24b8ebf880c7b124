using CrmWeb.Core.Formats;
using CrmWeb.Core.Notifications.Outbound;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Localization;
using MimeKit;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>A mail server; one connection serves several messages.</summary>
internal sealed class MailChannel(MailSettings settings, MailConnections connections, IStringLocalizer<ChannelsText> text) : IMessageChannel
{
    private SmtpClient? open;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!MailAddressRule.IsAddress(message.Address))
            return SendOutcome.Refused(SendErrors.BadAddress);
        MimeMessage mail;
        try
        {
            mail = MailComposition.Compose(settings, message, text);
        }
        catch (FormatException e)
        {
            return SendOutcome.Refused(SendErrors.Answer, e.Message);
        }

        using (mail)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(connections.Times.Longest);

            // A server may have closed a connection that served already; nothing was handed over then, so a new one is tried at once.
            var used = open is not null;
            var outcome = await TryAsync(message.Address!, mail, limit.Token, ct);
            if (used && outcome is { Result: SendResult.ChannelDown } && SendErrors.CodeOf(outcome.Error!) == SendErrors.NotConnected)
                outcome = await TryAsync(message.Address!, mail, limit.Token, ct);
            return outcome;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (open is null)
            return;
        try
        {
            // A courtesy; whoever does not wait for the answer loses nothing.
            using var limit = new CancellationTokenSource(connections.Times.Connect);
            await open.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ProtocolException or CommandException)
        {
        }

        Close();
    }

    private async Task<SendOutcome> TryAsync(string to, MimeMessage mail, CancellationToken limit, CancellationToken ct)
    {
        var handing = new Handing();
        try
        {
            open ??= await connections.OpenAsync(settings, limit);
            await open.SendAsync(MailComposition.Format, mail, new MailboxAddress(null, settings.From), [new MailboxAddress(null, to)], limit, handing);
            return SendOutcome.Sent;
        }
        catch (SmtpCommandException e) when (handing.HasBegun && (int)e.StatusCode is >= 200 and < 300)
        {
            // The library takes 250 alone for a yes; any other 2xx is one too, and nothing more is asked of this connection.
            Close();
            return SendOutcome.Sent;
        }
        catch (Exception e)
        {
            Close();
            ct.ThrowIfCancellationRequested();
            if (OfFailure(e, handing.HasBegun) is { } outcome)
                return outcome;
            throw;
        }
    }

    /// <returns>Null for a fault of ours.</returns>
    /// <param name="isHandedOver">Some of the message has left; whether all of it arrived is known only where the server said so.</param>
    private SendOutcome? OfFailure(Exception failure, bool isHandedOver) => failure switch
    {
        NotSignedInException e => e.Outcome,
        SmtpCommandException e => MailAnswers.Judge((int)e.StatusCode, e.Message, isHandedOver || e.ErrorCode == SmtpErrorCode.RecipientNotAccepted),
        ServiceNotAuthenticatedException e => SendOutcome.ChannelDown(SendErrors.NotAccepted, e.Message),
        NotConnectedException e => SendOutcome.ChannelDown(e.IsBlocked ? SendErrors.Blocked : SendErrors.NotConnected, e.Message),
        _ when isHandedOver => SendOutcome.Unclear(),
        SslHandshakeException { InnerException: IOException or OperationCanceledException } => Broken(),
        NotSecureException or SslHandshakeException => SendOutcome.ChannelDown(SendErrors.NotSecure, (failure.InnerException ?? failure).Message),
        IOException or OperationCanceledException or ProtocolException or ServiceNotConnectedException => Broken(),
        _ => null,
    };

    private SendOutcome Broken() => SendOutcome.ChannelDown(SendErrors.NotConnected, $"{settings.Host}:{settings.Port}");

    private void Close()
    {
        open?.Dispose();
        open = null;
    }

    /// <summary>Is told of the message's first bytes that leave for the server.</summary>
    private sealed class Handing : ITransferProgress
    {
        public bool HasBegun { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => HasBegun |= bytesTransferred > 0;

        public void Report(long bytesTransferred) => Report(bytesTransferred, 0);
    }
}
