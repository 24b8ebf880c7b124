namespace CrmWeb.Core.Customers.CustomFields.Values;

/// <summary>What a customer carries in a custom field.</summary>
public sealed class CustomerValue : TypedValue
{
    private CustomerValue()
    {
    }

    internal CustomerValue(Customer customer, int fieldId)
        : this(customer.Id, fieldId) => Customer = customer;

    /// <summary>Of a customer that is stored already.</summary>
    internal CustomerValue(int customerId, int fieldId)
    {
        OwnerId = customerId;
        FieldId = fieldId;
    }

    public Customer Customer { get; private set; } = null!;
}
