namespace CrmWeb.Core.ReferenceData.Lists;

/// <summary>What a list is like.</summary>
/// <param name="Slug">Its name in addresses and files.</param>
/// <param name="Levels">How deep its tree is; 1 for a plain list.</param>
public sealed record ListTraits(ListKind Kind, string Slug, int Levels = 1)
{
    /// <summary>Whether people search its entries by further words.</summary>
    public bool HasAliases => Kind is ListKind.Industry or ListKind.Region;

    /// <summary>Whether the entries of the top level are groups that the rules need: they can be renamed, and that is all.</summary>
    public bool HasFixedGroups => Kind is ListKind.LossReason;

    /// <summary>Whether each entry begins at a lowest value.</summary>
    public bool IsBand => Kind is ListKind.HeadcountBand or ListKind.RevenueBand;
}

/// <summary>The lists there are, in the order in which they are shown.</summary>
public static class ListKinds
{
    public static IReadOnlyList<ListTraits> All { get; } =
    [
        new(ListKind.Industry, "industry", 2),
        new(ListKind.Region, "region", 3),
        new(ListKind.Source, "source"),
        new(ListKind.SizeClass, "size-class"),
        new(ListKind.HeadcountBand, "headcount-band"),
        new(ListKind.RevenueBand, "revenue-band"),
        new(ListKind.Budget, "budget"),
        new(ListKind.ContactRole, "contact-role"),
        new(ListKind.Salutation, "salutation"),
        new(ListKind.FollowUpMethod, "follow-up-method"),
        new(ListKind.FileKind, "file-kind"),
        new(ListKind.PaymentMethod, "payment-method"),
        new(ListKind.LossReason, "loss-reason", 2),
    ];

    public static ListTraits Of(ListKind kind) => All.Single(t => t.Kind == kind);

    public static ListTraits? Find(string? slug) => All.FirstOrDefault(t => t.Slug == slug);
}
