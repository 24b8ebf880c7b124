using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.TagHelpers;

/// <summary>
/// What a form or a filter carries stays among its choices also where it is no longer on offer, named and marked: a select that
/// misses it would show its first choice instead, and saving the form unchanged would save that one.
/// </summary>
public sealed class StoredChoices(IStringLocalizer<InterfaceText> words)
{
    /// <summary>The choices, and the one carried where it is not among them.</summary>
    /// <param name="value">What is carried; null for nothing.</param>
    /// <param name="name">What it is called.</param>
    public IReadOnlyList<SelectListItem> Keep(IReadOnlyList<SelectListItem> offered, string? value, string? name) =>
        Keep(offered, value, name, "Choice.NotOffered");

    /// <inheritdoc cref="Keep(IReadOnlyList{SelectListItem}, string?, string?)"/>
    public IReadOnlyList<SelectListItem> Keep(IReadOnlyList<SelectListItem> offered, UserEntry? person, string? name = null) => Keep(
        offered, person?.Id.ToString(CultureInfo.InvariantCulture), name ?? person?.Name, person is { IsActive: false } ? "Choice.Inactive" : "Choice.NotOffered");

    /// <summary>How a person is named among choices.</summary>
    public string Name(UserEntry person) => person.IsActive ? person.Name : words["Choice.Inactive", person.Name].Value;

    /// <summary>How an entry is named that is no longer on offer.</summary>
    public string NotOffered(string name) => Marked(words, name);

    internal static string Marked(IStringLocalizer<InterfaceText> words, string name) => words["Choice.NotOffered", name].Value;

    private IReadOnlyList<SelectListItem> Keep(IReadOnlyList<SelectListItem> offered, string? value, string? name, string mark)
    {
        if (string.IsNullOrEmpty(value) || offered.Any(o => string.Equals(o.Value, value, StringComparison.OrdinalIgnoreCase)))
            return offered;
        var kept = new SelectListItem(words[mark, name ?? value].Value, value);
        return offered is ChoiceList list ? list.With([kept]) : [.. offered, kept];
    }
}
