using System.Text.RegularExpressions;
using CrmWeb.Core.Text;
using Cronos;

namespace CrmWeb.Core.Jobs;

/// <summary>
/// Reads cron expressions: five fields, or six with the seconds first. Refuses what means another day here than it does elsewhere:
/// some schedulers count the days of the week from Sunday as 1, cron counts from Sunday as 0, so days have names.
/// </summary>
internal static partial class CronText
{
    private const int Weekday = 5;
    private static readonly string[] FromOne = ["", "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
    private static readonly string[] FromZero = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];

    /// <exception cref="FormatException">It is none, or could be misunderstood; the message says how it is written.</exception>
    public static CronExpression Parse(string expression)
    {
        var fields = Fields(expression);
        var faults = Faults(fields).ToList();
        if (faults.Count > 0)
            throw new FormatException(Refusal(expression, fields, string.Join(" and ", faults)));
        if (Read(expression, fields) is not { } cron)
            throw new FormatException($"'{expression}' is no cron expression: write seconds, minutes, hours, day, month and weekday, such as '0 30 8 * * MON-FRI'.");
        return cron;
    }

    /// <summary>The six fields, with the second 0 where only five are written.</summary>
    public static string[] Fields(string expression)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 5 ? ["0", .. fields] : fields;
    }

    private static CronExpression? Read(string expression, string[] fields)
    {
        if (expression.TrimStart().StartsWith('@'))
            return CronExpression.TryParse(expression, out var named) ? named : null;
        return fields.Length == 6 && CronExpression.TryParse(string.Join(' ', fields), CronFormat.IncludeSeconds, out var cron) ? cron : null;
    }

    private static IEnumerable<string> Faults(string[] fields)
    {
        if (fields.Length == 7)
            yield return "has a seventh field for the year";
        if (fields.Length >= 6 && fields.Contains("?"))
            yield return "has a '?' where '*' is meant";
        if (fields.Length >= 6 && Numbers().IsMatch(fields[Weekday]))
            yield return "numbers the days of the week, which some count from Sunday as 1 and others from Sunday as 0";
    }

    private static string Refusal(string expression, string[] fields, string fault)
    {
        string[] right = [.. fields.Take(6).Select((field, at) => field == "?" ? "*" : at == Weekday ? Named(field) : field)];
        return Read("", right) is null
            ? $"'{expression}' {fault}: write six fields with the days by name, such as '0 30 8 * * MON-FRI'."
            : $"'{expression}' {fault}: write '{string.Join(' ', right)}'.";
    }

    /// <summary>As it was meant until now: from Sunday as 1, unless there is a 0.</summary>
    private static string Named(string weekday)
    {
        var names = Numbers().Matches(weekday).Any(m => m.Value == "0") ? FromZero : FromOne;
        return Numbers().Replace(weekday, m => int.TryParse(m.Value, out var day) && day < names.Length && names[day].Length > 0 ? names[day] : m.Value);
    }

    /// <summary>A number that stands for a day: not the step behind '/', not "the how manieth" behind '#'.</summary>
    [GeneratedRegex("(?<![/#0-9A-Za-z])[0-9]+", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex Numbers();
}
