using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Installation;

/// <summary>What a browser shows where the line is down; it keeps this page and nothing else, so it says nothing of anybody.</summary>
[AllowAnonymous]
public sealed class OfflineModel : PageModel
{
    public void OnGet()
    {
    }
}
