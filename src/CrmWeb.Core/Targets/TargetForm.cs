using System.Globalization;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using FluentValidation.Results;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Targets;

/// <summary>The targets of a month as they are typed, one row for each person and department.</summary>
public sealed class TargetForm
{
    public List<TargetRowForm> Rows { get; set; } = [];

    /// <summary>What a person typed, all of it read.</summary>
    /// <exception cref="FluentValidation.ValidationException">Something is no number, or none a target can be.</exception>
    internal IReadOnlyList<TargetValues> Read(IStringLocalizer<TargetsText> text)
    {
        List<ValidationFailure> failures = [];
        List<TargetValues> read = [];
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = $"{nameof(Rows)}[{i}]";
            read.Add(TargetValues.Of(measure =>
            {
                var (number, fault) = TargetNumber.Read(Rows[i].Typed(measure), measure);
                if (fault is not null)
                    failures.Add(new ValidationFailure($"{row}.{measure}", text[$"Error.{fault}"]));
                return number;
            }));
        }

        Refusal.ThrowIfAny(failures);
        return read;
    }
}

/// <summary>The four numbers of one person or department, empty for none.</summary>
public sealed class TargetRowForm
{
    /// <summary>Whose they are: u and a user's id, d and a department's, or c for the company.</summary>
    public string? Subject { get; set; }

    /// <summary>The numbers the form was opened with, see <see cref="TargetValues.Packed"/>.</summary>
    public string? Seen { get; set; }

    public string? Amount { get; set; }

    public string? Payments { get; set; }

    public string? Customers { get; set; }

    public string? FollowUps { get; set; }

    /// <summary>The user it is of; null where it is of a department, the company or nobody.</summary>
    internal int? Person =>
        Subject is ['u', .. var id] && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null;

    /// <summary>A row as it is saved.</summary>
    internal static TargetRowForm Of(TargetSubject subject, TargetValues values)
    {
        var row = new TargetRowForm { Subject = subject.Code, Seen = values.Packed };
        foreach (var measure in TargetMeasures.All)
            row.Type(measure, values[measure]);
        return row;
    }

    internal string? Typed(TargetMeasure measure) => measure switch
    {
        TargetMeasure.Amount => Amount,
        TargetMeasure.Payments => Payments,
        TargetMeasure.Customers => Customers,
        _ => FollowUps,
    };

    internal void Type(TargetMeasure measure, decimal? number)
    {
        var typed = Money.ToInput(number);
        _ = measure switch
        {
            TargetMeasure.Amount => Amount = typed,
            TargetMeasure.Payments => Payments = typed,
            TargetMeasure.Customers => Customers = typed,
            _ => FollowUps = typed,
        };
    }
}

/// <summary>Reads a number of a target: as amounts are read everywhere, more than nothing; people and follow-ups are whole.</summary>
internal static class TargetNumber
{
    private const decimal MostCounted = 1_000_000;
    private const string Signs = "-−－﹣";
    private const string Yuan = "¥￥元";

    /// <returns>The number, null for none; or the key of what is wrong with it.</returns>
    public static (decimal? Number, string? Fault) Read(string? typed, TargetMeasure measure)
    {
        if (FormText.CleanLine(typed) is not { } text)
            return (null, null);
        if (Signs.Contains(text[0]))
            return (null, "Negative");
        var isMoney = measure.IsMoney();
        if (!Money.TryParse(text, out var number) || (!isMoney && text.Any(c => Yuan.Contains(c))))
            return (null, isMoney ? "Amount" : "Count");
        if (!Money.IsExact(text))
            return (null, isMoney ? "Decimals" : "Count");
        if (number == 0)
            return (null, "Negative");
        return isMoney || (number == decimal.Truncate(number) && number <= MostCounted) ? (number, null) : (null, "Count");
    }
}
