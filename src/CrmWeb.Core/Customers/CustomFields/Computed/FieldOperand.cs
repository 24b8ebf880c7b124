using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers.CustomFields.Computed;

/// <summary>How a computed field puts its operands together.</summary>
public enum FieldOperator
{
    Sum = 1,

    /// <summary>The first less all others.</summary>
    Difference = 2,
    Product = 3,

    /// <summary>The first by the second.</summary>
    Ratio = 4,
}

/// <summary>An operand of a computed field: another field of the same subject, or a constant.</summary>
public sealed class FieldOperand : IAudited
{
    private FieldOperand()
    {
    }

    public FieldOperand(int order, int? operandId, decimal? constant)
    {
        Order = order;
        OperandId = operandId;
        Constant = constant;
    }

    public int Id { get; private set; }

    public int FieldId { get; private set; }

    public int Order { get; private set; }

    public int? OperandId { get; private set; }

    public decimal? Constant { get; private set; }

    string IAudited.RootType => nameof(CustomField);

    int IAudited.RootId => FieldId;

    internal (int?, decimal?) Said => (OperandId, Constant);
}
