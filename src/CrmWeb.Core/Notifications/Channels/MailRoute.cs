using System.Security.Authentication;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>A mail server; one connection serves several messages.</summary>
internal sealed class MailRoute(MailSettings settings, OutboundConnections connections) : IMessageRoute
{
    private SmtpDialogue? open;

    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (!MailText.IsAddress(message.Address))
            return SendOutcome.Refused(SendErrors.BadAddress);
        string text;
        try
        {
            text = MailText.Write(settings, message);
        }
        catch (FormatException e)
        {
            return SendOutcome.Refused(SendErrors.Answer, e.Message);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(connections.Times.Longest);

        // A server may have closed a connection that served already; nothing was handed over then, so a new one is tried at once.
        var used = open is not null;
        var outcome = await TryAsync(message.Address!, text, limit.Token, ct);
        if (used && outcome is { Result: SendResult.RouteDown } && SendErrors.CodeOf(outcome.Error!) == SendErrors.NotConnected)
            outcome = await TryAsync(message.Address!, text, limit.Token, ct);
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        if (open is null)
            return;
        try
        {
            // A courtesy; whoever does not wait for the answer loses nothing.
            await open.WriteAsync("QUIT\r\n", CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
        }

        await CloseAsync();
    }

    private async Task<SendOutcome> TryAsync(string to, string text, CancellationToken limit, CancellationToken ct)
    {
        var handedOver = false;
        var atRecipient = false;
        try
        {
            open ??= await SmtpDialogue.OpenAsync(connections, settings, limit);
            await open.SayAsync($"MAIL FROM:<{settings.From}>", limit);
            atRecipient = true;
            await open.SayAsync($"RCPT TO:<{to}>", limit);
            atRecipient = false;
            await open.SayAsync("DATA", limit, 354);
            handedOver = true;
            await open.SayAsync(text + ".", limit);
            return SendOutcome.Sent;
        }
        catch (SmtpRefusedException e)
        {
            await CloseAsync();
            return Refused(e.Answer, aboutMessage: atRecipient || handedOver);
        }
        catch (NotConnectedException e)
        {
            return SendOutcome.RouteDown(e.IsBlocked ? SendErrors.Blocked : SendErrors.NotConnected, e.Message);
        }
        catch (AuthenticationException e)
        {
            await CloseAsync();
            return SendOutcome.RouteDown(SendErrors.NotSecure, e.Message);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            await CloseAsync();
            ct.ThrowIfCancellationRequested();
            return handedOver ? SendOutcome.Unclear() : SendOutcome.RouteDown(SendErrors.NotConnected, $"{settings.Host}:{settings.Port}");
        }
    }

    private static SendOutcome Refused(SmtpAnswer answer, bool aboutMessage) => answer.Code switch
    {
        421 => SendOutcome.RouteDown(SendErrors.TooMany, answer.ToString()),
        530 or 534 or 535 or 538 => SendOutcome.RouteDown(SendErrors.NotAccepted, answer.ToString()),
        >= 500 when aboutMessage => SendOutcome.Refused(SendErrors.BadAddress, answer.ToString()),
        >= 400 when aboutMessage => SendOutcome.PutOff(SendErrors.Answer, answer.ToString()),
        _ => SendOutcome.RouteDown(SendErrors.Answer, answer.ToString()),
    };

    private async Task CloseAsync()
    {
        if (open is not null)
            await open.DisposeAsync();
        open = null;
    }
}
