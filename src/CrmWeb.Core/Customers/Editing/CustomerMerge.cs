using CrmWeb.Core.Customers.Forms;

namespace CrmWeb.Core.Customers.Editing;

/// <summary>One field in which a form differs from what somebody else saved meanwhile; values as people read them.</summary>
public sealed record FieldDifference(string Field, string Label, string Mine, string Theirs)
{
    /// <summary>Who saved the other value last; empty where that is not known.</summary>
    public string By { get; init; } = "";

    /// <summary>When (UTC).</summary>
    public DateTime? At { get; init; }

    /// <summary>What <see cref="CustomerForm.TakeTheirs"/> says to take the other value; null where that cannot be said.</summary>
    public string? Choice { get; init; }
}

/// <summary>A field that only somebody else changed while the form was open.</summary>
public sealed record TakenChange(string Label, string By);

/// <summary>What came of saving a form: it was saved unless both sides changed a field to different values.</summary>
/// <param name="Form">The form with what others changed in it, as it is saved or to be shown again.</param>
public sealed record CustomerMerge(CustomerForm Form, IReadOnlyList<FieldDifference> Clashes, IReadOnlyList<TakenChange> Taken)
{
    public bool IsSaved => Clashes.Count == 0;
}
