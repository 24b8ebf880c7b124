using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Files.Storage;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Downloads;

/// <summary>Takes in exports that are to be written in the background, and takes them away again.</summary>
public sealed class DownloadService(CrmDbContext db, IFileStore store, OrganizationClock clock, IOptions<ExportOptions> options, IStringLocalizer<ExportsText> text)
{
    /// <summary>Asks for an export: it is written as soon as a job comes to it, whoever still waits.</summary>
    /// <param name="form">Says which columns, and carries the key under which it is made once.</param>
    /// <exception cref="NotFoundException">The user may not export.</exception>
    /// <exception cref="ValidationException">As many files as one may have wait already.</exception>
    public Task<int> RequestAsync(ExportPlan plan, ExportForm form, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersExport);
        var key = form.CreationKey == Guid.Empty ? Guid.NewGuid() : form.CreationKey;
        return Resubmission.RunAsync(db, BeforeAsync, WriteAsync, RekeyAsync);

        Task<int?> BeforeAsync() => Own(by).Where(d => d.CreationKey == key).Select(d => (int?)d.Id).FirstOrDefaultAsync(ct);

        async Task<int> WriteAsync()
        {
            // Two at once may be one more than this; that harms nobody.
            if (await Own(by).CountAsync(ct) >= options.Value.MostWaiting)
                throw Refusal.Of(text["Error.TooManyWaiting", options.Value.MostWaiting]);
            var download = new Download(plan, form.Columns == ExportForm.All, key, by.UserId, CultureInfo.CurrentUICulture.Name, clock.UtcNow);
            db.Downloads.Add(download);
            await db.SaveChangesAsync(by, ct);
            return download.Id;
        }

        async Task<bool> RekeyAsync()
        {
            if (!await db.Downloads.AnyAsync(d => d.CreationKey == key && d.OwnerId != by.UserId, ct))
                return false;
            key = Resubmission.OwnKey(key, by);
            return true;
        }
    }

    /// <summary>Takes an export away, whether it waits, is being written or is ready.</summary>
    /// <exception cref="NotFoundException">The user has none of this key.</exception>
    public async Task RemoveAsync(Guid key, UserScope by, CancellationToken ct)
    {
        by.Demand(Permissions.CustomersExport);
        while (true)
        {
            var found = await Own(by).Where(d => d.Key == key).Select(d => new { d.Id, d.StoredName }).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();

            // One that became ready in between has a content by now.
            if (await db.Downloads.Where(d => d.Id == found.Id && d.StoredName == found.StoredName).ExecuteDeleteAsync(ct) == 0)
                continue;
            if (found.StoredName is { } stored)
                store.Remove(stored);
            return;
        }
    }

    private IQueryable<Download> Own(UserScope by) => db.Downloads.Where(d => d.OwnerId == by.UserId);
}
