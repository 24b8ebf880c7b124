using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Shared;

/// <summary>
/// A page on which something that is there already is changed. Where somebody else saved it while the form was open, it shows what
/// they saved beside what was typed; saving again then means it.
/// </summary>
/// <param name="text">Has the messages of the feature, and <c>Conflict.Saved</c>.</param>
public abstract class EditPage(IStringLocalizer text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>Somebody else changed it while this form was open.</summary>
    public bool HasConflict { get; protected set; }

    /// <summary>What is saved now, for a field in which the open form differs.</summary>
    public string? Other(string? typed, string? saved) => Other(typed, saved, shown: null);

    /// <inheritdoc cref="Other(string?, string?)"/>
    /// <param name="typed">What stands in the form.</param>
    /// <param name="saved">What is saved.</param>
    /// <param name="shown">How a person reads the saved value; null where it is read as it is.</param>
    public string? Other(string? typed, string? saved, string? shown) =>
        HasConflict && typed != saved ? text["Conflict.Saved", shown ?? saved ?? ""].Value : null;

    /// <inheritdoc cref="Other(string?, string?)"/>
    /// <param name="typed">What stands in the form.</param>
    /// <param name="saved">What is saved.</param>
    /// <param name="items">Among these the saved value has its name.</param>
    public string? Other(string? typed, string? saved, IReadOnlyList<SelectListItem>? items) =>
        Other(typed, saved, items?.FirstOrDefault(i => i.Value == saved)?.Text);

    /// <inheritdoc cref="Other(string?, string?)"/>
    /// <param name="typed">What is chosen in the form.</param>
    /// <param name="saved">What is saved.</param>
    /// <param name="items">Among these what is saved has its names.</param>
    public string? Other(IReadOnlyCollection<string> typed, IReadOnlyCollection<string>? saved, IReadOnlyList<SelectListItem> items) =>
        Other(Joined(typed), Joined(saved ?? []), string.Join(", ", (saved ?? []).Select(s => items.FirstOrDefault(i => i.Value == s)?.Text ?? s)));

    /// <summary>In whatever order they were chosen.</summary>
    private static string Joined(IReadOnlyCollection<string> codes) => string.Join(',', codes.Order(StringComparer.Ordinal));

    /// <summary>Goes on to another page, which says what was done.</summary>
    protected LocalRedirectResult Done(string message, string address)
    {
        this.Toast(text[message]);
        return LocalRedirect(address);
    }
}
