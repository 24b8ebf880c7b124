using CrmWeb.Core.Customers.Duplicates;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace CrmWeb.Pages.Customers.Form;

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
    private static readonly string[] Lists = ["Contacts", "DecisionChain", "Items", "Plan", "Choices"];

    /// <summary>Empty rows are left out on the way, so what was typed at a place no longer belongs there; errors stay.</summary>
    public static void Renumber(this ModelStateDictionary state)
    {
        foreach (var key in state.Keys.Where(k => Lists.Any(list => k.StartsWith($"Form.{list}[", StringComparison.Ordinal))))
        {
            state[key]!.RawValue = null;
            state[key]!.AttemptedValue = null;
        }
    }
}

/// <summary>A match with what helps.</summary>
/// <param name="Token">Opens the page on which it can be claimed or asked for; null where there is nothing to ask for.</param>
public sealed record DuplicateOffer(DuplicateMatch Match, string? Token);
