using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Infrastructure;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CrmWeb.Pages.Calendar;

/// <summary>A user's planned follow-ups for the calendar of a phone, which cannot sign in: whoever knows the address may read it.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.CalendarFeed)]
public sealed class FeedModel(CalendarFeeds feeds, SiteAddress site) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string secret, CancellationToken ct)
    {
        var calendar = await feeds.ReadAsync(secret, site.Of(Request), ct);
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        return Content(calendar, "text/calendar; charset=utf-8");
    }
}
