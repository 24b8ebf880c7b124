namespace CrmWeb.Core.Notifications.Sms;

/// <summary>The gateway for text messages.</summary>
public enum SmsGateway
{
    /// <summary>阿里云短信服务.</summary>
    Aliyun = 1,

    /// <summary>Any gateway that takes a POST with JSON.</summary>
    Http = 2,
}
