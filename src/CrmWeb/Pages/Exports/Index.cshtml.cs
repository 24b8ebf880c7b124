using System.Globalization;
using CrmWeb.Core.Downloads;
using CrmWeb.Core.Exports;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Lists;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Exports;

/// <summary>A list taken along as a file: the query of its address says which rows.</summary>
[Authorize(Policy = Permissions.CustomersExport)]
[EnableRateLimiting(RateLimits.Export)]
public sealed class IndexModel(
    ListExports lists, ExportService exports, DownloadService downloads, ConditionWords words, UserScope by, IStringLocalizer<ExportsText> text, IStringLocalizer<ListText> listed)
    : PageModel, IFormPage
{
    /// <summary>Code of the list.</summary>
    [FromRoute]
    [BindProperty(SupportsGet = true)]
    public string Of { get; set; } = "";

    [BindProperty]
    public ExportForm Form { get; set; } = new();

    public OpenedList Opened { get; private set; } = null!;

    public ExportedList List => Opened.List;

    /// <summary>Why there is nothing to be sent; null where there is.</summary>
    public string? Hindrance => Opened.Faults.Count > 0 ? text["Faulty"] : Total > exports.MostRows ? exports.TooMany(Total) : null;

    public int Total => Opened.Frame.Total;

    /// <summary>There are so many rows that the file is written in the background; null where one may choose.</summary>
    public string? Long => Total > exports.DirectRows ? text["Later.Long", exports.DirectRows.ToString("N0", CultureInfo.CurrentUICulture)].Value : null;

    /// <summary>What is asked of the list, in words.</summary>
    public IReadOnlyList<string> Conditions
    {
        get
        {
            var frame = Opened.Frame;
            var said = frame.Conditions.Where(frame.IsInForce).Select(c => listed["Chip", c.Label, words.Of(c, frame)].Value);
            return [.. Opened.Parts.Place, .. frame.Value("q") is { } q ? [listed["Chip", text["Search"].Value, q].Value] : Array.Empty<string>(), .. said];
        }
    }

    public IEnumerable<SelectListItem> Formats => ExportFormat.Codes.Select(code => new SelectListItem(text[$"Format.{code}"], code));

    public IEnumerable<SelectListItem> ColumnChoices => new[] { ExportForm.Shown, ExportForm.All }.Select(choice => new SelectListItem(text[$"Columns.{choice}"], choice));

    /// <summary>The columns shown, by name.</summary>
    public string ShownColumns => string.Join(text["Separator"], List.Source.Heads(List.Shown).Select(h => h.Label));

    public string ListAddress => Opened.Frame.Address + Request.QueryString;

    public string Address => CrmLinks.Export(Of, Request.QueryString.Value ?? "");

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var plan = await exports.PlanAsync(await lists.OpenAsync(Of, Request, ct), Form, by, ct);
        if (!plan.IsLong && !Form.Later)
            return new ExportResult(await exports.BeginAsync(plan, by, ct));
        await downloads.RequestAsync(plan, Form, by, ct);
        this.Toast(text["Toast.Later"]);
        return LocalRedirect(CrmLinks.Downloads());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Opened = await lists.ShowAsync(Of, Request, ct);
        if (Form.CreationKey == Guid.Empty)
            Form.CreationKey = Guid.NewGuid();
        foreach (var fault in Opened.Faults)
            ModelState.AddModelError("", fault.ErrorMessage);
        var page = Page();
        page.StatusCode = Opened.Faults.Count > 0 ? StatusCodes.Status400BadRequest : null;
        return page;
    }
}
