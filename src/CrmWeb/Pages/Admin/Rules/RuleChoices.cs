using CrmWeb.Core.Customers;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Watching;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Rules;

/// <summary>What the selects of a rule offer.</summary>
public sealed class RuleChoices(
    AccountChoices accounts, PipelineCatalog pipeline, WatchKinds kinds, StoredChoices stored, IStringLocalizer<WatchingText> text, IStringLocalizer<CustomersText> customers)
{
    public IReadOnlyList<SelectListItem> Stages { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Departments { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Recipients { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Categories { get; } =
        [.. Enum.GetValues<CustomerCategory>().Select(c => new SelectListItem(customers[$"CustomerCategory.{c}"], $"{c}"))];

    public IReadOnlyList<SelectListItem> Levels { get; } =
        [.. Enum.GetValues<CustomerLevel>().Select(l => new SelectListItem(customers[$"CustomerLevel.{l}"], $"{l}"))];

    public IReadOnlyList<IWatchKind> Kinds => kinds.All;

    /// <param name="kind">Code of the rule's kind.</param>
    /// <param name="saved">The rule as it is; what it says stays on offer.</param>
    public async Task LoadAsync(string? kind, CancellationToken ct, WatchRuleForm? saved = null)
    {
        var of = kinds.Find(kind);
        var stages = await pipeline.GetAsync(ct);
        Stages = stored.Keep(
            [.. stages.Active.Where(s => of is { IsAboutTasks: true } || s.Kind != StageKind.Lost).Select(s => new SelectListItem(s.Name, s.Code))],
            saved?.Stage, stages.Find(saved?.Stage)?.Name);
        Departments = await accounts.DepartmentsAsync(ct);
        Recipients = [.. (of?.Recipients ?? []).Select(r => new SelectListItem(text[$"Recipient.{r}"], $"{r}"))];
    }
}
