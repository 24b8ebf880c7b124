using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Files;

/// <summary>A file as lists show it. Times UTC, size in bytes.</summary>
public sealed record AttachmentRow(int Id, Guid Key, string Name, ListEntry? Kind, FileFormat? Format, long Size, int Number, string ByName, DateTime At)
{
    /// <summary>When it came, whatever was put in its place since.</summary>
    public DateTime AddedAt { get; init; }

    public string AddedByName { get; init; } = "";

    public int? FollowUpId { get; init; }

    public string? ContactName { get; init; }

    public DateTime? DeletedAt { get; init; }

    public string DeletedByName { get; init; } = "";
}

/// <summary>What lies with a customer.</summary>
/// <param name="Counts">How many there are of each kind, those not in the bin.</param>
public sealed record AttachmentList(int CustomerId, string CustomerName, bool MayEdit, PageOf<AttachmentRow> Files, IReadOnlyList<(ListEntry Kind, int Count)> Counts, int Binned);

/// <summary>The files on the record of a customer.</summary>
/// <param name="Rows">The latest, and those of the follow-ups that are shown; latest first.</param>
/// <param name="Total">How many the customer has.</param>
public sealed record AttachmentsOfCustomer(IReadOnlyList<AttachmentRow> Rows, int Total)
{
    /// <summary>As many stand beside the timeline, the latest; the list of files has all.</summary>
    public const int Beside = 5;

    /// <summary>More than anybody looks through on the record.</summary>
    internal const int Most = 200;

    public static AttachmentsOfCustomer None { get; } = new([], 0);

    public IEnumerable<AttachmentRow> Latest => Rows.Take(Beside);

    public IEnumerable<AttachmentRow> OfFollowUp(int id) => Rows.Where(r => r.FollowUpId == id).OrderBy(r => r.Id);
}

/// <summary>Reads the files of customers.</summary>
public sealed class AttachmentQueries(CrmDbContext db, ListCatalog lists, UserDirectory users)
{
    /// <param name="kind">Code of a kind; null for all.</param>
    /// <param name="inBin">What lies in the bin instead.</param>
    /// <exception cref="NotFoundException">The customer is absent or outside the scope.</exception>
    /// <exception cref="BadQueryException">There is no such kind.</exception>
    public async Task<AttachmentList> ListAsync(int customerId, string? kind, bool inBin, PageWanted page, UserScope by, CancellationToken ct)
    {
        var customer = await AttachmentAccess.CustomerNameAsync(db, customerId, editing: false, by, ct);
        var mayEdit = await db.Customers.EditableBy(by).AnyAsync(c => c.Id == customerId, ct);
        var list = await lists.GetAsync(ct);
        var all = db.Attachments.AsNoTracking().Where(f => f.CustomerId == customerId);
        var numbers = await all.GroupBy(f => new { f.KindId, IsBinned = f.DeletedAt != null }).Select(g => new { g.Key.KindId, g.Key.IsBinned, Count = g.Count() }).ToListAsync(ct);
        var counts = numbers.Where(n => !n.IsBinned).GroupBy(n => list.ById(n.KindId)).Where(g => g.Key is not null)
            .OrderBy(g => g.Key!.Order).Select(g => (g.Key!, g.Sum(n => n.Count))).ToList();

        var wanted = all.Where(f => (f.DeletedAt != null) == inBin);
        var total = numbers.Where(n => n.IsBinned == inBin).Sum(n => n.Count);
        if (!string.IsNullOrEmpty(kind))
        {
            var entry = list.Find(ListKind.FileKind, kind) ?? throw new BadQueryException("kind");
            var branch = list.Branch(entry);
            wanted = wanted.Where(f => branch.Contains(f.KindId));
            total = numbers.Where(n => n.IsBinned == inBin && branch.Contains(n.KindId)).Sum(n => n.Count);
        }

        var rows = await RowsAsync(wanted.OrderByDescending(f => f.Id).Skip(page.SkipIn(total)).Take(page.Size), ct);
        return new AttachmentList(customerId, customer, mayEdit, new PageOf<AttachmentRow>(rows, total, page.Number, page.Size), counts, numbers.Where(n => n.IsBinned).Sum(n => n.Count));
    }

    /// <summary>Those the record of a customer shows, by one question; none for masked readers. Whether the customer is in sight was asked before.</summary>
    /// <param name="followUps">The follow-ups that are shown.</param>
    public async Task<AttachmentsOfCustomer> OfCustomerAsync(int customerId, IReadOnlyCollection<int> followUps, UserScope by, CancellationToken ct)
    {
        if (!AttachmentAccess.MaySee(by))
            return AttachmentsOfCustomer.None;
        var all = db.Attachments.AsNoTracking().Where(f => f.CustomerId == customerId && f.DeletedAt == null);
        var latest = all.OrderByDescending(f => f.Id).Take(AttachmentsOfCustomer.Beside).Select(f => f.Id);
        var shown = followUps.Select(id => (int?)id).ToList();
        var wanted = all.Where(f => latest.Contains(f.Id) || EF.Parameter(shown).Contains(f.FollowUpId));
        var (rows, total) = await RowsAsync(wanted.OrderByDescending(f => f.Id).Take(AttachmentsOfCustomer.Most), all, ct);
        return new AttachmentsOfCustomer(rows, total);
    }

    /// <summary>Those that came with a follow-up whose customer the reader sees, which was asked before.</summary>
    public async Task<IReadOnlyList<AttachmentRow>> OfFollowUpAsync(int followUpId, UserScope by, CancellationToken ct) => AttachmentAccess.MaySee(by)
        ? await RowsAsync(db.Attachments.AsNoTracking().Where(f => f.FollowUpId == followUpId && f.DeletedAt == null).OrderBy(f => f.Id), ct)
        : [];

    /// <summary>Rows with what the lists call things.</summary>
    internal async Task<IReadOnlyList<AttachmentRow>> RowsAsync(IQueryable<Attachment> files, CancellationToken ct) =>
        (await RowsAsync(files, db.Attachments.Where(_ => false), ct)).Rows;

    /// <param name="counted">How many these are is asked along; not where there are no rows.</param>
    private async Task<(IReadOnlyList<AttachmentRow> Rows, int Count)> RowsAsync(IQueryable<Attachment> files, IQueryable<Attachment> counted, CancellationToken ct)
    {
        var rows = await files.Select(f => new
        {
            File = f,
            Content = db.Set<AttachmentVersion>().Where(v => v.AttachmentId == f.Id && v.Number == f.Latest).Select(v => new { v.Format, v.Size, v.UploadedById, v.UploadedAt }).First(),
            Contact = db.Contacts.Where(c => c.Id == f.ContactId).Select(c => c.Name).FirstOrDefault(),
            Count = counted.Count(),
        }).ToListAsync(ct);
        var (list, directory) = (await lists.GetAsync(ct), await users.GetAsync(ct));
        return (
        [
            .. rows.Select(r => new AttachmentRow(
                r.File.Id, r.File.Key, r.File.Name, list.ById(r.File.KindId), FileFormat.Find(r.Content.Format), r.Content.Size, r.File.Latest,
                directory.Name(r.Content.UploadedById), r.Content.UploadedAt)
            {
                AddedAt = r.File.CreatedAt,
                AddedByName = directory.Name(r.File.CreatedById),
                FollowUpId = r.File.FollowUpId,
                ContactName = r.Contact,
                DeletedAt = r.File.DeletedAt,
                DeletedByName = directory.Name(r.File.DeletedById),
            }),
        ], rows.Count == 0 ? 0 : rows[0].Count);
    }
}
