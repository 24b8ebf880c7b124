using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Organization;

/// <summary>The folded names and numbers of accounts.</summary>
internal sealed class AccountKeys : IStoredKeys
{
    /// <summary>
    /// Accounts are few and their names unique. Where two are one when folded, the older one has the key; the other keeps a key of its
    /// own, signs in by what was typed exactly, and is asked for another number when its number is next changed.
    /// </summary>
    public async Task RenewAsync(CrmDbContext db, CancellationToken ct)
    {
        if (!await db.Users.AnyAsync(u => u.KeyVersion < FoldedText.Version, ct))
            return;

        await ConflictRetry.RunAsync(db, async () =>
        {
            var accounts = await db.Users.OrderBy(u => u.Id).ToListAsync(ct);
            HashSet<string> taken = [];
            foreach (var account in accounts)
            {
                account.RenewKeys();
                account.KeepKeysApart(
                    account.NormalizedUserName is { } name && !taken.Add(name),
                    account.EmployeeNumberKey is { } number && !taken.Add(number));
            }

            await KeyRenewal.SaveAsync(db, ct);
            return accounts.Count;
        });
    }
}
