namespace CrmWeb.Core.Notifications.Sms;

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
