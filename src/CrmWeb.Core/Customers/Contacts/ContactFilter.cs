using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.Core.Customers.Contacts;

/// <summary>The conditions of the contact list as they stand in the address; all optional.</summary>
public sealed record ContactFilter
{
    public string? Q { get; init; }

    /// <summary>Code of a contact role.</summary>
    public string? Role { get; init; }

    /// <summary>current (the default), departed or all.</summary>
    public string? Departed { get; init; }

    /// <summary>A user's id, or me.</summary>
    public string? Owner { get; init; }

    /// <summary>Up to three columns; by default those of the last changed customers come first.</summary>
    public string? Sort { get; init; }

    /// <summary>Conditions on fields of the company's own, by their names in the address.</summary>
    [BindNever]
    public IReadOnlyDictionary<string, string> Custom { get; init; } = ImmutableDictionary<string, string>.Empty;

    public string? P { get; init; }

    public string? Size { get; init; }
}

/// <summary>A row of the contact list.</summary>
/// <param name="MayEdit">Whether the reader may change the customer, and so note that the contact has left.</param>
/// <param name="MayWrite">Whether the reader may write a follow-up.</param>
public sealed record ContactRow(
    ContactCard Card, int CustomerId, string CustomerName, string CustomerNumber, string OwnerName, bool MayEdit, bool MayWrite)
{
    /// <summary>When the contact was entered (UTC).</summary>
    public DateTime AddedAt { get; init; }

    /// <summary>When the customer was changed last (UTC).</summary>
    public DateTime CustomerUpdatedAt { get; init; }

    /// <summary>In words what the contact says in the fields of the company's own that the list shows, by their keys among all fields.</summary>
    public IReadOnlyDictionary<string, string> Own { get; init; } = ImmutableDictionary<string, string>.Empty;
}
