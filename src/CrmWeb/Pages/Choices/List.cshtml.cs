using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Infrastructure;
using CrmWeb.Pages.Customers.List;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Choices;

/// <summary>The entries of a list that is too long to stand in every page. They are the same for everybody, so the browser keeps them.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class ListModel(ListCatalog lists, IStringLocalizer<InterfaceText> text) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string list, string? v, CancellationToken ct)
    {
        if (ListChoices.Of(await lists.GetAsync(ct)).Long(list) is not { } asked)
            return NotFound();

        // Of another version than the page was made with: changed a moment ago, in this process or another one.
        Response.Headers.CacheControl = v == asked.Version ? "private, max-age=31536000, immutable" : "no-store";
        return new JsonResult(new ChoiceAnswer(ChoiceAnswer.WordsOf(text), asked.Variants, asked.Rows));
    }
}
