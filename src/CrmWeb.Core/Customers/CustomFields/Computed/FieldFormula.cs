using System.Globalization;

namespace CrmWeb.Core.Customers.CustomFields.Computed;

/// <summary>One operand: the id of a field, or a constant.</summary>
public sealed record FormulaOperand(int? FieldId, decimal? Constant);

/// <summary>
/// How a number is worked out: chosen operands and an operator, nothing that is parsed. Operands are typed numbers, never computed ones, so
/// no circle can come about.
/// </summary>
public sealed record FieldFormula(FieldOperator Operator, IReadOnlyList<FormulaOperand> Operands)
{
    public bool Uses(int fieldId) => Operands.Any(o => o.FieldId == fieldId);

    /// <summary>The number, at most four places; null where an operand says nothing, where it would be divided by zero, and beyond the largest number.</summary>
    public decimal? Of(CustomValues values)
    {
        List<decimal> numbers = [];
        foreach (var operand in Operands)
        {
            if ((operand.Constant ?? Number(values.Of(operand.FieldId!.Value))) is not { } number)
                return null;
            numbers.Add(number);
        }

        return numbers.Count == 0 ? null : Worked(numbers);
    }

    private decimal? Worked(List<decimal> numbers)
    {
        try
        {
            var made = Operator switch
            {
                FieldOperator.Sum => numbers.Sum(),
                FieldOperator.Difference => numbers[0] - numbers.Skip(1).Sum(),
                FieldOperator.Product => numbers.Aggregate((one, other) => one * other),
                _ => numbers.Count < 2 || numbers[1] == 0 ? (decimal?)null : numbers[0] / numbers[1],
            };
            return made is { } number && Math.Abs(number) <= CustomFieldFormat.MostNumber ? decimal.Round(number, 4, MidpointRounding.AwayFromZero) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal? Number(string? raw) => decimal.TryParse(raw, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Puts what is worked out among the values of a record.</summary>
internal static class ComputedValues
{
    /// <summary>The same values with every computed field as its operands have it, those out of use too.</summary>
    public static CustomValues WithComputed(this CustomValues values, CustomFieldSnapshot fields) => fields.All.Where(f => f.Formula is not null)
        .Aggregate(values, (all, field) => all.With(field.Id, field.Formula!.Of(values)?.ToString("0.####", CultureInfo.InvariantCulture)));
}
