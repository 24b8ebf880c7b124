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

    public static bool AsksForRegions(this HttpRequest request) => request.Headers.ContainsKey(Header);
}
