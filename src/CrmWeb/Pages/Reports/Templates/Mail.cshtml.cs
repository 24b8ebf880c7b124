using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Subscriptions;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Reports.Templates;

/// <summary>When one wants to get what a template says by mail; everybody for oneself.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class MailModel(SubscriptionService subscriptions, OrganizationClock clock, UserScope by, IStringLocalizer<TemplatesText> text) : PageModel, IFormPage
{
    private const int DaysOfWeek = 7;
    private const int HoursOfDay = 24;

    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public SubscriptionForm Form { get; set; } = new();

    public TemplateRow Template { get; private set; } = null!;

    public SubscriptionView Subscription { get; private set; } = null!;

    /// <summary>When it comes next, wall clock; null where it does not.</summary>
    public string? Next => Subscription.NextAt is { } at ? clock.ToLocal(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;

    public IReadOnlyList<SelectListItem> Periods { get; } = [.. Enum.GetValues<SubscriptionPeriod>().Select(p => new SelectListItem(text[$"Period.{p}"], $"{p}"))];

    public IReadOnlyList<SelectListItem> Weekdays { get; } = [.. Enumerable.Range(1, DaysOfWeek).Select(d => new SelectListItem(text[$"Weekday.{d}"], $"{d}"))];

    public IReadOnlyList<SelectListItem> Hours { get; } = [.. Enumerable.Range(0, HoursOfDay).Select(h => new SelectListItem($"{h:00}:00", $"{h}"))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await RedisplayAsync(ct);
        Form = Subscription.Form;
        return Page();
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await subscriptions.SubscribeAsync(Id, Form, by, ct);
        this.Toast(text["Toast.Subscribed"]);
        return LocalRedirect(CrmLinks.TemplateMail(Id));
    }

    public async Task<IActionResult> OnPostEndAsync(CancellationToken ct)
    {
        await subscriptions.EndAsync(Id, by, ct);
        this.Toast(text["Toast.Unsubscribed"]);
        return LocalRedirect(CrmLinks.Templates());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        (Template, Subscription) = await subscriptions.ReadAsync(Id, by, ct);
        return Page();
    }
}
