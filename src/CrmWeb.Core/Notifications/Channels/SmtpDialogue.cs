using System.Net.Security;
using System.Security.Authentication;
using System.Text;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Channels;

/// <summary>A mail server's answer: three digits and words.</summary>
internal sealed record SmtpAnswer(int Code, string Words)
{
    public bool IsGood => Code is >= 200 and < 300;

    public override string ToString() => $"{Code} {Words}";
}

/// <summary>The server said no, or something that is no SMTP.</summary>
internal sealed class SmtpRefusedException(SmtpAnswer answer) : Exception(answer.ToString())
{
    public SmtpAnswer Answer => answer;
}

/// <summary>
/// Speaks SMTP (RFC 5321) over a connection that was checked. The framework's own client resolves names itself, so that it could
/// be led into the local network, and it knows no TLS from the first byte.
/// </summary>
internal sealed class SmtpDialogue : IAsyncDisposable
{
    private const int LongestLine = 2000;
    private const int MostLines = 100;
    private readonly byte[] one = new byte[1];
    private readonly TimeSpan answer;
    private Stream stream;

    private SmtpDialogue(Stream stream, TimeSpan answer)
    {
        this.stream = stream;
        this.answer = answer;
    }

    /// <summary>Connects, secures and signs in.</summary>
    /// <exception cref="NotConnectedException">No connection.</exception>
    /// <exception cref="AuthenticationException">No secure connection.</exception>
    /// <exception cref="SmtpRefusedException">The server refuses to go on.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    /// <exception cref="OperationCanceledException">The server is too slow.</exception>
    public static async Task<SmtpDialogue> OpenAsync(OutboundConnections connections, MailSettings settings, CancellationToken ct)
    {
        if (settings.Security == MailSecurity.None && !connections.Policy.Trusts(settings.Host, settings.Port))
            throw new AuthenticationException("Outbound:Allowed does not name this server, so it is not spoken to without encryption.");
        var dialogue = new SmtpDialogue(await connections.ConnectAsync(settings.Host, settings.Port, ct), connections.Times.Answer);
        try
        {
            await dialogue.BeginAsync(settings, ct);
            return dialogue;
        }
        catch
        {
            await dialogue.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says a line and demands a good answer.</summary>
    public async Task<SmtpAnswer> SayAsync(string line, CancellationToken ct, params int[] expected)
    {
        await WriteAsync(line + "\r\n", ct);
        var heard = await HearAsync(ct);
        if (expected.Length == 0 ? !heard.IsGood : !expected.Contains(heard.Code))
            throw new SmtpRefusedException(heard);
        return heard;
    }

    public async Task WriteAsync(string text, CancellationToken ct)
    {
        using var limit = Limit(ct);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), limit.Token);
        await stream.FlushAsync(limit.Token);
    }

    /// <summary>Reads one answer, all its lines.</summary>
    public async Task<SmtpAnswer> HearAsync(CancellationToken ct)
    {
        using var limit = Limit(ct);
        List<string> words = [];
        for (var i = 0; i < MostLines; i++)
        {
            var line = await LineAsync(limit.Token);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), out var code))
                throw new SmtpRefusedException(new SmtpAnswer(0, line));
            words.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length < 4 || line[3] != '-')
                return new SmtpAnswer(code, string.Join(' ', words));
        }

        throw new IOException("The mail server's answer has no end.");
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task BeginAsync(MailSettings settings, CancellationToken ct)
    {
        if (settings.Security == MailSecurity.Tls)
            await SecureAsync(settings.Host, ct);
        var greeting = await HearAsync(ct);
        if (!greeting.IsGood)
            throw new SmtpRefusedException(greeting);

        var hello = $"EHLO {settings.From[(settings.From.IndexOf('@') + 1)..]}";
        var offers = (await SayAsync(hello, ct)).Words;
        if (settings.Security == MailSecurity.StartTls)
        {
            await SayAsync("STARTTLS", ct);
            await SecureAsync(settings.Host, ct);
            offers = (await SayAsync(hello, ct)).Words;
        }

        if (settings.UserName is { Length: > 0 } user)
            await SignInAsync(user, settings.Password ?? "", offers, ct);
    }

    private async Task SignInAsync(string user, string password, string offers, CancellationToken ct)
    {
        if (offers.Contains("PLAIN", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync($"AUTH PLAIN {Base64($"\0{user}\0{password}")}", ct);
            return;
        }

        await SayAsync("AUTH LOGIN", ct, 334);
        await SayAsync(Base64(user), ct, 334);
        await SayAsync(Base64(password), ct);
    }

    private async Task SecureAsync(string host, CancellationToken ct)
    {
        using var limit = Limit(ct);
        var secure = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = secure;
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, limit.Token);
    }

    /// <summary>Byte by byte: nothing said before STARTTLS may be read as said after it.</summary>
    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new List<byte>();
        while (await stream.ReadAsync(one, ct) == 1)
        {
            if (one[0] == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            line.Add(one[0]);
            if (line.Count > LongestLine)
                break;
        }

        throw new IOException("The mail server closed the connection or said too much.");
    }

    private CancellationTokenSource Limit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(answer);
        return limit;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
