using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.ReferenceData.Lists;

namespace CrmWeb.Pages.Files;

/// <summary>A place on a page into which files are put.</summary>
/// <param name="Address">Where they are sent.</param>
/// <param name="Kinds">Among which one says what they are.</param>
public sealed record UploadPlace(string Address, FileLimits Limits, IReadOnlyList<ListEntry> Kinds);

/// <summary>Makes them.</summary>
public sealed class UploadPlaces(FileSettingsService settings, ListCatalog lists)
{
    public async Task<UploadPlace> OfAsync(string address, CancellationToken ct) =>
        new(address, await settings.ReadAsync(ct), [.. (await lists.GetAsync(ct)).Offered(ListKind.FileKind)]);
}
