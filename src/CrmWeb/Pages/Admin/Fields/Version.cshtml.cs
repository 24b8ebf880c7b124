using CrmWeb.Core.Customers.Requirements;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Pages.Admin.Fields;

/// <summary>One version of what is required, and what it changes beside another one.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class VersionModel(RequiredFieldService required, RequirementWords words, UserScope by) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>The version it is compared with; null for the one before.</summary>
    [BindProperty(SupportsGet = true)]
    public int? With { get; set; }

    public RequirementWords Words => words;

    public RequirementVersion Shown { get; private set; } = RequirementVersion.None;

    public RequirementVersion Other { get; private set; } = RequirementVersion.None;

    public RequirementDifference Difference { get; private set; } = null!;

    /// <summary>With which it can be compared.</summary>
    public IReadOnlyList<RequirementVersion> Others { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = (await required.ReadAsync(by, ct)).All.ToList();
        Shown = all.Find(v => v.Id == Id) ?? throw new NotFoundException();
        Others = all.FindAll(v => v.Id != Id);
        Other = With is { } id
            ? Others.FirstOrDefault(v => v.Id == id) ?? throw new NotFoundException()
            : all.TakeWhile(v => v.Id != Id).LastOrDefault() ?? RequirementVersion.None;
        Difference = RequiredFieldService.Compare(Other, Shown);
    }
}
