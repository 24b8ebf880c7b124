using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Shared;

/// <summary>
/// A form or a panel that is answered without leaving its page (js/parts/in-place.js, sheet.js) wants nothing but regions: elements with
/// <c>data-region</c>, each of which takes the place of the page's own of that name. The same address without the header, as a browser
/// without script asks it, answers with a page or leads to one.
/// </summary>
public static class Regions
{
    /// <summary>The panel's own region; an answer without it closes the panel.</summary>
    public const string Sheet = "sheet";

    private const string Header = "X-Regions";

    /// <summary>Answers what was saved with the page's regions as they are now; no form of them holds what was typed.</summary>
    public static PartialViewResult Afresh(this PageModel page, string view, object model)
    {
        page.ModelState.Clear();
        page.HttpContext.Items[typeof(Regions)] = true;
        return page.Partial(view, model);
    }

    /// <summary>A form in the answer to a POST is a new one and not the one that was sent.</summary>
    internal static bool IsAnsweredAfresh(this HttpContext http) => http.Items.ContainsKey(typeof(Regions));

    public static bool AsksForRegions(this HttpRequest request) => request.Headers.ContainsKey(Header);
}
