using CrmWeb.Core.Watching;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>One watch rule; what it would tell now is shown for what is typed, saved or not.</summary>
[Authorize(Policy = Permissions.AdminRules)]
public sealed class EditModel(
    WatchRuleQueries rules, WatchRuleService editing, WatchDryRun dryRun, RuleChoices choices, RuleWords words, UserScope by, IStringLocalizer<WatchingText> text)
    : EditPage(text), IRulePage
{
    /// <summary>Opened to see the dry run of the rule as it is.</summary>
    [BindProperty(SupportsGet = true, Name = "try")]
    public bool Tries { get; set; }

    [BindProperty]
    public WatchRuleForm Form { get; set; } = new();

    public WatchRuleForm Saved { get; private set; } = new();

    public RuleChoices Choices => choices;

    public DryRunResult? Result { get; private set; }

    public string Heading => words.When(Saved.Kind!, Saved.ThresholdDays!.Value, Saved.WorkingDaysOnly);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Tries)
            Result = await dryRun.TryAsync(await rules.OpenAsync(Id, by, ct), Id, by, ct);
        return await RedisplayAsync(ct);
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeAsync(Id, Form, by, ct);
        return Done("Rule.Saved", CrmLinks.Rules());
    }

    [RestorableForm]
    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        Result = await dryRun.TryAsync(Form, Id, by, ct);
        return await RedisplayAsync(ct);
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        await editing.DeleteAsync(Id, by, ct);
        return Done("Rule.Deleted", CrmLinks.Rules());
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Saved = await rules.OpenAsync(Id, by, ct);
        if (Form.Version == Guid.Empty)
            Form = Saved;
        HasConflict = Form.Version != Saved.Version;
        await choices.LoadAsync(Saved.Kind, ct, Saved);
        return Page();
    }
}
