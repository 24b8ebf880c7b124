using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.ChangeLog;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Files;

/// <summary>A file came to a customer.</summary>
public sealed record FileItem(DateTime At, string Actor, AttachmentRow File) : TimelineItem(At, Actor);

/// <summary>Files on the customer's timeline. Those that came with a follow-up stand on its entry.</summary>
internal sealed class FileTimeline(CrmDbContext db, AttachmentQueries files) : ITimelineSource
{
    public TimelineFilter Filter => TimelineFilter.Files;

    public bool MayHave(CustomerRecord customer) => customer.HasFiles;

    /// <summary>That a file came is an entry of its own; what people changed of it is told as a change.</summary>
    public static ChangeKind Changes { get; } = new(nameof(Attachment), ChangesTold.OfFields, Words);

    public async Task<IEnumerable<TimelineItem>> ReadAsync(TimelineStretch stretch, CancellationToken ct)
    {
        if (!AttachmentAccess.MaySee(stretch.By))
            return [];
        var wanted = db.Attachments.AsNoTracking().Where(f => f.CustomerId == stretch.CustomerId && f.DeletedAt == null);
        if (stretch.Folds)
            wanted = wanted.Where(f => f.FollowUpId == null);
        if (stretch.Before is { At: var at } before && before.IdsBelow(TimelineSource.File) is var below)
            wanted = wanted.Where(f => f.CreatedAt <= at && (f.CreatedAt < at || f.Id < below));
        var page = wanted.OrderByDescending(f => f.CreatedAt).ThenByDescending(f => f.Id).Take(stretch.Size);
        var rows = await files.RowsAsync(page, ct);
        return rows.Select(r => new FileItem(r.AddedAt, r.AddedByName, r) { Place = new(r.AddedAt, TimelineSource.File, r.Id) });
    }

    private static FieldChange? Words(AuditEntry entry, PersonalView view, IStringLocalizer<CustomersText> text) => entry.Field switch
    {
        nameof(Attachment.Name) => new FieldChange(text["File"], view.Words(entry.OldValue), view.Words(entry.NewValue)),
        nameof(Attachment.Latest) => new FieldChange(text["File.Version"], entry.OldValue, entry.NewValue),
        nameof(Attachment.KindId) => new FieldChange(text["File.Kind"], null, null),
        _ => null,
    };
}
