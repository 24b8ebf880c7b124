using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.ReferenceData.Tags;

namespace CrmWeb.Core.Customers.List;

/// <summary>Turns codes that were merged away, as a saved address of the customer list carries them, into those that took over.</summary>
public sealed class CurrentFilterCodes(ListCatalog lists, TagCatalog tags, PipelineCatalog pipeline)
{
    private static readonly Dictionary<string, ListKind> Kinds = new()
    {
        ["industry"] = ListKind.Industry,
        ["region"] = ListKind.Region,
        ["source"] = ListKind.Source,
        ["sizeClass"] = ListKind.SizeClass,
        ["budget"] = ListKind.Budget,
        ["headcount"] = ListKind.HeadcountBand,
        ["revenue"] = ListKind.RevenueBand,
    };

    /// <summary>The conditions of an address with the codes of today; null where they are today's already. Unknown codes stay as they are.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string?>>?> OfAsync(IReadOnlyList<KeyValuePair<string, string?>> query, CancellationToken ct)
    {
        var list = await lists.GetAsync(ct);
        var tag = await tags.GetAsync(ct);
        var stages = await pipeline.GetAsync(ct);
        var current = query.Select(q => KeyValuePair.Create(q.Key, Current(q.Key, q.Value) ?? q.Value)).Distinct().ToList();
        return current.SequenceEqual(query) ? null : current;

        string? Current(string key, string? code) => key switch
        {
            "stage" => stages.Find(code)?.Code,
            "tag" => tag.Find(code)?.Code,
            _ => Kinds.TryGetValue(key, out var kind) ? list.Find(kind, code)?.Code : null,
        };
    }
}
