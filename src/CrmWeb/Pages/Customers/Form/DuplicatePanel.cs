using CrmWeb.Core.Customers.Duplicates;

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

/// <summary>A match with what helps.</summary>
/// <param name="Token">Opens the page on which it can be claimed or asked for; null where there is nothing to ask for.</param>
public sealed record DuplicateOffer(DuplicateMatch Match, string? Token);
