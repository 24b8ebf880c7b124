using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Account;

/// <summary>How one wants to be told of what: channels for each kind, quiet hours, the digest.</summary>
[Authorize(Policy = CrmPolicies.SignedIn)]
public sealed class NotificationsModel(NotificationPreferences choosing, UserScope by, IStringLocalizer<NotificationsText> text) : PageModel, IFormPage
{
    public static readonly NotificationChannels[] Channels = [NotificationChannels.Page, NotificationChannels.Mail, NotificationChannels.Sms, NotificationChannels.Robot];

    [BindProperty]
    public NotificationChoicesForm Form { get; set; } = new();

    public CompulsoryByKind Compulsory { get; private set; } = new(new Dictionary<string, NotificationChannels>());

    public async Task OnGetAsync(CancellationToken ct) => (Form, Compulsory) = await choosing.ReadAsync(by, ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await choosing.SaveAsync(Form, by, ct);
        this.Toast(text["Choices.Saved"]);
        return LocalRedirect(CrmLinks.NotificationChoices());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Compulsory = await choosing.CompulsoryAsync(ct);
        return Page();
    }
}
