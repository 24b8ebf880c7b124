using CrmWeb.Core.Search;
using CrmWeb.Infrastructure;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Choices;

/// <summary>What the choice control (js/parts/choice.js) is told.</summary>
/// <param name="Words">Its own words in the reader's language.</param>
/// <param name="Variants">What may be typed for the characters of the entries, in pairs: see <see cref="ChoiceKey.Variants"/>.</param>
/// <param name="Items">An entry each; what stands in one depends on the question.</param>
public sealed record ChoiceAnswer(IReadOnlyDictionary<string, string> Words, string Variants, IReadOnlyList<string?[]> Items)
{
    private static readonly string[] Keys = ["None", "One", "Count", "Recent", "Remove", "Removed", "Picked", "New", "Done", "Search", "Again"];

    public static IReadOnlyDictionary<string, string> WordsOf(IStringLocalizer<InterfaceText> text) =>
        Keys.ToDictionary(key => char.ToLowerInvariant(key[0]) + key[1..], key => text[$"Choice.{key}"].Value);
}
