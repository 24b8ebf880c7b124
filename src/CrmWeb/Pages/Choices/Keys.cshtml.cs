using CrmWeb.Core.Search;
using CrmWeb.Infrastructure;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Choices;

/// <summary>
/// By what the choices of a page are found: folded and spelled as the product folds and spells. The page sends the names it shows, so
/// nothing is told that it does not know; a form post, because names of people do not belong in addresses.
/// </summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class KeysModel(IStringLocalizer<InterfaceText> text) : PageModel
{
    private const int MostNames = 2000;
    private const int LongestName = 200;

    /// <summary>A name in each line.</summary>
    [BindProperty]
    public string? Names { get; set; }

    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost()
    {
        var names = (Names ?? "").ReplaceLineEndings("\n").Split('\n').Take(MostNames).Select(n => n.Length > LongestName ? n[..LongestName] : n).ToList();
        return new JsonResult(new ChoiceAnswer(
            ChoiceAnswer.WordsOf(text), ChoiceKey.Variants(names), [.. names.Select(n => ChoiceKey.Of(n)).Select(k => new[] { k.Words, k.Spellings })]));
    }
}
