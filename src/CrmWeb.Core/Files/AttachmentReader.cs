using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Files;

/// <summary>A content somebody may have.</summary>
/// <param name="Content">Null where the storage has lost it.</param>
public sealed record AttachmentContent(string Name, FileFormat? Format, long Size, string StoredName, Stream? Content);

/// <summary>One version as the page of its file lists it. Time UTC, size in bytes.</summary>
public sealed record AttachmentVersionRow(int Number, long Size, string Sha256, string ByName, DateTime At);

/// <summary>One file with its versions, and its neighbours in the customer's list.</summary>
public sealed record AttachmentRecord(AttachmentRow Row, Guid Version, int CustomerId, string CustomerName, bool MayEdit, IReadOnlyList<AttachmentVersionRow> Versions, Guid? Before, Guid? After);

/// <summary>Several files of one customer, in the order of its list, under different names. Times UTC.</summary>
/// <param name="Files">Each opened when its turn comes; null where the storage has lost it.</param>
public sealed record AttachmentArchive(string CustomerName, IReadOnlyList<(string Name, DateTime At, Func<Stream?> Open)> Files);

/// <summary>Reads one file and its contents.</summary>
public sealed class AttachmentReader(CrmDbContext db, AttachmentQueries queries, IFileStore store, UserDirectory users)
{
    /// <summary>As many as one archive may hold.</summary>
    public const int MostInArchive = 100;

    /// <exception cref="NotFoundException">Absent, or outside the scope.</exception>
    public async Task<AttachmentRecord> ReadAsync(Guid key, UserScope by, CancellationToken ct)
    {
        var editable = db.Customers.EditableBy(by);
        var found = await db.Attachments.AsNoTracking().VisibleTo(db, by).Where(f => f.Key == key)
            .Select(f => new
            {
                f.Id,
                f.CustomerId,
                f.Version,
                IsBinned = f.DeletedAt != null,
                CustomerName = db.Customers.Where(c => c.Id == f.CustomerId).Select(c => c.Name).FirstOrDefault(),
                MayEdit = editable.Any(c => c.Id == f.CustomerId),
                Before = db.Attachments.Where(o => o.CustomerId == f.CustomerId && o.DeletedAt == null && o.Id > f.Id).OrderBy(o => o.Id).Select(o => (Guid?)o.Key).FirstOrDefault(),
                After = db.Attachments.Where(o => o.CustomerId == f.CustomerId && o.DeletedAt == null && o.Id < f.Id).OrderByDescending(o => o.Id).Select(o => (Guid?)o.Key).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var row = (await queries.RowsAsync(db.Attachments.AsNoTracking().Where(f => f.Id == found.Id), ct)).Single();
        var directory = await users.GetAsync(ct);
        var versions = await db.Set<AttachmentVersion>().AsNoTracking().Where(v => v.AttachmentId == found.Id).OrderByDescending(v => v.Number).ToListAsync(ct);
        return new AttachmentRecord(
            row, found.Version, found.CustomerId, found.CustomerName ?? "", found.MayEdit,
            [.. versions.Select(v => new AttachmentVersionRow(v.Number, v.Size, v.Sha256, directory.Name(v.UploadedById), v.UploadedAt))],
            found.IsBinned ? null : found.Before, found.IsBinned ? null : found.After);
    }

    /// <param name="number">Which version; null for the one that counts.</param>
    /// <exception cref="NotFoundException">Absent, or outside the scope.</exception>
    public async Task<AttachmentContent> OpenAsync(Guid key, int? number, UserScope by, CancellationToken ct)
    {
        var found = await db.Attachments.AsNoTracking().VisibleTo(db, by).Where(f => f.Key == key)
            .Join(db.Set<AttachmentVersion>(), f => f.Id, v => v.AttachmentId, (f, v) => new { f.Name, f.Latest, v.Number, v.StoredName, v.Format, v.Size })
            .FirstOrDefaultAsync(x => x.Number == (number ?? x.Latest), ct) ?? throw new NotFoundException();
        return new AttachmentContent(found.Name, FileFormat.Find(found.Format), found.Size, found.StoredName, store.Open(found.StoredName));
    }

    /// <summary>Several of one customer.</summary>
    /// <exception cref="NotFoundException">One of them is absent, in the bin, another customer's or outside the scope.</exception>
    /// <exception cref="BadQueryException">None, or more than one archive holds.</exception>
    public async Task<AttachmentArchive> SeveralAsync(int customerId, IReadOnlyCollection<Guid> keys, UserScope by, CancellationToken ct)
    {
        var customer = await AttachmentAccess.CustomerNameAsync(db, customerId, editing: false, by, ct);
        if (keys.Count is 0 or > MostInArchive)
            throw new BadQueryException("file");
        var found = await db.Attachments.AsNoTracking().Where(f => f.CustomerId == customerId && f.DeletedAt == null && keys.Contains(f.Key)).OrderByDescending(f => f.Id)
            .Join(db.Set<AttachmentVersion>(), f => new { f.Id, Number = f.Latest }, v => new { Id = v.AttachmentId, v.Number }, (f, v) => new { f.Name, v.UploadedAt, v.StoredName })
            .ToListAsync(ct);
        if (found.Count != keys.Distinct().Count())
            throw new NotFoundException();
        return new AttachmentArchive(customer, [.. found.Zip(FileNames.Distinct(found.Select(f => f.Name)), (f, name) => (name, f.UploadedAt, (Func<Stream?>)(() => store.Open(f.StoredName))))]);
    }
}
