using System.Globalization;

namespace CrmWeb.Core.FollowUps.Calendar;

/// <summary>
/// How a feed says its times: on the organisation's wall clock with the zone's definition, where the zone keeps one offset for
/// all the days the feed covers (Asia/Shanghai does); otherwise in UTC, which every calendar shows at the same moment.
/// </summary>
internal sealed class ICalendarZone
{
    private readonly TimeZoneInfo zone;
    private readonly TimeSpan? offset;
    private readonly string id;

    public ICalendarZone(TimeZoneInfo zone, DateTime fromUtc, DateTime toUtc)
    {
        this.zone = zone;
        id = zone.HasIanaId || !TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var iana) ? zone.Id : iana;
        var first = zone.GetUtcOffset(fromUtc);
        offset = Enumerable.Range(0, (toUtc - fromUtc).Days + 2).All(day => zone.GetUtcOffset(fromUtc.AddDays(day)) == first) ? first : null;
    }

    public void Define(ICalendarText text)
    {
        if (offset is not { } fixedOffset)
            return;
        var sign = fixedOffset < TimeSpan.Zero ? "-" : "+";
        var said = sign + fixedOffset.Duration().ToString("hhmm", CultureInfo.InvariantCulture);
        text.Line("BEGIN", "VTIMEZONE").Line("TZID", id)
            .Line("BEGIN", "STANDARD").Line("DTSTART", "19700101T000000").Line("TZOFFSETFROM", said).Line("TZOFFSETTO", said).Line("TZNAME", id)
            .Line("END", "STANDARD").Line("END", "VTIMEZONE");
    }

    public void Time(ICalendarText text, string name, DateTime utc)
    {
        if (offset is null)
            text.Line(name, ICalendarText.Utc(utc));
        else
            text.Line($"{name};TZID={id}", ICalendarText.Local(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone)));
    }
}
