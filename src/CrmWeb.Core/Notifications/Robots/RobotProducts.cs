using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;

namespace CrmWeb.Core.Notifications.Robots;

/// <summary>What is known of the products whose robots are spoken to.</summary>
public static class RobotProducts
{
    /// <summary>Messages a robot takes in a minute (企业微信 and 钉钉 state 20; 飞书 takes more, and is not asked to).</summary>
    public const int PerMinute = 20;

    /// <summary>The host that a robot's address must have, and the path it begins with.</summary>
    public static (string Host, string Path) Home(RobotProduct product) => product switch
    {
        RobotProduct.WeCom => ("qyapi.weixin.qq.com", "/cgi-bin/webhook/send"),
        RobotProduct.DingTalk => ("oapi.dingtalk.com", "/robot/send"),
        RobotProduct.Feishu => ("open.feishu.cn", "/open-apis/bot/v2/hook/"),
        _ => throw new ArgumentOutOfRangeException(nameof(product), product, null),
    };

    /// <summary>A robot's address: of its product's host, or of one that the server's operator trusts (a gateway of one's own).</summary>
    /// <returns>Null where it is none.</returns>
    public static Uri? Address(RobotProduct product, string? typed, OutboundPolicy policy)
    {
        if (OutboundAddress.Parse(typed, policy) is not { } address)
            return null;
        var (host, path) = Home(product);
        return policy.Trusts(address.Host, address.Port)
            || (address.Host.Equals(host, StringComparison.OrdinalIgnoreCase) && address.IsDefaultPort && address.AbsolutePath.StartsWith(path, StringComparison.Ordinal))
                ? address
                : null;
    }
}
