using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Notifications;

/// <summary>The settings of a channel, and a test of it.</summary>
public abstract class ChannelPage<TForm>(ChannelTester testing, UserScope by, IStringLocalizer<ChannelsText> text) : EditPage(text), IFormPage
    where TForm : class, new()
{
    protected UserScope By => by;

    [BindProperty]
    public TForm Form { get; set; } = new();

    /// <summary>The settings as they are now.</summary>
    public TForm Present { get; private set; } = new();

    public ChannelTest Test { get; private set; } = new("", null, null, null);

    /// <summary>A password or key is stored, so an empty field keeps it.</summary>
    public bool IsStored { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Form = await OpenAsync(ct);
        return await RedisplayAsync(ct);
    }

    /// <summary>Sends with what is stored, not with what stands in the form.</summary>
    public async Task<IActionResult> OnPostTestAsync(string? to, CancellationToken ct)
    {
        Form = await OpenAsync(ct);
        ModelState.Clear();
        var error = await SendAsync(testing, to, ct);
        await RedisplayAsync(ct);
        Test = Test with { To = to, Result = new ChannelTestResult(error) };
        return Page();
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Present = await OpenAsync(ct);
        IsStored = HasSecret(Present);
        HasConflict = VersionOf(Form) != VersionOf(Present);
        var own = await testing.OwnAddressesAsync(by, ct);
        Test = new ChannelTest(TestAddress, text[$"Test.To.{Channel}"], Own(own.Mail, own.Mobile), null);
        return Page();
    }

    /// <summary>Shows the form again and says that it is saved.</summary>
    protected LocalRedirectResult Saved() => Done("Saved", Address);

    /// <summary>How the channel is called in the names of texts.</summary>
    protected abstract string Channel { get; }

    protected abstract string Address { get; }

    protected abstract string TestAddress { get; }

    protected abstract Task<TForm> OpenAsync(CancellationToken ct);

    protected abstract Task<string?> SendAsync(ChannelTester testing, string? to, CancellationToken ct);

    /// <summary>Whether what is stored has a password or key.</summary>
    protected abstract bool HasSecret(TForm saved);

    protected abstract Guid VersionOf(TForm form);

    /// <summary>Which of the administrator's own addresses a test goes to.</summary>
    protected abstract string? Own(string? mail, string? mobile);
}
