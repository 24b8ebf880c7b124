using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Text;

namespace CrmWeb.Core.Customers.CustomFields;

/// <summary>What came of reading a typed value.</summary>
/// <param name="Raw">As <see cref="CustomValues"/> keep it; null for nothing.</param>
/// <param name="Fault">Key of the sentence that says why it cannot be read; null where it can.</param>
internal readonly record struct ReadValue(string? Raw, string? Fault);

/// <summary>Reads what people type into custom fields, puts it back into forms, and says it in words.</summary>
internal sealed class CustomFieldFormat(UserSnapshot users, OrganizationClock clock)
{
    public const decimal MostNumber = 1_000_000_000_000m;

    private const string LocalTime = "yyyy-MM-ddTHH:mm";

    private static readonly string[] Times = [LocalTime, "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd HH:mm", "yyyy-M-d H:mm", "yyyy/M/d H:mm"];

    /// <param name="typed">As it stands in the form; several choices by code, joined by commas.</param>
    /// <param name="carried">What the record carries already: that stays allowed, also where it is retired by now.</param>
    public ReadValue Read(CustomFieldEntry field, string? typed, string? carried = null)
    {
        var line = field.Type == CustomFieldType.LongText ? FormText.Clean(typed) : FormText.CleanLine(typed);
        if (line is null)
            return default;
        return field.Type switch
        {
            CustomFieldType.Text => Bounded(line, CustomerForm.LineMax),
            CustomFieldType.LongText => Bounded(line, CustomerForm.LongText),
            CustomFieldType.Link => !WebAddress.IsValid(line) ? new(null, "Error.Link") : Bounded(line, CustomerForm.LineMax),
            CustomFieldType.Whole => Number(Plain(line), 0, "Error.Whole"),
            CustomFieldType.Decimal or CustomFieldType.Computed => Number(Plain(line), 4, "Error.Decimal"),
            CustomFieldType.Money when !Money.IsExact(line) => new(null, "Error.TwoDecimals"),
            CustomFieldType.Money => Money.TryParse(line, out var yuan) && Math.Abs(yuan) <= MostNumber ? new(Invariant(yuan), null) : new(null, "Error.Money"),
            CustomFieldType.Day => FilterValues.TryDay(line, clock.Today, out var day) ? new(day.ToString("O", CultureInfo.InvariantCulture), null) : new(null, "Error.Day"),
            CustomFieldType.Time => Time(line),
            CustomFieldType.YesNo => Truth(line) is { } truth ? new(truth ? "1" : "0", null) : new(null, "Error.Choice"),
            CustomFieldType.User => User(line, carried),
            _ => Choice(field, Parts(field.Type, line), carried),
        };
    }

    /// <summary>What stands in a form for a stored value.</summary>
    public string? ToInput(CustomFieldEntry field, string? raw) => raw is null ? null : field.Type switch
    {
        CustomFieldType.YesNo => raw == "1" ? "true" : "false",
        CustomFieldType.Time => Moment(raw) is { } at ? clock.ToLocal(at).ToString(LocalTime, CultureInfo.InvariantCulture) : null,
        CustomFieldType.Choice or CustomFieldType.Choices => string.Join(',', Chosen(field, raw).Select(c => CustomChoiceEntry.Winner(field.Choices, c)!.Code).Distinct()) is { Length: > 0 } codes ? codes : null,
        _ => raw,
    };

    /// <summary>What stands in the form of a new record; null for nothing, also where what it was to begin with is no longer offered.</summary>
    public string? Begin(CustomFieldEntry field) => field.Default is null ? null : ToInput(field, Read(field, field.Default).Raw);

    /// <summary>A value as people read it.</summary>
    /// <param name="yes">The word for yes, and the one for no.</param>
    public string? Words(CustomFieldEntry field, string? raw, (string Yes, string No) yes) => raw is null ? null : field.Type switch
    {
        CustomFieldType.YesNo => raw == "1" ? yes.Yes : yes.No,
        CustomFieldType.Whole => decimal.TryParse(raw, CultureInfo.InvariantCulture, out var whole) ? whole.ToString("#,##0", CultureInfo.InvariantCulture) : raw,
        CustomFieldType.Computed => decimal.TryParse(raw, CultureInfo.InvariantCulture, out var worked) ? worked.ToString("#,##0.####", CultureInfo.InvariantCulture) : raw,
        CustomFieldType.Money => decimal.TryParse(raw, CultureInfo.InvariantCulture, out var yuan) ? yuan.ToString("¥#,##0.##", CultureInfo.InvariantCulture) : raw,
        CustomFieldType.Time => Moment(raw) is { } at ? clock.ToLocal(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : raw,
        CustomFieldType.User => int.TryParse(raw, CultureInfo.InvariantCulture, out var id) ? users.Name(id) : raw,
        CustomFieldType.Choice or CustomFieldType.Choices => string.Join(", ", Chosen(field, raw).Select(c => c.Name)),
        _ => raw,
    };

    /// <summary>Whether a text says yes or no; null where it says neither.</summary>
    internal static bool? Truth(string line) => line.ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "是" => true,
        "FALSE" or "0" or "NO" or "否" => false,
        _ => null,
    };

    /// <summary>The choices a text names.</summary>
    internal static string[] Parts(CustomFieldType type, string line) =>
        type == CustomFieldType.Choice ? [line] : line.Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<CustomChoiceEntry> Chosen(CustomFieldEntry field, string raw)
    {
        var ids = raw.Split(',');
        return field.Choices.Where(c => ids.Contains(Invariant(c.Id)));
    }

    private static ReadValue Choice(CustomFieldEntry field, IReadOnlyCollection<string> codes, string? carried)
    {
        var kept = carried?.Split(',') ?? [];
        List<CustomChoiceEntry> offered = [.. field.Choices.Where(c => c.IsActive || kept.Contains(Invariant(c.Id)))];
        var chosen = codes.Distinct().Select(Offered).ToList();
        if (chosen.Contains(null))
            return new(null, "Error.Choice");
        return new(chosen.Count == 0 ? null : string.Join(',', chosen.Select(c => c!.Id).Distinct().Order()), null);

        // A form that was opened before one was merged sends the code of the one that is gone.
        CustomChoiceEntry? Offered(string code) =>
            CustomChoiceEntry.Find(offered, code) ?? (CustomChoiceEntry.Winner(field.Choices, field.Choices.FirstOrDefault(c => c.Code == code)) is { } winner && offered.Contains(winner) ? winner : null);
    }

    /// <summary>A number as it is typed into this field; null where it cannot be read.</summary>
    public decimal? Number(CustomFieldEntry field, string typed) =>
        Read(field, typed) is { Fault: null, Raw: { } raw } ? decimal.Parse(raw, CultureInfo.InvariantCulture) : null;

    /// <summary>Somebody who is asked for by id, or the reader; null for nobody.</summary>
    public int? User(string typed, UserScope by) => typed == "me" ? by.UserId
        : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? users.ById(id)?.Id : null;

    private ReadValue User(string line, string? carried) =>
        int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && users.ById(id) is { } user && (user.IsActive || carried == Invariant(id))
            ? new(Invariant(id), null) : new(null, "Error.User");

    private ReadValue Time(string line) =>
        DateTime.TryParseExact(PlainText.Of(line), Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1900 and < 9000
            ? new(clock.ToUtc(local).ToString("O", CultureInfo.InvariantCulture), null) : new(null, "Error.Time");

    private static ReadValue Number(string plain, int places, string fault) =>
        decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= MostNumber && decimal.Round(number, places) == number
            ? new(Invariant(number), null) : new(null, fault);

    private static DateTime? Moment(string raw) => DateTime.TryParse(raw, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null;

    private static ReadValue Bounded(string text, int most) => text.Length <= most ? new(text, null) : new(null, most == CustomerForm.LineMax ? "Error.Line" : "Error.LongText");

    private static string Plain(string line) => PlainText.Of(line).Replace(" ", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);

    private static string Invariant(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Invariant(int id) => id.ToString(CultureInfo.InvariantCulture);
}
