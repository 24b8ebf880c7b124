using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Infrastructure;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Choices;

/// <summary>The customers one may write about that fit what is typed; those last changed before anything is.</summary>
[Authorize(Policy = Permissions.FollowUpsWrite)]
public sealed class CustomersModel(CustomersToFollowUp customers, UserScope by, IStringLocalizer<InterfaceText> text) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var found = await customers.FindAsync(Q, by, ct);
        return new JsonResult(new ChoiceAnswer(
            ChoiceAnswer.WordsOf(text), "",
            [.. found.Select(c => new[] { $"{c.Id}", c.Name, c.ContactName is null ? c.Number : $"{c.Number} · {c.ContactName}" })]));
    }
}
