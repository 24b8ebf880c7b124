using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>What the fields of the customer form need of their page.</summary>
public interface ICustomerFormPage
{
    CustomerForm Form { get; }

    CustomerChoices Choices { get; }

    /// <summary>The company's own fields, as far as the user may change them.</summary>
    IReadOnlyList<CustomControl> Custom { get; }

    /// <summary>The customer being edited; null for a new one.</summary>
    int? CustomerId { get; }

    DuplicatePanel Duplicates { get; }

    /// <summary>What the statistics table and the credit code say to what is typed.</summary>
    CustomerHints Hints { get; }

    /// <summary>The type is the stage's while the customer is won or lost.</summary>
    bool TypeComesWithStage { get; }
}

/// <summary>What is said of possible duplicates.</summary>
/// <param name="MayConfirm">Whether saving all the same is offered.</param>
public sealed record DuplicatePanel(IReadOnlyList<DuplicateOffer> Offers, bool MayConfirm, bool Confirmed, bool NameUnfinished)
{
    public static DuplicatePanel None { get; } = new([], false, false, false);

    /// <summary>The reader has asked too much to be answered now.</summary>
    public static DuplicatePanel Paused { get; } = None with { IsPaused = true };

    public bool IsPaused { get; private init; }
}

/// <summary>Which rows of the form come back as the server keeps them.</summary>
internal static class FormRows
{
    /// <summary>Empty rows are left out on the way, so what was typed at a place no longer belongs there; errors stay.</summary>
    public static void Renumber(this ModelStateDictionary state)
    {
        foreach (var key in state.Keys.Where(k => k.StartsWith("Form.Contacts[", StringComparison.Ordinal) || k.StartsWith("Form.DecisionChain[", StringComparison.Ordinal)))
        {
            state[key]!.RawValue = null;
            state[key]!.AttemptedValue = null;
        }
    }
}

/// <summary>A match with what helps.</summary>
/// <param name="Token">Opens the page on which it can be claimed or asked for; null where there is nothing to ask for.</param>
public sealed record DuplicateOffer(DuplicateMatch Match, string? Token);
