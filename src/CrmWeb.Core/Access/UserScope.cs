using System.Collections.Frozen;

namespace CrmWeb.Core.Access;

/// <summary>
/// Who acts, how far they see and what they may do. Every read and write of Core takes one explicitly,
/// so that no query can forget whose eyes it looks through.
/// </summary>
public sealed record UserScope
{
    /// <summary>The program itself: jobs, seeding, first set-up.</summary>
    public static UserScope System { get; } = new()
    {
        UserId = 0,
        Name = "system",
        Scope = DataScope.Everything,
        Permissions = CrmWeb.Core.Access.Permissions.All,
    };

    /// <summary>Somebody not signed in: sees and may do nothing.</summary>
    public static UserScope Nobody { get; } = new() { UserId = -1, Scope = DataScope.Own };

    /// <summary>The user's id; 0 for the system.</summary>
    public required int UserId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>Code of the role; empty for the system and for somebody who is not signed in.</summary>
    public string Role { get; init; } = "";

    public required DataScope Scope { get; init; }

    public int? DepartmentId { get; init; }

    /// <summary>The user's own department and all below it; empty unless <see cref="Scope"/> is Department.</summary>
    public IReadOnlyList<int> DepartmentIds { get; init; } = [];

    public FrozenSet<string> Permissions { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The organisation's day on which the question is asked; collaborations may have ended by then.</summary>
    public DateOnly Today { get; init; }

    /// <summary>The id to note as author of a change; null for the system.</summary>
    public int? ActorId => UserId > 0 ? UserId : null;

    public bool Has(string permission) => Permissions.Contains(permission);
}
