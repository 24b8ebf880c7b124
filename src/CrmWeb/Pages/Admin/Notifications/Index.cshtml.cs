using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The ways on which notifications leave the program, and what nobody may switch off.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class IndexModel(
    ChannelQueries channels, CompulsoryChannels compulsory, UserScope by, IStringLocalizer<ChannelsText> text) : PageModel
{
    public ChannelOverview Overview { get; private set; } = new([], [], new Dictionary<string, NotificationChannels>(), 0, 0, true);

    [BindProperty]
    public CompulsoryForm Form { get; set; } = new();

    public async Task OnGetAsync(CancellationToken ct) => Overview = await channels.ReadAsync(by, ct);

    public async Task<IActionResult> OnPostCompulsoryAsync(CancellationToken ct)
    {
        await compulsory.SaveAsync(Form, by, ct);
        this.Toast(text["Compulsory.Saved"]);
        return LocalRedirect(CrmLinks.Channels());
    }

    public bool IsCompulsory(string kind, NotificationChannels channel) => Overview.Compulsory.GetValueOrDefault(kind).HasFlag(channel);

    public string State(ChannelRow row) => row.IsEnabled ? row.IsSetUp ? "State.On" : "State.Broken" : row.IsSetUp ? "State.Off" : "State.None";

    public static string Link(OutboxChannel channel) => channel == OutboxChannel.Mail ? CrmLinks.MailChannel() : CrmLinks.SmsChannel();
}
