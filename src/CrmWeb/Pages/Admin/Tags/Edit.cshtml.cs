using System.Globalization;
using CrmWeb.Core.ReferenceData.Tags;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Tags;

/// <summary>One tag: names, group, colour; its end in favour of another.</summary>
[Authorize(Policy = Permissions.AdminLists)]
public sealed class EditModel(
    TagAdminQueries tags, TagService editing, TagOrder upkeep, StoredChoices stored, UserScope by, IStringLocalizer<TagsText> text) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public TagForm Form { get; set; } = new();

    public TagRow Tag { get; private set; } = null!;

    /// <summary>The tag that took over.</summary>
    public TagRow? MergedInto { get; private set; }

    public IReadOnlyList<SelectListItem> Groups { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Winners { get; private set; } = [];

    /// <summary>Somebody else changed the tag while this form was open.</summary>
    public bool HasConflict { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await editing.ChangeAsync(Id, Form, by, ct);
        return Done("Tag.Saved");
    }

    public async Task<IActionResult> OnPostRetireAsync(CancellationToken ct)
    {
        await upkeep.RetireAsync(Id, by, ct);
        return Done("Tag.Retired");
    }

    public async Task<IActionResult> OnPostReviveAsync(CancellationToken ct)
    {
        await upkeep.ReviveAsync(Id, by, ct);
        return Done("Tag.Revived");
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

        // The form shows what the other one saved beside what was typed; saving again then means it.
        HasConflict = Form.Version != Tag.Version;
        return Page();
    }

    /// <summary>What stands in the tag now, for a field in which the open form differs.</summary>
    public string? Other(string? typed, string saved, string? shown = null) =>
        HasConflict && typed != saved ? text["Conflict.Saved", shown ?? saved].Value : null;

    public string? OtherGroup() => Other(
        Form.Group?.ToString(CultureInfo.InvariantCulture), Tag.GroupId.ToString(CultureInfo.InvariantCulture), Groups.FirstOrDefault(g => g.Value == $"{Tag.GroupId}")?.Text);

    private LocalRedirectResult Done(string message)
    {
        this.Toast(text[message]);
        return LocalRedirect(CrmLinks.TagAt(Id));
    }
}
