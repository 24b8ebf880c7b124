using CrmWeb.Core.Customers;

namespace CrmWeb.Pages.Customers;

/// <summary>What the fields of the customer form need of their page.</summary>
public interface ICustomerFormPage
{
    CustomerForm Form { get; }

    CustomerChoices Choices { get; }

    /// <summary>The customer being edited; null for a new one.</summary>
    int? CustomerId { get; }

    DuplicatePanel Duplicates { get; }

    /// <summary>The type is the stage's while the customer is won or lost.</summary>
    bool TypeComesWithStage { get; }
}

/// <summary>What is said of possible duplicates.</summary>
/// <param name="MayConfirm">Whether saving all the same is offered.</param>
public sealed record DuplicatePanel(IReadOnlyList<DuplicateMatch> Matches, bool MayConfirm, bool Confirmed, bool NameUnfinished)
{
    public static DuplicatePanel None { get; } = new([], false, false, false);
}
