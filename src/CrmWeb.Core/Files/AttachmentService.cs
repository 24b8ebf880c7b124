using CrmWeb.Core.Access;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.ReferenceData.Lists;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Core.Files;

/// <summary>Keeps files with customers: new ones, other contents, names, the bin.</summary>
public sealed class AttachmentService(
    CrmDbContext db, AttachmentIntake intake, IFileStore store, ListCatalog lists, OrganizationClock clock, IStringLocalizer<FilesText> text)
{
    /// <summary>Whether files may be sent there; asked before a byte of them is read.</summary>
    /// <exception cref="NotFoundException">The customer, contact or follow-up is absent, or the user may not change it.</exception>
    public async Task DemandAsync(UploadForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersEdit);
        await AttachmentAccess.CustomerAsync(db, form.Customer, editing: true, by, ct);
        if (form.Contact is { } contact && !await db.Contacts.AnyAsync(c => c.Id == contact && c.CustomerId == form.Customer, ct))
            throw new NotFoundException();
        if (form.FollowUp is { } followUp && !await db.FollowUps.AnyAsync(f => f.Id == followUp && f.CustomerId == form.Customer, ct))
            throw new NotFoundException();
    }

    /// <summary>Takes a file in and keeps it.</summary>
    /// <param name="ct">Ends the reading of the content; what is read whole is kept, whoever still waits.</param>
    /// <returns>Its key.</returns>
    /// <exception cref="ValidationException">Name, size, format or kind is not taken.</exception>
    /// <exception cref="NotFoundException">As <see cref="DemandAsync"/>.</exception>
    /// <exception cref="StorageException">The storage is full or away; nothing is kept.</exception>
    public async Task<Guid> AddAsync(UploadForm form, string? name, Stream content, UserScope by, CancellationToken ct)
    {
        await DemandAsync(form, by, ct);
        var kind = KindId(await lists.GetAsync(ct), form.Kind ?? FileKinds.Other, null);
        var taken = await intake.TakeAsync(name, content, ct);
        await using var incoming = taken.Incoming;
        var id = await Resubmission.RunAsync(
            db,
            () => db.Attachments.Where(f => f.CreationKey == form.CreationKey).Select(f => (int?)f.Id).FirstOrDefaultAsync(CancellationToken.None),
            () => KeepAsync(taken, by, version =>
            {
                var file = new Attachment(new AttachmentPlace(form.Customer, form.Contact, form.FollowUp), kind, taken.Name, form.CreationKey, form.FormKey, version);
                db.Attachments.Add(file);
                return Task.FromResult(file);
            }));
        return await db.Attachments.Where(f => f.Id == id).Select(f => f.Key).SingleAsync(CancellationToken.None);
    }

    /// <summary>Keeps another content under the same name; the one before stays as an older version.</summary>
    /// <inheritdoc cref="AddAsync" path="/param"/>
    /// <inheritdoc cref="AddAsync" path="/exception"/>
    public async Task ReplaceAsync(Guid key, string? name, Stream content, UserScope by, CancellationToken ct)
    {
        var before = await FindAsync(key, inBin: false, by, ct);
        db.ChangeTracker.Clear();
        var taken = await intake.TakeAsync(name, content, ct);
        await using var incoming = taken.Incoming;
        if (Path.GetExtension(taken.Name) is var ending && !ending.Equals(Path.GetExtension(before.Name), StringComparison.OrdinalIgnoreCase))
            throw Refusal.Of(text["Error.OtherEnding", before.Name, ending]);
        await KeepAsync(taken, by, async version =>
        {
            var file = await FindAsync(key, inBin: false, by, CancellationToken.None);
            file.Put(version);
            return file;
        });
    }

    /// <exception cref="ValidationException">The name is empty or has another ending, or there is no such kind.</exception>
    /// <exception cref="NotFoundException">There is no such file, or the user may not change it.</exception>
    /// <exception cref="EditConflictException">Somebody else changed it meanwhile.</exception>
    public async Task DescribeAsync(Guid key, AttachmentForm form, UserScope by, CancellationToken ct)
    {
        var file = await FindAsync(key, inBin: false, by, ct);
        var name = FileNames.Clean(form.Name);
        if (name.Length == 0)
            throw Refusal.Of(nameof(form.Name), text["Error.NoName"]);
        if (!Path.GetExtension(name).Equals(Path.GetExtension(file.Name), StringComparison.OrdinalIgnoreCase))
            throw Refusal.Of(nameof(form.Name), text["Error.KeepEnding", Path.GetExtension(file.Name)]);
        if (file.Version != form.Version)
            throw new EditConflictException();
        file.Describe(name, KindId(await lists.GetAsync(ct), form.Kind, file.KindId));
        await db.SaveChangesAsync(by, ct);
    }

    /// <summary>Moves the file to the bin, or takes it out again.</summary>
    /// <exception cref="NotFoundException">There is no such file there, or the user may not change it.</exception>
    public async Task SetBinnedAsync(Guid key, bool isBinned, UserScope by, CancellationToken ct)
    {
        var file = await FindAsync(key, inBin: !isBinned, by, ct);
        if (isBinned)
            file.Delete(by.ActorId, clock.UtcNow);
        else
            file.Restore();
        await db.SaveChangesAsync(by, ct);
    }

    private async Task<Attachment> FindAsync(Guid key, bool inBin, UserScope by, CancellationToken ct) =>
        await db.Attachments.EditableBy(db, by).FirstOrDefaultAsync(f => f.Key == key && (f.DeletedAt != null) == inBin, ct) ?? throw new NotFoundException();

    private int KindId(ListSnapshot list, string? code, int? heldId) =>
        list.Find(ListKind.FileKind, code) is { } kind && (list.IsOffered(kind) || kind.Id == list.ById(heldId)?.Id)
            ? kind.Id : throw Refusal.Of(nameof(AttachmentForm.Kind), text["Error.Kind"]);

    /// <summary>
    /// The row first, then the content into its place, then the end of the transaction: where anything breaks off there is neither,
    /// or a content without a row, which the nightly check takes away. Never a row without its content.
    /// </summary>
    private async Task<int> KeepAsync(TakenContent taken, UserScope by, Func<AttachmentVersion, Task<Attachment>> write)
    {
        var ct = CancellationToken.None;
        var stored = Guid.NewGuid().ToString("N");
        var version = new AttachmentVersion(stored, taken.Size, taken.Sha256, taken.Format.Code, by.ActorId, clock.UtcNow);
        var isDone = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var file = await write(version);
            await db.SaveChangesAsync(by, ct);
            await StoreAsync(taken, stored, ct);
            await transaction.CommitAsync(ct);
            isDone = true;
            return file.Id;
        }
        finally
        {
            if (!isDone)
                store.Remove(stored);
        }
    }

    private async Task StoreAsync(TakenContent taken, string stored, CancellationToken ct)
    {
        try
        {
            await store.KeepAsync(taken.Incoming, stored, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(e);
        }
    }
}

/// <summary>Kinds of files that the program itself names.</summary>
public static class FileKinds
{
    /// <summary>其他.</summary>
    public const string Other = "other";
}
