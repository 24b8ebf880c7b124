using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.ReferenceData;

/// <summary>A row of what the company itself keeps: an entry of a list, a tag, a group of tags, a stage.</summary>
public interface IReferenceRow : IAudited, IOrderedRow
{
    string Zh { get; }

    string En { get; }

    bool IsActive { get; }
}

/// <summary>A row that can end in favour of another.</summary>
public interface IMergeableRow : IReferenceRow
{
    /// <summary>The row this one was merged into.</summary>
    int? MergedIntoId { get; }

    /// <summary>Ends the row; the caller has moved what carried it.</summary>
    void MergeInto(int winnerId);
}
