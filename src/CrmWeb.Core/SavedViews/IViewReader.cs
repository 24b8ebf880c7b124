using CrmWeb.Core.Access;

namespace CrmWeb.Core.SavedViews;

/// <summary>A view's address as one reader may open it.</summary>
/// <param name="Query">Without the columns that the reader does not find.</param>
/// <param name="IsWhole">The reader finds every condition and order in it; without them it would be another view.</param>
public readonly record struct ReadView(string Query, bool IsWhole);

/// <summary>Tells of an address, without the question mark, how a reader may open it.</summary>
/// <param name="list">Code of the list whose address it is.</param>
public delegate ReadView ReadsView(string list, string query);

/// <summary>What a list knows of its views: a part of an address may be about a field that not every reader finds, or nobody any more.</summary>
public interface IViewReader
{
    /// <summary>What any address that it has to look at contains.</summary>
    string Sign { get; }

    /// <summary>For one reader.</summary>
    Task<ReadsView> OfAsync(UserScope by, CancellationToken ct);
}
