using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Notifications.Messages;

/// <summary>How mail or text messages are sent; the settings hold secrets and are sealed by the program's data protection.</summary>
public sealed class ChannelSettings : IAudited
{
    /// <summary>Longest sealed settings, in characters.</summary>
    public const int SealedMax = 6000;

    private ChannelSettings()
    {
    }

    public ChannelSettings(OutboxChannel channel) => Channel = channel;

    public int Id { get; private set; }

    public OutboxChannel Channel { get; private set; }

    public bool IsEnabled { get; private set; }

    /// <summary>Sealed JSON; null while nothing was set.</summary>
    [NotAudited]
    public string? Sealed { get; private set; }

    /// <summary>When they were last changed (UTC).</summary>
    public DateTime UpdatedAt { get; private set; }

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    string IAudited.RootType => nameof(ChannelSettings);

    int IAudited.RootId => Id;

    /// <param name="at">Now, UTC.</param>
    public void Change(bool isEnabled, string? sealedSettings, DateTime at)
    {
        IsEnabled = isEnabled;
        Sealed = sealedSettings;
        UpdatedAt = at;
        Version = Guid.NewGuid();
    }
}

/// <summary>A robot in a department's chat room; it hears of that department and all below that have none of their own.</summary>
public sealed class DepartmentRobot : IAudited
{
    public const int NameMax = 60;

    /// <summary>Longest sealed address or secret, in characters.</summary>
    public const int SealedMax = 2000;

    private DepartmentRobot()
    {
    }

    public DepartmentRobot(int departmentId, RobotProduct product, string name, string sealedAddress, string? sealedSecret)
    {
        DepartmentId = departmentId;
        Product = product;
        Name = name;
        SealedAddress = sealedAddress;
        SealedSecret = sealedSecret;
    }

    public int Id { get; private set; }

    public int DepartmentId { get; private set; }

    public RobotProduct Product { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>The webhook's address, which is a secret; sealed.</summary>
    [NotAudited]
    public string SealedAddress { get; private set; } = "";

    /// <summary>The signing secret, sealed; null where the product needs none.</summary>
    [NotAudited]
    public string? SealedSecret { get; private set; }

    public bool IsActive { get; private set; } = true;

    /// <summary>Renewed by every change; a form carries the one it was opened with.</summary>
    [NotAudited]
    public Guid Version { get; private set; } = Guid.NewGuid();

    string IAudited.RootType => nameof(DepartmentRobot);

    int IAudited.RootId => Id;

    public void Change(int departmentId, RobotProduct product, string name, string sealedAddress, string? sealedSecret, bool isActive)
    {
        DepartmentId = departmentId;
        Product = product;
        Name = name;
        SealedAddress = sealedAddress;
        SealedSecret = sealedSecret;
        IsActive = isActive;
        Version = Guid.NewGuid();
    }
}

/// <summary>The chat products whose robots are known.</summary>
public enum RobotProduct
{
    /// <summary>企业微信.</summary>
    WeCom = 1,

    /// <summary>钉钉.</summary>
    DingTalk = 2,

    /// <summary>飞书.</summary>
    Feishu = 3,
}
