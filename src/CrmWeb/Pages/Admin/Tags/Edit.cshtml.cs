using System.Globalization;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>One tag: names, group, colour; its end in favour of another.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(
    TagAdminQueries tags, TagService editing, TagOrder upkeep, StoredChoices stored, UserScope by, IStringLocalizer<TagsText> text) : EditPage(text), IFormPage
{
    [BindProperty]
    public TagForm Form { get; set; } = new();

    public TagRow Tag { get; private set; } = null!;

    /// <summary>The tag that took over.</summary>
    public TagRow? MergedInto { get; private set; }

    public IReadOnlyList<SelectListItem> Groups { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Winners { get; private set; } = [];

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeAsync(Id, Form, by, ct);
        return Done("Tag.Saved", CrmLinks.TagAt(Id));
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await upkeep.RetireAsync(Id, by, ct);
        return Done("Tag.Retired", CrmLinks.TagAt(Id));
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await upkeep.ReviveAsync(Id, by, ct);
        return Done("Tag.Revived", CrmLinks.TagAt(Id));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        var groups = await tags.ReadAsync(by, ct);
        Tag = groups.Tag(Id);
        MergedInto = groups.Find(Tag.MergedInto);
        Groups = stored.Keep(groups.Groups(), Tag.GroupId.ToString(CultureInfo.InvariantCulture), groups.First(g => g.Id == Tag.GroupId).Name);
        Winners = groups.Winners(Tag);
        if (Form.Version == Guid.Empty)
            Form = new TagForm { Zh = Tag.Zh, En = Tag.En, Group = Tag.GroupId, Colour = Tag.Colour, Version = Tag.Version };
        HasConflict = Form.Version != Tag.Version;
        return Page();
    }

    public string? OtherGroup() => Other(
        Form.Group?.ToString(CultureInfo.InvariantCulture), Tag.GroupId.ToString(CultureInfo.InvariantCulture), Groups.FirstOrDefault(g => g.Value == $"{Tag.GroupId}")?.Text);
}
