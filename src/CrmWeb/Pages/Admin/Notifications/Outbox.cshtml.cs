using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>What became of messages: failed ones first, to be sent again.</summary>
[Authorize(Policy = Permissions.AdminJobs)]
public sealed class OutboxModel(OutboxQueries outbox, OutboxRetry resending, UserScope by, IStringLocalizer<ChannelsText> text) : PageModel
{
    public OutboxFilter Filter { get; private set; } = new();

    public PageOf<OutboxRow> List { get; private set; } = new([], 0, 1, PageWanted.UsualSize);

    public string State => Filter.State is { Length: > 0 } state ? state : "failed";

    public bool CanSendAgain => State is "failed" or "dropped";

    public ListFrame Frame { get; private set; } = null!;

    public async Task OnGetAsync(OutboxFilter filter, CancellationToken ct)
    {
        Filter = filter;
        List = await outbox.ListAsync(filter, by, ct);
        (string Code, string Key)[] channels = [("mail", "Channel.Mail"), ("sms", "Channel.Sms"), ("robot", "Channel.Robot")];
        Frame = new ListFrame(Request, ListPlaces.Outbox, CrmLinks.Outbox())
        {
            Conditions =
            [
                new ChoiceCondition("state", text["Outbox.State"], [.. OutboxQueries.StateCodes.Select(code => new SelectListItem(text[$"Outbox.State.{code}"], code))]) { IsEveryday = true, Spelled = State },
                new ChoiceCondition("channel", text["Outbox.Channel"], [.. channels.Select(c => new SelectListItem(text[c.Key], c.Code))]) { IsEveryday = true },
            ],
            Total = List.Total,
        };
    }

    public async Task<IActionResult> OnPostAgainAsync(long[] message, CancellationToken ct) => Done(await resending.AgainAsync(message, by, ct));

    public async Task<IActionResult> OnPostAllAsync(CancellationToken ct) => Done(await resending.AllAgainAsync(by, ct));

    private LocalRedirectResult Done(int queued)
    {
        this.Toast(text["Outbox.Queued", queued]);
        return LocalRedirect(CrmLinks.OutboxIn("waiting"));
    }
}
