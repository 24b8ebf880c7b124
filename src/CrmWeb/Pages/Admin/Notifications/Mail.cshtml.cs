using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Mail;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The mail server, and a test of it.</summary>
[Authorize(Policy = Permissions.AdminNotifications)]
public sealed class MailModel(ChannelAdministration channels, ChannelTester testing, UserScope by, IStringLocalizer<ChannelsText> text)
    : ChannelPage<MailForm>(testing, by, text)
{
    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await channels.SaveMailAsync(Form, By, ct);
        return Saved();
    }

    protected override string Channel => "Mail";

    protected override string Address => CrmLinks.MailChannel();

    protected override string TestAddress => CrmLinks.MailChannel("test");

    protected override Task<MailForm> OpenAsync(CancellationToken ct) => channels.OpenMailAsync(By, ct);

    protected override Task<string?> SendAsync(ChannelTester testing, string? to, CancellationToken ct) => testing.MailAsync(to, By, ct);

    protected override bool HasSecret(MailForm saved) => saved is { UserName: not null, SignIn: MailSignIn.Password };

    protected override Guid VersionOf(MailForm form) => form.Version;

    protected override string? Own(string? mail, string? mobile) => mail;
}
