using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags.Groups;

/// <summary>One group of tags: its names, its end and return.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(
    TagAdminQueries tags, TagService editing, TagOrder upkeep, UserScope by, IStringLocalizer<TagsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public TagGroupForm Form { get; set; } = new();

    public TagGroupRow Group { get; private set; } = null!;

    /// <summary>Somebody else changed the group while this form was open.</summary>
    public bool HasConflict { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeGroupAsync(Id, Form, by, ct);
        return Done("Tag.Saved");
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await upkeep.SetGroupActiveAsync(Id, false, by, ct);
        return Done("Group.Retired");
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await upkeep.SetGroupActiveAsync(Id, true, by, ct);
        return Done("Tag.Revived");
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Group = (await tags.ReadAsync(by, ct)).FirstOrDefault(g => g.Id == Id) ?? throw new NotFoundException();
        if (Form.Version == Guid.Empty)
            Form = new TagGroupForm { Zh = Group.Zh, En = Group.En, Version = Group.Version };

        // The form shows what the other one saved beside what was typed; saving again then means it.
        HasConflict = Form.Version != Group.Version;
        return Page();
    }

    /// <summary>What stands in the group now, for a field in which the open form differs.</summary>
    public string? Other(string? typed, string saved) => HasConflict && typed != saved ? text["Conflict.Saved", saved].Value : null;

    private LocalRedirectResult Done(string message)
    {
        this.Toast(text[message]);
        return LocalRedirect(CrmLinks.TagGroupAt(Id));
    }
}
