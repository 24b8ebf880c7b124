using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags.Groups;

/// <summary>One group of tags: its names, its end and return.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(
    TagAdminQueries tags, TagService editing, TagOrder upkeep, UserScope by, IStringLocalizer<TagsText> text) : EditPage(text), IFormPage
{
    [BindProperty]
    public TagGroupForm Form { get; set; } = new();

    public TagGroupRow Group { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeGroupAsync(Id, Form, by, ct);
        return Done("Tag.Saved", CrmLinks.TagGroupAt(Id));
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await upkeep.SetGroupActiveAsync(Id, false, by, ct);
        return Done("Group.Retired", CrmLinks.TagGroupAt(Id));
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await upkeep.SetGroupActiveAsync(Id, true, by, ct);
        return Done("Tag.Revived", CrmLinks.TagGroupAt(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        Group = (await tags.ReadAsync(by, ct)).FirstOrDefault(g => g.Id == Id) ?? throw new NotFoundException();
        if (Form.Version == Guid.Empty)
            Form = new TagGroupForm { Zh = Group.Zh, En = Group.En, Version = Group.Version };
        HasConflict = Form.Version != Group.Version;
        return Page();
    }
}
