namespace CrmWeb.Testing;

/// <summary>A clock that stands still until a test moves it: Wednesday, 18 November 2026, ten in the morning in Shanghai.</summary>
public sealed class TestClock : TimeProvider
{
    public static readonly DateTime Start = new(2026, 11, 18, 2, 0, 0, DateTimeKind.Utc);

    private long ticks = Start.Ticks;

    /// <summary>Now, UTC.</summary>
    public DateTime Now
    {
        get => new(Interlocked.Read(ref ticks), DateTimeKind.Utc);
        set => Interlocked.Exchange(ref ticks, value.Ticks);
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>A server far from Shanghai, so that nothing relies on the machine's own zone.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => new(Now);

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
