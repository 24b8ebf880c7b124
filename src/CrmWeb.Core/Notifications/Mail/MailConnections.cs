using System.Net;
using System.Net.Security;
using System.Text;
using CrmWeb.Core.Notifications.Outbound;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace CrmWeb.Core.Notifications.Mail;

/// <summary>The server may not be spoken to as the settings ask.</summary>
internal sealed class NotSecureException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>No sign-in, for which there is an outcome already.</summary>
internal sealed class NotSignedInException(SendOutcome outcome, Exception? inner = null) : Exception(outcome.Error, inner)
{
    public SendOutcome Outcome => outcome;
}

/// <summary>
/// Opens connections to mail servers, secured and signed in. The library speaks over a connection that <see cref="OutboundConnections"/>
/// has checked; left to itself it would look the name up once more, and fetch lists of revoked certificates from wherever a certificate says.
/// </summary>
public sealed class MailConnections(OutboundConnections connections, MailTokens tokens)
{
    /// <summary>No mail server has more to say in one batch; a hostile one might never stop.</summary>
    private const int LongestDialogue = 1024 * 1024;

    /// <summary>One command at a time, so that it is known which one an answer is for, and plain DATA, of which everybody knows when it ends.</summary>
    private const SmtpCapabilities Unwanted =
        SmtpCapabilities.Pipelining | SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime | SmtpCapabilities.UTF8 | SmtpCapabilities.Dsn;

    /// <summary>What a test may put in the place of the system's judgement.</summary>
    internal RemoteCertificateValidationCallback Certificates { get; init; } = (_, _, _, errors) => errors == SslPolicyErrors.None;

    internal OutboundTimes Times => connections.Times;

    /// <exception cref="NotConnectedException">No connection, or to none the program may talk to.</exception>
    /// <exception cref="NotSecureException">No encryption where it is a must.</exception>
    /// <exception cref="SslHandshakeException">No secure connection; its cause tells whether that broke or is not to be trusted.</exception>
    /// <exception cref="NotSignedInException">The server or the provider of tokens refuses.</exception>
    /// <exception cref="SmtpCommandException">The server refuses to go on.</exception>
    /// <exception cref="SmtpProtocolException">The connection ended, or this is no mail server.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">The server is too slow.</exception>
    internal async Task<SmtpClient> OpenAsync(MailSettings settings, CancellationToken ct)
    {
        if (settings.Security == MailSecurity.None && !connections.Policy.Trusts(settings.Host, settings.Port))
            throw new NotSecureException("Outbound:Allowed does not name this server, so it is not spoken to without encryption.");
        var stream = new BoundedStream(await connections.ConnectAsync(settings.Host, settings.Port, ct), LongestDialogue);
        var client = new SmtpClient
        {
            LocalDomain = settings.From[(settings.From.IndexOf('@', StringComparison.Ordinal) + 1)..],
            CheckCertificateRevocation = false,
            ServerCertificateValidationCallback = Certificates,
        };
        try
        {
            await client.ConnectAsync(stream, Host(settings.Host), settings.Port, Options(settings.Security), ct);
            client.Capabilities &= ~Unwanted;
            if (settings.UserName is { Length: > 0 } user)
                await SignInAsync(client, user, settings, ct);
            return client;
        }
        catch (NotSupportedException e)
        {
            Drop();
            throw new NotSecureException(e.Message, e);
        }
        catch
        {
            Drop();
            throw;
        }

        void Drop()
        {
            client.Dispose();
            stream.Dispose();
        }
    }

    private async Task SignInAsync(SmtpClient client, string user, MailSettings settings, CancellationToken ct)
    {
        var token = settings.SignIn == MailSignIn.Password ? null : await tokens.OfAsync(settings, ct);
        try
        {
            if (Mechanism(client.AuthenticationMechanisms, user, settings.Password ?? "", token) is { } mechanism)
                await client.AuthenticateAsync(mechanism, ct);
            else
                await client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(user, settings.Password), ct);
        }
        catch (AuthenticationException e)
        {
            if (token is not null)
                tokens.Forget(token);
            throw new NotSignedInException(MailAnswers.JudgeSignIn(e.Message), e);
        }
        catch (NotSupportedException e)
        {
            throw new NotSignedInException(SendOutcome.ChannelDown(SendErrors.NotAccepted, e.Message), e);
        }
    }

    /// <summary>One attempt with one mechanism: trying them all would count as many wrong passwords and lock the mailbox.</summary>
    /// <returns>Null where the server offers none of the usual ones.</returns>
    private static SaslMechanism? Mechanism(HashSet<string> offered, string user, string password, string? token) => token switch
    {
        not null when offered.Contains("OAUTHBEARER") && !offered.Contains("XOAUTH2") => new SaslMechanismOAuthBearer(user, token),
        not null => new SaslMechanismOAuth2(user, token),
        _ when offered.Contains("PLAIN") => new SaslMechanismPlain(Encoding.UTF8, user, password),
        _ when offered.Contains("LOGIN") => new SaslMechanismLogin(Encoding.UTF8, user, password),
        _ => null,
    };

    private static SecureSocketOptions Options(MailSecurity security) => security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };

    /// <summary>The library makes an address of it, in which an IPv6 literal stands in brackets.</summary>
    private static string Host(string host) => host.Contains(':', StringComparison.Ordinal) && host[0] != '[' ? $"[{host}]" : host;
}
