namespace CrmWeb.Core.Urging;

/// <summary>Settings of the section Urging.</summary>
public sealed class UrgingOptions
{
    /// <summary>From which urging on about the same matter the next manager up is told as well.</summary>
    public int EscalateAfter { get; set; } = 3;

    /// <summary>Hours before the same manager may urge about the same matter again.</summary>
    public int HoursBetween { get; set; } = 4;

    /// <summary>Most a manager urges within an hour.</summary>
    public int MostPerHour { get; set; } = 200;

    /// <summary>Days without follow-up after which a customer counts as silent where no watch rule says so.</summary>
    public int SilentDays { get; set; } = 3;
}
