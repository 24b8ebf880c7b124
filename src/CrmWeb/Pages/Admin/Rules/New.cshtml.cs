using CrmWeb.Core.Watching;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>Adds a watch rule; what it would tell can be looked at before it is saved.</summary>
[Authorize(Policy = Permissions.AdminRules)]
public sealed class NewModel(WatchRuleService editing, WatchDryRun dryRun, RuleChoices choices, WatchKinds kinds, UserScope by, IStringLocalizer<WatchingText> text)
    : PageModel, IRulePage
{
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public WatchRuleForm Form { get; set; } = new();

    public RuleChoices Choices => choices;

    public DryRunResult? Result { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var kind = kinds.Find(Kind ?? kinds.All[0].Code) ?? throw new BadQueryException("kind");
        Form = new WatchRuleForm { Kind = kind.Code, Recipient = kind.Recipients[0] };
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.CreateAsync(Form, by, ct);
        this.Toast(text["Rule.Saved"]);
        return LocalRedirect(CrmLinks.Rules());
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        Result = await dryRun.TryAsync(Form, null, by, ct);
        return await RedisplayAsync(ct);
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await choices.LoadAsync(Form.Kind, ct);
        return Page();
    }
}
