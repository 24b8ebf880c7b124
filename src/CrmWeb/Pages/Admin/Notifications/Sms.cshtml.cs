using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The gateway for text messages, and a test of it.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class SmsModel(ChannelAdministration channels, ChannelTester testing, UserScope by, IStringLocalizer<ChannelsText> text) : PageModel, IFormPage
{
    [BindProperty]
    public SmsForm Form { get; set; } = new();

    public ChannelTest Test { get; private set; } = new("", null, null, null);

    /// <summary>A password or key is stored, so an empty field keeps it.</summary>
    public bool IsStored { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await channels.OpenSmsAsync(by, ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await channels.SaveSmsAsync(Form, by, ct);
        this.Toast(text["Saved"]);
        return LocalRedirect(CrmLinks.SmsChannel());
    }

    /// <summary>Sends with what is stored, not with what stands in the form.</summary>
    public async Task<IActionResult> OnPostTestAsync(string? to, CancellationToken ct)
    {
        Form = await channels.OpenSmsAsync(by, ct);
        ModelState.Clear();
        ChannelTestResult result;
        try
        {
            result = new ChannelTestResult(await testing.SmsAsync(to, by, ct));
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
        var saved = await channels.OpenSmsAsync(by, ct);
        IsStored = saved.AccessKeyId is not null || saved.HeaderName is not null;
        var own = await testing.OwnAddressesAsync(by, ct);
        Test = new ChannelTest(CrmLinks.SmsChannel("test"), text["Test.To.Sms"], own.Mobile, null);
        return Page();
    }
}
