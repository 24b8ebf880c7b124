using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Customers.Form;

/// <summary>
/// Says while a customer is being typed whether it exists already. A form post, because phones do not belong in addresses. How
/// often somebody may ask is counted with every other way of asking.
/// </summary>
[Authorize(Policy = CrmPolicies.CustomerForms)]
public sealed class DuplicateCheckModel(DuplicateLookup lookup) : PageModel
{
    [BindProperty]
    public CustomerForm Form { get; set; } = new();

    [BindProperty]
    public int? Except { get; set; }

    public DuplicatePanel Panel { get; private set; } = DuplicatePanel.None;

    public IActionResult OnGet() => NotFound();

    public async Task OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        Panel = await lookup.AskAsync(Form, Except, ct, lastPhones: DuplicateQuota.PhonesPerQuestion);
    }
}

/// <summary>Asks for duplicates of what stands in a form.</summary>
public sealed class DuplicateLookup(DuplicateFinder finder, MatchTokens tokens, UserScope by)
{
    /// <param name="lastPhones">While typing, only this many of the phones are looked for, the last ones; saving looks for all.</param>
    public async Task<DuplicatePanel> AskAsync(CustomerForm typed, int? exceptId, CancellationToken ct, int lastPhones = int.MaxValue)
    {
        var form = typed.Cleaned();
        var question = DuplicateQuestion.Of(form, exceptId);
        if (await finder.AskAsync(question with { Phones = [.. question.Phones.TakeLast(lastPhones)] }, by, ct) is not { } matches)
            return DuplicatePanel.Paused;
        var mayConfirm = matches.Count > 0 && (by.Has(Permissions.DuplicatesOverride) || !matches.Any(m => m.IsCertain));
        var unfinished = form.Kind is null or CustomerKind.Enterprise && form.Name is { Length: > 3 } name && CompanyName.LooksUnfinished(name);
        return new DuplicatePanel([.. matches.Select(m => new DuplicateOffer(m, Token(m)))], mayConfirm, form.ConfirmDuplicate, unfinished);
    }

    /// <summary>For what can be asked for or claimed; what is seen anyway needs none, and neither does what lies in the bin.</summary>
    private string? Token(DuplicateMatch match) =>
        match.InRecycleBin || !by.Has(Permissions.CustomersCreate) || (match.VisibleId is not null && !match.InPool) ? null : tokens.Seal(match.CustomerId, by);
}
