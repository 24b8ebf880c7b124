using System.Globalization;
using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Customers.Timeline;

/// <summary>The sources of the timeline; at one moment their entries stand in this order.</summary>
public enum TimelineSource
{
    FollowUp = 1,
    Urge = 2,
    Stage = 3,
    Change = 4,
    File = 5,
    Order = 6,
    Payment = 7,
}

/// <summary>
/// A place in the timeline: just below one of its entries. Time, source and id together are different for any two entries, so that
/// going on from here neither leaves out nor repeats what happened at the same moment.
/// </summary>
/// <param name="At">When the entry above happened (UTC).</param>
/// <param name="Id">Its id within its source; of changes saved together, the highest.</param>
public sealed record TimelineCursor(DateTime At, TimelineSource Source, long Id)
{
    /// <summary>As it stands in the address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{(int)Source}.{Id}");

    /// <summary>Reads what <see cref="ToString"/> writes; ticks alone are the moment before which everything is wanted.</summary>
    /// <exception cref="BadQueryException">It is neither.</exception>
    public static TimelineCursor? Parse(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var parts = typed.Split('.');
        if (parts.Length is not (1 or 3) || !Number(parts[0], DateTime.MaxValue.Ticks, out var ticks))
            throw new BadQueryException("before");
        var at = new DateTime(ticks, DateTimeKind.Utc);
        if (parts.Length == 1)
            return new TimelineCursor(at, TimelineSource.Payment, 0);
        return Number(parts[1], (long)TimelineSource.Payment, out var source) && source >= (long)TimelineSource.FollowUp && Number(parts[2], long.MaxValue, out var id)
            ? new TimelineCursor(at, (TimelineSource)source, id)
            : throw new BadQueryException("before");
    }

    /// <summary>Of what a source has at the very moment, only lower ids are wanted.</summary>
    internal long IdsBelow(TimelineSource source) => source == Source ? Id : source < Source ? 0 : long.MaxValue;

    private static bool Number(string text, long most, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= most;
}
