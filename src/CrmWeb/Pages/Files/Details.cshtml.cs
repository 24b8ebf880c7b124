using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Preview;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Files;

/// <summary>One file: what it looks like, what is known of it, and what can be done with it.</summary>
[Authorize(Policy = Permissions.CustomersView)]
public sealed class DetailsModel(
    AttachmentReader reader, AttachmentService files, Pictures pictures, UploadPlaces places, OrganizationClock clock, UserScope by, IStringLocalizer<FilesText> text)
    : EditPage(text), IFormPage
{
    /// <summary>Of a table as many rows and columns are shown.</summary>
    public const int MostRows = 200;

    public const int MostColumns = 30;

    [BindProperty(SupportsGet = true)]
    public Guid Key { get; set; }

    [BindProperty]
    public AttachmentForm Form { get; set; } = new();

    public AttachmentRecord Record { get; private set; } = null!;

    /// <summary>Where another content is sent, and the kinds; null for those who may not change the file.</summary>
    public UploadPlace? Upload { get; private set; }

    /// <summary>The storage has lost the content.</summary>
    public bool IsLost { get; private set; }

    /// <summary>How it is shown; what cannot be is not.</summary>
    public PreviewWay Preview { get; private set; }

    public TextPreview? Text { get; private set; }

    /// <summary>客户名称-类型-日期.</summary>
    public string SuggestedName => FileNames.Suggested(Record.CustomerName, Record.Row.Kind?.Name ?? "", DateOnly.FromDateTime(clock.ToLocal(Record.Row.AddedAt)), Record.Row.Name);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => RedisplayAsync(ct);

    [RestorableForm]
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await files.DescribeAsync(Key, Form, by, ct);
        return Done("Toast.Saved", CrmLinks.File(Key));
    }

    public async Task<IActionResult> OnPostBinAsync(CancellationToken ct)
    {
        var customer = await files.SetBinnedAsync(Key, isBinned: true, by, ct);
        this.Toast(text["Toast.Binned"], CrmLinks.RestoreFile(Key));
        return LocalRedirect(CrmLinks.CustomerFiles(customer));
    }

    public async Task<IActionResult> OnPostRestoreAsync(CancellationToken ct)
    {
        await files.SetBinnedAsync(Key, isBinned: false, by, ct);
        return Done("Toast.Restored", CrmLinks.File(Key));
    }

    public async Task<IActionResult> RedisplayAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Form.Version == Guid.Empty)
            Form = new AttachmentForm { Name = Record.Row.Name, Kind = Record.Row.Kind?.Code, Version = Record.Version };
        HasConflict = Form.Version != Record.Version;
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        Record = await reader.ReadAsync(Key, by, ct);
        if (Record.MayEdit && Record.Row.DeletedAt is null)
            Upload = await places.OfAsync(CrmLinks.ReplaceFile(Record.CustomerId, Key), ct);
        var found = await reader.OpenAsync(Key, null, by, ct);
        await using var content = found.Content;
        IsLost = content is null;
        Preview = IsLost ? PreviewWay.None : found.Format?.Preview ?? PreviewWay.None;
        if (Preview is PreviewWay.Text or PreviewWay.Table)
            Text = await TextPreview.ReadAsync(content!, ct);
        if (Preview == PreviewWay.Picture)
        {
            await using var made = await pictures.OpenAsync(Key, null, PictureSize.Large, by, ct);
            Preview = made is null ? PreviewWay.None : PreviewWay.Picture;
        }
    }
}
