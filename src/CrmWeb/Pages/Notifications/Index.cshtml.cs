using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Notifications;

/// <summary>The inbox: what one was told, unread or all, by kind.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class IndexModel(
    NotificationQueries notifications, ReadMarks reading, NotificationKindList kinds, UserScope by, IStringLocalizer<NotificationsText> text) : PageModel
{
    /// <summary>unread (the default) or all.</summary>
    [BindProperty(SupportsGet = true, Name = "list")]
    public string? List { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public string? PageNumber { get; set; }

    [BindProperty(SupportsGet = true, Name = "size")]
    public string? Size { get; set; }

    public PageOf<InboxRow> Rows { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public ListFrame Frame { get; private set; } = null!;

    public Unread Unread { get; private set; } = new(0, 0);

    public bool ShowsAll => List == "all";

    /// <summary>The latest line shown; what arrives later is not marked with it.</summary>
    public int UpTo => Rows.Rows.Count == 0 ? 0 : Math.Max(Unread.Latest, Rows.Rows.Max(r => r.Id));

    /// <summary>The filters in force, for the addresses of forms.</summary>
    public string Filters => (ShowsAll ? "&list=all" : "") + (Kind is null ? "" : $"&kind={Kind}");

    public async Task OnGetAsync(CancellationToken ct)
    {
        CheckFilters();
        Unread = await notifications.UnreadAsync(by, ct);
        Rows = await notifications.ListAsync(new InboxFilter(!ShowsAll, Kind, PageWanted.Of(PageNumber, Size)), by, ct);
        Frame = new ListFrame(Request, ListPlaces.Notifications, CrmLinks.Notifications())
        {
            Conditions = [new ChoiceCondition("kind", text["Inbox.Kind"], [.. kinds.All.Select(k => new SelectListItem(kinds.Name(k), k))]) { IsEveryday = true }],
            Place = ["list"],
            Total = Rows.Total,
        };
    }

    /// <summary>From the page's own button it leads back; a script that follows a link wants no page.</summary>
    public async Task<IActionResult> OnPostReadAsync(int id, CancellationToken ct)
    {
        CheckFilters();
        await reading.MarkAsync(id, by, ct);
        return Request.Headers.ContainsKey("X-CSRF-TOKEN") ? new NoContentResult() : LocalRedirect(CrmLinks.Notifications(ShowsAll, Kind));
    }

    public async Task<IActionResult> OnPostReadAllAsync(int upTo, CancellationToken ct)
    {
        CheckFilters();
        var marked = await reading.MarkAllAsync(upTo, Kind, by, ct);
        this.Toast(text["Inbox.Marked", marked]);
        return LocalRedirect(CrmLinks.Notifications(ShowsAll, Kind));
    }

    private void CheckFilters()
    {
        if (List is not (null or "" or "unread" or "all"))
            throw new BadQueryException("list");
        Kind = string.IsNullOrEmpty(Kind) ? null : Kind;
        if (Kind is not null && !kinds.All.Contains(Kind))
            throw new BadQueryException("kind");
        _ = PageWanted.SizeOf(Size);
    }
}
