using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The mail server, and a test of it.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class MailModel(ChannelAdministration channels, ChannelTester testing, UserScope by, IStringLocalizer<ChannelsText> text) : PageModel, IFormPage
{
    [BindProperty]
    public MailForm Form { get; set; } = new();

    public ChannelTest Test { get; private set; } = new("", null, null, null);

    /// <summary>A password or key is stored, so an empty field keeps it.</summary>
    public bool IsStored { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await channels.OpenMailAsync(by, ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await channels.SaveMailAsync(Form, by, ct);
        this.Toast(text["Saved"]);
        return LocalRedirect(CrmLinks.MailChannel());
    }

    /// <summary>Sends with what is stored, not with what stands in the form.</summary>
    public async Task<IActionResult> OnPostTestAsync(string? to, CancellationToken ct)
    {
        Form = await channels.OpenMailAsync(by, ct);
        ModelState.Clear();
        ChannelTestResult result;
        try
        {
            result = new ChannelTestResult(await testing.MailAsync(to, by, ct));
        }
        catch (ValidationException wrong)
        {
            result = new ChannelTestResult(wrong.Errors.First().ErrorMessage);
        }

        await RedisplayAsync(ct);
        Test = Test with { To = to, Result = result };
        return Page();
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var saved = await channels.OpenMailAsync(by, ct);
        IsStored = saved is { UserName: not null, SignIn: MailSignIn.Password };
        var own = await testing.OwnAddressesAsync(by, ct);
        Test = new ChannelTest(CrmLinks.MailChannel("test"), text["Test.To.Mail"], own.Mail, null);
        return Page();
    }
}
