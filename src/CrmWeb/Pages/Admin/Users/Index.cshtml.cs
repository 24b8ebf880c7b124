using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.SavedViews;
using CrmWeb.Pages.Lists;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Users;

/// <summary>The list of accounts.</summary>
[Authorize(Policy = Permissions.AdminUsers)]
public sealed class IndexModel(UserQueries users, AccountChoices choices, SavedViewQueries views, UserScope by, IStringLocalizer<OrganizationText> text) : PageModel
{
    public PageOf<UserRow> List { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame Frame { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(UserFilter filter, CancellationToken ct)
    {
        var habits = await views.OfListAsync(ListPlaces.Users, by, ct);
        if (ListFrame.Default(Request, habits) is { } view)
            return LocalRedirect(view);
        List = await users.ListAsync(filter, by, ct);
        Frame = new ListFrame(Request, ListPlaces.Users, CrmLinks.Users())
        {
            Search = new ListSearch(text["Users.Search"]),
            Conditions =
            [
                new ChoiceCondition("department", text["Department"], await choices.DepartmentsAsync(ct)) { IsEveryday = true },
                new ChoiceCondition("role", text["Role"], await choices.RolesAsync(ct)) { IsEveryday = true },
                new ChoiceCondition("state", text["State"], [new SelectListItem(text["State.Active"], UserFilter.Active), new SelectListItem(text["State.Disabled"], UserFilter.Disabled)])
                    { IsEveryday = true },
            ],
            Habits = habits,
            Total = List.Total,
        };
        return Page();
    }
}
