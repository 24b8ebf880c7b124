using CrmWeb.Core.Files;
using CrmWeb.Core.FollowUps;

namespace CrmWeb.Pages.Files;

/// <summary>Files beside what they belong to.</summary>
/// <param name="Rows">Those shown.</param>
/// <param name="AllAddress">Where all of them are; null where these are all.</param>
/// <param name="Upload">Where further ones are put; null where they are not.</param>
public sealed record FilesPanel(IReadOnlyList<AttachmentRow> Rows, int Total, bool MayEdit, string? AllAddress = null, UploadPlace? Upload = null)
{
    public static FilesPanel OfRecord(int customer, AttachmentsOfCustomer files, bool mayEdit) =>
        new([.. files.Latest], files.Total, mayEdit, CrmLinks.CustomerFiles(customer));

    public static async Task<FilesPanel> OfFollowUpAsync(FollowUpRow followUp, bool mayEdit, AttachmentQueries files, UploadPlaces places, UserScope by, CancellationToken ct)
    {
        var rows = await files.OfFollowUpAsync(followUp.Id, by, ct);
        return new FilesPanel(rows, rows.Count, mayEdit, null, mayEdit ? await places.OfAsync(CrmLinks.UploadFiles(followUp.CustomerId, followUp: followUp.Id), ct) : null);
    }
}
