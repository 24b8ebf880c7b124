using CrmWeb.Core.Access;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Files.Settings;

/// <summary>Reads and changes how large files may be and of which formats.</summary>
public sealed class FileSettingsService(CrmDbContext db, IStringLocalizer<FilesText> text)
{
    public async Task<FileLimits> ReadAsync(CancellationToken ct) => Limits(await db.Set<FileSettings>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == FileSettings.OnlyId, ct));

    /// <exception cref="ValidationException">A rule is broken.</exception>
    /// <exception cref="NotFoundException">The user may not set it.</exception>
    /// <exception cref="EditConflictException">Somebody else saved meanwhile.</exception>
    public async Task SaveAsync(FileSettingsForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.AdminLists);
        await new FileSettingsFormValidator(text).ValidateAndThrowAsync(form, ct);
        var settings = await db.Set<FileSettings>().FirstOrDefaultAsync(s => s.Id == FileSettings.OnlyId, ct);
        if ((settings?.Version ?? Guid.Empty) != form.Version)
            throw new EditConflictException();
        var formats = FileFormat.All.Select(f => f.Code).Where(form.Formats.Contains);
        if (settings is null)
            db.Set<FileSettings>().Add(new FileSettings(form.Megabytes!.Value, formats));
        else
            settings.Change(form.Megabytes!.Value, formats);
        try
        {
            await db.SaveChangesAsync(by, ct);
        }
        catch (DbUpdateException e) when (settings is null && DatabaseFaults.Of(e) == DatabaseFault.None)
        {
            // Two set it for the first time at once; one row there is, and the other one shows it.
            db.ChangeTracker.Clear();
            throw new EditConflictException();
        }
    }

    private static FileLimits Limits(FileSettings? settings) => settings is null
        ? FileLimits.Usual
        : new FileLimits(settings.Megabytes, [.. settings.Formats.Split(',').Select(FileFormat.Find).OfType<FileFormat>()], settings.Version);
}
