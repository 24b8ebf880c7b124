using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Customers;

/// <summary>A tag on a customer.</summary>
public sealed class CustomerTag : IAudited
{
    private CustomerTag()
    {
    }

    public CustomerTag(int tagId) => TagId = tagId;

    public int CustomerId { get; private set; }

    public int TagId { get; private set; }

    string IAudited.RootType => nameof(Customer);

    int IAudited.RootId => CustomerId;
}
