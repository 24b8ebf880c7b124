namespace CrmWeb.Core.Notifications.Mail;

/// <summary>How a mail server is spoken to.</summary>
public enum MailSecurity
{
    /// <summary>TLS from the first byte, usually port 465.</summary>
    Tls = 1,

    /// <summary>TLS by STARTTLS, usually port 587; refused where the server does not offer it.</summary>
    StartTls = 2,

    /// <summary>No encryption; only for a server that Outbound:Allowed names.</summary>
    None = 3,
}

/// <summary>How the program signs in to a mail server.</summary>
public enum MailSignIn
{
    /// <summary>User name and password (an authorization code with many providers).</summary>
    Password = 1,

    /// <summary>OAuth2 on behalf of the mailbox's owner, who agreed once (RFC 6749, section 6).</summary>
    RefreshToken = 2,

    /// <summary>OAuth2 by the program's own right, as an administrator of the mailboxes granted it (RFC 6749, section 4.4).</summary>
    ClientCredentials = 3,
}

/// <summary>The mail server and the sender's address.</summary>
/// <param name="UserName">Null where the server asks for none.</param>
/// <param name="Password">Null with OAuth2.</param>
public sealed record MailSettings(string Host, int Port, MailSecurity Security, string? UserName, string? Password, string From, string FromName)
{
    public MailSignIn SignIn { get; init; } = MailSignIn.Password;

    /// <summary>Null with a password.</summary>
    public OAuthClient? OAuth { get; init; }
}

/// <summary>Where and as whom the program asks for access tokens.</summary>
/// <param name="TokenAddress">https; the provider's token endpoint.</param>
/// <param name="ClientSecret">Null for a client that was registered without one.</param>
/// <param name="RefreshToken">Null with client credentials.</param>
/// <param name="Scope">Separated by spaces; null for what the provider gives by itself.</param>
public sealed record OAuthClient(string TokenAddress, string ClientId, string? ClientSecret, string? RefreshToken, string? Scope);
