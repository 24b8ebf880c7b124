using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>What merging a choice into another will do, and the merge itself.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class MergeModel(CustomFieldQueries fields, CustomChoiceMerge merging, UserScope by, IStringLocalizer<CustomFieldsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Choice { get; set; }

    /// <summary>The choice that takes over.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Into { get; set; }

    public string FormPrefix => "";

    public CustomFieldRow Row { get; private set; } = null!;

    public CustomChoiceEntry Loser { get; private set; } = null!;

    /// <summary>How many records carry the choice.</summary>
    public int Carriers { get; private set; }

    public IReadOnlyList<SelectListItem> Winners { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var moved = await merging.MergeAsync(Id, Choice, Into, by, ct);
        var choices = (await fields.ReadAsync(Id, by, ct)).Field.Choices;
        this.Toast(text["Merge.Done", Name(Choice), Name(Into!.Value), moved]);
        return LocalRedirect(CrmLinks.CustomField(Id));

        string Name(int id) => choices.First(c => c.Id == id).Name;
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Row = await fields.ReadAsync(Id, by, ct);
        Loser = Row.Field.Choices.FirstOrDefault(c => c.Id == Choice) ?? throw new NotFoundException();
        Carriers = await fields.CarriersAsync(Row.Field, Choice, by, ct);
        Winners = [.. Row.Field.Choices.Where(c => c.IsActive && c.Id != Choice && (Loser.MergedIntoId is not { } winner || c.Id == winner)).Select(c => new SelectListItem(c.Name, $"{c.Id}"))];
        return Page();
    }
}
