using CrmWeb.Core.Access;
using CrmWeb.Core.ReferenceData.Stages;

namespace CrmWeb.Core.Customers.Events;

/// <summary>Something that happened to a customer. Whoever changes one says it once, to <see cref="CustomerEvents"/>; a feature adds its own kinds.</summary>
public abstract record CustomerEvent(Customer Customer);

/// <summary>The customer moved to another stage.</summary>
/// <param name="Change">The move as it is noted.</param>
public sealed record StageMoved(Customer Customer, StageChange Change) : CustomerEvent(Customer)
{
    /// <summary>The customer was lost by this move.</summary>
    public bool Loses => Customer.Type == CustomerType.Lost && Change.TypeBefore is not null;
}

/// <summary>The customer has another owner.</summary>
public sealed record OwnerChanged(Customer Customer) : CustomerEvent(Customer);

/// <summary>A feature that something follows for when something happens to a customer; registered by the feature's own module.</summary>
public interface ICustomerListener
{
    /// <summary>Changes rows that are saved together with what happened. New rows have no ids yet.</summary>
    Task BeforeSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Adds what names a new row by its id, or is composed from what was saved; same transaction.</summary>
    Task AfterSaveAsync(IReadOnlyList<CustomerEvent> events, UserScope by, CancellationToken ct) => Task.CompletedTask;
}
