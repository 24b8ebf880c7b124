using System.Globalization;
using System.Security.Cryptography;
using System.Text;
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
        await AttachmentAccess.CustomerNameAsync(db, form.Customer, editing: true, by, ct);
        if (form.Contact is { } contact && !await db.Contacts.AnyAsync(c => c.Id == contact && c.CustomerId == form.Customer, ct))
            throw new NotFoundException();
        if (form.FollowUp is { } followUp && !await db.FollowUps.AnyAsync(f => f.Id == followUp && f.CustomerId == form.Customer, ct))
            throw new NotFoundException();
    }

    /// <summary>Takes a file in and keeps it.</summary>
    /// <param name="ct">Ends the reading of the content; what is read whole is kept, whoever still waits.</param>
    /// <returns>Its key; of one that was sent before, by the same form with the same name and content, that one's.</returns>
    /// <exception cref="ValidationException">Name, size, format or kind is not taken.</exception>
    /// <exception cref="NotFoundException">As <see cref="DemandAsync"/>.</exception>
    /// <exception cref="StorageException">The storage is full or away; nothing is kept.</exception>
    public async Task<Guid> AddAsync(UploadForm form, string? name, Stream content, UserScope by, CancellationToken ct)
    {
        await DemandAsync(form, by, ct);
        var kind = KindId(await lists.GetAsync(ct), form.Kind ?? FileKinds.Other, null);
        var taken = await intake.TakeAsync(name, content, ct);
        await using var incoming = taken.Incoming;
        var key = KeyOf(form, taken);
        var id = await Resubmission.RunAsync(db, BeforeAsync, async () => (await KeepAsync(taken, by, WriteAsync))!.Value);
        return await db.Attachments.Where(f => f.Id == id).Select(f => f.Key).SingleAsync(CancellationToken.None);

        // One that was moved to the bin since is kept no more; what is sent now is another one.
        async Task<int?> BeforeAsync()
        {
            while (await db.Attachments.Where(f => f.CreationKey == key).Select(f => new { f.Id, IsBinned = f.DeletedAt != null }).FirstOrDefaultAsync(CancellationToken.None) is { } before)
            {
                if (!before.IsBinned)
                    return before.Id;
                key = Resubmission.OwnKey(key, by);
            }

            return null;
        }

        async Task<Attachment?> WriteAsync(AttachmentVersion version)
        {
            var saved = form.FormKey is { } formKey ? await SavedFollowUpAsync(formKey, form.Customer, by) : null;
            var place = new AttachmentPlace(form.Customer, form.Contact, form.FollowUp ?? saved);
            var file = new Attachment(place, kind, taken.Name, key, saved is null ? form.FormKey : null, version);
            db.Attachments.Add(file);
            return file;
        }
    }

    /// <summary>Keeps another content under the same name; the one before stays as an older version. What is there already is not kept twice.</summary>
    /// <param name="customerId">Whose file it is.</param>
    /// <inheritdoc cref="AddAsync" path="/param"/>
    /// <inheritdoc cref="AddAsync" path="/exception"/>
    public async Task ReplaceAsync(int customerId, Guid key, string? name, Stream content, UserScope by, CancellationToken ct)
    {
        var before = await FindAsync(key, inBin: false, by, ct);
        if (before.CustomerId != customerId)
            throw new NotFoundException();
        db.ChangeTracker.Clear();
        var taken = await intake.TakeAsync(name, content, ct);
        await using var incoming = taken.Incoming;
        if (Path.GetExtension(taken.Name) is var ending && !ending.Equals(Path.GetExtension(before.Name), StringComparison.OrdinalIgnoreCase))
            throw Refusal.Of(text["Error.OtherEnding", before.Name, ending]);
        await KeepAsync(taken, by, async version =>
        {
            // Of two that send at once, the second sees what the first has put there.
            var none = CancellationToken.None;
            await db.Attachments.Where(f => f.Id == before.Id).LockAsync(f => f.Latest, none);
            var file = await FindAsync(key, inBin: false, by, none);
            if (await db.Set<AttachmentVersion>().AnyAsync(v => v.AttachmentId == file.Id && v.Number == file.Latest && v.Sha256 == taken.Sha256, none))
                return null;
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
    /// <returns>Whose file it is.</returns>
    /// <exception cref="NotFoundException">There is no such file there, or the user may not change it.</exception>
    public async Task<int> SetBinnedAsync(Guid key, bool isBinned, UserScope by, CancellationToken ct)
    {
        var file = await FindAsync(key, inBin: !isBinned, by, ct);
        if (isBinned)
            file.Delete(by.ActorId, clock.UtcNow);
        else
            file.Restore();
        await db.SaveChangesAsync(by, ct);
        return file.CustomerId;
    }

    private async Task<Attachment> FindAsync(Guid key, bool inBin, UserScope by, CancellationToken ct) =>
        await db.Attachments.EditableBy(db, by).FirstOrDefaultAsync(f => f.Key == key && (f.DeletedAt != null) == inBin, ct) ?? throw new NotFoundException();

    /// <summary>
    /// The follow-up whose form a file was chosen in, where it was saved while the file was on its way. Others wait for the customer:
    /// either this finds the follow-up, or the follow-up finds the file.
    /// </summary>
    private async Task<int?> SavedFollowUpAsync(Guid formKey, int customerId, UserScope by)
    {
        var ct = CancellationToken.None;
        if (await db.Customers.Where(c => c.Id == customerId).LockAsync(c => c.UpdatedAt, ct) == 0)
            throw new NotFoundException();
        return await db.FollowUps.Where(f => f.CreationKey == formKey && f.CustomerId == customerId && f.AuthorId == by.UserId).Select(f => (int?)f.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Another content, name or place under the same key of a form is another file.</summary>
    private static Guid KeyOf(UploadForm form, TakenContent taken) => new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{form.CreationKey:N} {form.Customer} {form.Contact} {form.FollowUp} {taken.Sha256} {taken.Name}"))).AsSpan(0, 16));

    private int KindId(ListSnapshot list, string? code, int? heldId) =>
        list.Find(ListKind.FileKind, code) is { } kind && (list.IsOffered(kind) || kind.Id == list.ById(heldId)?.Id)
            ? kind.Id : throw Refusal.Of(nameof(AttachmentForm.Kind), text["Error.Kind"]);

    /// <summary>
    /// The row first, then the content into its place, then the end of the transaction: where anything breaks off there is neither,
    /// or a content without a row, which the nightly check takes away. Never a row without its content.
    /// </summary>
    /// <param name="write">Null where nothing is to be kept.</param>
    private async Task<int?> KeepAsync(TakenContent taken, UserScope by, Func<AttachmentVersion, Task<Attachment?>> write)
    {
        var ct = CancellationToken.None;
        var stored = Guid.NewGuid().ToString("N");
        var version = new AttachmentVersion(stored, taken.Size, taken.Sha256, taken.Format.Code, by.ActorId, clock.UtcNow);
        var isLeftToCheck = false;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await write(version) is not { } file)
                return null;
            await db.SaveChangesAsync(by, ct);
            await StoreAsync(taken, stored, ct);

            // The line may break after the server has committed: whether there is a row, nobody here knows then.
            isLeftToCheck = true;
            await transaction.CommitAsync(ct);
            return file.Id;
        }
        finally
        {
            if (!isLeftToCheck)
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
