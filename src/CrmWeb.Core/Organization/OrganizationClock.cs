namespace CrmWeb.Core.Organization;

/// <summary>The organisation's wall clock: UTC comes from <see cref="TimeProvider"/>, "today" from its time zone.</summary>
public sealed class OrganizationClock(TimeProvider time, TimeZoneInfo zone)
{
    /// <summary>The zone used where none is configured.</summary>
    public const string DefaultZoneId = "Asia/Shanghai";

    public TimeZoneInfo Zone => zone;

    /// <summary>Now, UTC.</summary>
    public DateTime UtcNow => time.GetUtcNow().UtcDateTime;

    /// <summary>The organisation's day.</summary>
    public DateOnly Today => DateOnly.FromDateTime(ToLocal(UtcNow));

    /// <summary>Wall-clock time of a UTC instant; kind Unspecified.</summary>
    public DateTime ToLocal(DateTime utc) =>
        DateTime.SpecifyKind(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone), DateTimeKind.Unspecified);

    /// <summary>UTC instant of a wall-clock time; a time skipped by a clock change counts as an hour later.</summary>
    public DateTime ToUtc(DateTime local)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(unspecified) ? unspecified.AddHours(1) : unspecified, zone);
    }

    /// <summary>UTC instant at which the organisation's day begins.</summary>
    public DateTime StartOfDay(DateOnly day) => ToUtc(day.ToDateTime(TimeOnly.MinValue));
}
