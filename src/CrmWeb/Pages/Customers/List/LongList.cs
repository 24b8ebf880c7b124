using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Search;
using CrmWeb.TagHelpers;

namespace CrmWeb.Pages.Customers.List;

/// <summary>A list that a page fetches when somebody begins to choose from it: 118 industries, 400 regions.</summary>
/// <param name="Version">Of these very entries, and of the program that words them.</param>
/// <param name="Rows">Code, name, group, words and spellings by which it is found.</param>
internal sealed record LongList(string Version, string Variants, IReadOnlyList<string?[]> Rows)
{
    /// <summary>From here on a list is fetched; what is shorter stands in the page.</summary>
    public const int Shortest = 60;

    public static LongList Of(ListKind kind, ChoiceList choices, ListSnapshot list)
    {
        List<string?[]> rows =
        [
            .. choices.Select(item =>
            {
                var entry = list.Find(kind, item.Value);
                var key = ChoiceKey.Of(item.Text, [.. entry?.Aliases?.Split(' ') ?? [], entry?.Zh, entry?.En, entry?.Code]);
                return new[] { item.Value, item.Text, item.Group?.Name, key.Words, key.Spellings };
            }),
        ];
        var content = string.Join('\n', rows.Select(r => string.Join('\t', r))) + typeof(LongList).Module.ModuleVersionId;
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..12];
        return new LongList(version, ChoiceKey.Variants(rows.Select(r => r[3]!)), rows);
    }
}
