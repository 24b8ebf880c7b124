using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Core.Notifications.Sms;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The gateway for text messages, and a test of it.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class SmsModel(ChannelAdministration channels, ChannelTester testing, UserScope by, IStringLocalizer<ChannelsText> text)
    : ChannelPage<SmsForm>(testing, by, text)
{
    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await channels.SaveSmsAsync(Form, By, ct);
        return Saved();
    }

    protected override string Channel => "Sms";

    protected override string Address => CrmLinks.SmsChannel();

    protected override string TestAddress => CrmLinks.SmsChannel("test");

    protected override Task<SmsForm> OpenAsync(CancellationToken ct) => channels.OpenSmsAsync(By, ct);

    protected override Task<string?> SendAsync(ChannelTester testing, string? to, CancellationToken ct) => testing.SmsAsync(to, By, ct);

    protected override bool HasSecret(SmsForm saved) => saved.AccessKeyId is not null || saved.HeaderName is not null;

    protected override Guid VersionOf(SmsForm form) => form.Version;

    protected override string? Own(string? mail, string? mobile) => mobile;
}
