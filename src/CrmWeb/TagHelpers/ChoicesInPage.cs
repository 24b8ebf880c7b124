using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.WebUtilities;

namespace CrmWeb.TagHelpers;

/// <summary>
/// Long lists are fetched by script when somebody begins to choose. Without script the page is opened once more by itself with all
/// choices in it (choices=all), and its forms ask for the same when they come back.
/// </summary>
public static class ChoicesInPage
{
    private const string Name = "choices";
    private const string All = "all";
    private static readonly object LeftOut = new();

    public static bool AreWanted(HttpContext http) =>
        http.Request.Query[Name].Contains(All) || (http.Request.HasFormContentType && http.Request.Form[Name].Contains(All));

    /// <summary>Notes that this page has not all choices in it.</summary>
    internal static void LeaveOut(HttpContext http) => http.Items[LeftOut] = true;

    /// <summary>What the head of such a page tells a browser without script; nothing for other pages.</summary>
    public static IHtmlContent Reload(HttpContext http)
    {
        var request = http.Request;
        if (!http.Items.ContainsKey(LeftOut) || !HttpMethods.IsGet(request.Method))
            return HtmlString.Empty;
        var address = QueryHelpers.AddQueryString($"{request.PathBase}{request.Path}{request.QueryString}", Name, All);
        return new HtmlContentBuilder().AppendHtml("<noscript><meta http-equiv=\"refresh\" content=\"0;url=").Append(address).AppendHtml("\" /></noscript>");
    }

    /// <summary>Sent with the form where there is no script.</summary>
    internal static IHtmlContent Field() => new HtmlContentBuilder()
        .AppendHtml("<noscript><input type=\"hidden\" name=\"").Append(Name).AppendHtml("\" value=\"").Append(All).AppendHtml("\" /></noscript>");
}
