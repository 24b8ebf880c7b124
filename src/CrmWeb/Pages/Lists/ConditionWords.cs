using System.Globalization;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Lists;

/// <summary>A stretch of days that is one click.</summary>
public sealed record DaysProposal(string Words, string? From, string? To);

/// <summary>Says in words what a condition in force asks for.</summary>
public sealed class ConditionWords(IStringLocalizer<ListText> text, OrganizationClock clock)
{
    private static readonly (string? From, string? To)[] Past =
        [("today", "today"), ("-7d", null), ("-30d", null), ("week", "week"), ("month", "month"), ("last-month", "last-month"), ("quarter", "quarter"), ("year", "year"), (null, "-30d")];

    private static readonly (string? From, string? To)[] Ahead =
        [(null, "yesterday"), ("today", "today"), ("tomorrow", "tomorrow"), ("today", "7d"), ("week", "week"), ("next-week", "next-week"), ("month", "month"), ("next-month", "next-month"), ("quarter", "quarter")];

    public IEnumerable<DaysProposal> Proposals(DaysCondition condition) =>
        (condition.IsAhead ? Ahead : Past).Select(p => new DaysProposal(Days(p.From, p.To), p.From, p.To));

    /// <summary>What is asked for; empty where nothing is.</summary>
    public string Of(ListCondition condition, ListFrame frame) => !frame.IsInForce(condition) ? "" : condition switch
    {
        ChoiceCondition choice => Choice(choice, frame.Value(choice.Key)!),
        NumberCondition number => FilterValues.TryNumber(frame.Value(number.Key), int.MaxValue, out var value)
            ? string.Format(CountedWords.Current, number.Words, value)
            : frame.Value(number.Key)!,
        DaysCondition days => Days(frame.Value(days.From), frame.Value(days.To)),
        RangeCondition range => Range(frame.Value(range.From), frame.Value(range.To), range.Unit),
        TextCondition contained => text["Text.Contained", frame.Value(contained.Contained)!],
        SeveralCondition several => string.Join(
            text[frame.Value(several.Mode) == "all" ? "Several.And" : "Several.Or"],
            frame.Values(several.Key).Select(v => several.Items.FirstOrDefault(i => Same(i.Value, v))?.Text.Trim() ?? v)),
        _ => "",
    };

    private static string Choice(ChoiceCondition choice, string value)
    {
        var spelled = choice.Spelled ?? value;
        return choice.First is { } first && Same(first.Value, value) ? first.Text
            : choice.Items.FirstOrDefault(i => Same(i.Value, spelled))?.Text.Trim() ?? choice.Shown ?? value;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private string Days(string? from, string? to)
    {
        var (begin, end) = (RelativeDay.CodeOf(from), RelativeDay.CodeOf(to));
        if (begin is not null && begin == end)
            return text[$"Days.{begin}"] is { ResourceNotFound: false } period ? period : Between(Day(begin, false), Day(end, true));
        if (begin is ['-', .., 'd'] && (to is null || end == "today"))
            return text["Days.Last", begin[1..^1]];
        if (begin == "today" && end is [not '-', .., 'd'])
            return text["Days.Next", end[..^1]];
        if (from is null && end is ['-', .., 'd'])
            return text["Days.Before", end[1..^1]];
        if (from is null && end == "yesterday")
            return text["Days.Past"];
        return from is null ? text["Days.To", Day(to, true)] : to is null ? text["Days.From", Day(from, false)] : Between(Day(from, false), Day(to, true));
    }

    private string Between(string from, string to) => text["Days.Between", from, to];

    private string Day(string? typed, bool ends) =>
        FilterValues.TryDay(typed, clock.Today, out var day, ends) ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : typed ?? "";

    private string Range(string? from, string? to, string? unit)
    {
        string In(string number) => unit is null ? number : text["Range.Unit", number, unit];
        return from is null ? text["Range.To", In(to!)] : to is null ? text["Range.From", In(from)] : text["Range.Between", from, In(to)];
    }
}
