using CrmWeb.Core.FollowUps.Recording;

namespace CrmWeb.Pages.Shared;

/// <summary>The beginning of what is written about a customer where one did not come from its record: the customer is chosen first.</summary>
/// <param name="Q">What the customer is looked for by.</param>
/// <param name="Customers">Those that fit, or the ones changed last.</param>
/// <param name="Label">What is asked.</param>
/// <param name="None">What is said to those who have no customer at all, and why below it.</param>
public sealed record ChooseCustomer(string? Q, IReadOnlyList<CustomerToFollowUp> Customers, string Label, (string Title, string Text) None)
{
    /// <summary>Where a customer's id leads to.</summary>
    public required Func<int, string> Address { get; init; }

    /// <summary>The same choice with nothing looked for.</summary>
    public required string Cleared { get; init; }

    /// <summary>What the address says besides, by name.</summary>
    public IReadOnlyList<(string Name, string? Value)> Kept { get; init; } = [];
}
