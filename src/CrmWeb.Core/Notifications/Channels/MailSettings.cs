namespace CrmWeb.Core.Notifications.Channels;

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

/// <summary>The mail server and the sender's address.</summary>
/// <param name="UserName">Null where the server asks for none.</param>
public sealed record MailSettings(string Host, int Port, MailSecurity Security, string? UserName, string? Password, string From, string FromName);

/// <summary>The gateway for text messages.</summary>
public enum SmsGateway
{
    /// <summary>阿里云短信服务.</summary>
    Aliyun = 1,

    /// <summary>Any gateway that takes a POST with JSON.</summary>
    Http = 2,
}

/// <summary>How text messages are sent: with Aliyun by a template approved there, otherwise by a POST.</summary>
/// <param name="Secret">Aliyun: the access key's secret; otherwise the value of the header.</param>
public sealed record SmsSettings(SmsGateway Gateway, string? Secret)
{
    public string? AccessKeyId { get; init; }

    /// <summary>短信签名, without brackets.</summary>
    public string? SignName { get; init; }

    public string? TemplateCode { get; init; }

    /// <summary>Name of the template's variable that takes the text.</summary>
    public string? TextVariable { get; init; }

    /// <summary>Name of the variable that takes the link's path, for a template whose text begins the link; null where there is none.</summary>
    public string? LinkVariable { get; init; }

    public string? Address { get; init; }

    public string? HeaderName { get; init; }

    /// <summary>JSON in which {mobile} and {text} stand for what is sent.</summary>
    public string? BodyTemplate { get; init; }
}
