using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Infrastructure;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Account;

/// <summary>The secret address under which one's phone subscribes to one's tasks: made, made anew, ended. It is shown once.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class CalendarFeedModel(CalendarFeeds feeds, SiteAddress site, UserScope by, IStringLocalizer<FollowUpsText> text) : PageModel
{
    private const string Key = "CalendarFeed";

    /// <summary>Null where there is no subscription.</summary>
    public CalendarFeedState? Feed { get; private set; }

    /// <summary>The address just made; not known on any later page.</summary>
    public string? NewAddress { get; private set; }

    /// <summary>The same for the calendar of the device this page is open on.</summary>
    public string? SubscribeAddress => NewAddress is { } address ? "webcal" + address[address.IndexOf(':', StringComparison.Ordinal)..] : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Feed = await feeds.StateAsync(by, ct);
        if (Feed is not null && TempData[Key] is string path)
            NewAddress = site.Of(Request) + path;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        TempData[Key] = CrmLinks.CalendarSubscription(await feeds.RenewAsync(by, ct));
        return LocalRedirect(CrmLinks.CalendarFeed());
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken ct)
    {
        await feeds.RevokeAsync(by, ct);
        this.Toast(text["Feed.Revoked"]);
        return LocalRedirect(CrmLinks.CalendarFeed());
    }
}
