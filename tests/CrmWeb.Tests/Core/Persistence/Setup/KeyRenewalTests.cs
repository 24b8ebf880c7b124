using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.Storage;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.Core.Text;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Setup;

/// <summary>Keys made by an older way of folding.</summary>
public sealed class KeyRenewalTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Old_keys_are_folded_anew_at_the_start_in_the_bin_too_without_a_line_in_the_change_log()
    {
        var before = await KeysAsync();
        var log = await app.DbAsync(db => db.AuditEntries.CountAsync());
        var versions = await app.DbAsync(db => db.Customers.IgnoreQueryFilters().ToDictionaryAsync(c => c.Id, c => c.Version));
        await AgeAsync();

        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(None));

        Assert.Equal(before, await KeysAsync());
        Assert.Equal(log, await app.DbAsync(db => db.AuditEntries.CountAsync()));
        Assert.Equal(versions, await app.DbAsync(db => db.Customers.IgnoreQueryFilters().ToDictionaryAsync(c => c.Id, c => c.Version)));
        Assert.Equal(0, await OldAsync());
    }

    [Fact]
    public async Task More_rows_than_one_slice_are_all_renewed_and_a_renewal_that_broke_off_goes_on()
    {
        var ids = await app.DbAsync(async db =>
        {
            var of = await db.Customers.IgnoreQueryFilters().Select(c => c.Id).FirstAsync();
            db.ChangeTracker.Clear();
            var customer = await db.Customers.IgnoreQueryFilters().SingleAsync(c => c.Id == of);
            List<Contact> many = [.. Enumerable.Range(0, 1203).Select(i => new Contact(new ContactFacts($"批量{i}", null, "13800138000", null, null, null, null, null), false, TestClock.Start))];
            many.ForEach(customer.AddContact);
            await db.SaveChangesAsync(UserScope.System, None);
            return many.ConvertAll(c => c.Id);
        });
        var before = await KeysAsync();
        await AgeAsync();

        await app.DbAsync(async db =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RenewAsync(db, new CancelledLater(db).Token));
            return 0;
        });
        Assert.InRange(await OldAsync(), 1, 5000);
        await app.DbAsync(async db =>
        {
            await RenewAsync(db, None);
            return 0;
        });

        Assert.Equal(before, await KeysAsync());
        await app.DbAsync(db => db.Contacts.Where(c => ids.Contains(c.Id)).ExecuteDeleteAsync());
    }

    [Fact]
    public async Task Accounts_of_old_that_are_one_when_folded_keep_apart_and_both_sign_in()
    {
        var (first, second) = await app.DbAsync(async db =>
        {
            var like = await db.Users.AsNoTracking().FirstAsync();
            var narrow = new CrmUser("twin.one", "孪生甲", "W905", like.DepartmentId, like.RoleId, TestClock.Start) { PasswordHash = like.PasswordHash };
            var wide = new CrmUser("twin.two", "孪生乙", "X905", like.DepartmentId, like.RoleId, TestClock.Start) { PasswordHash = like.PasswordHash };
            db.Users.AddRange(narrow, wide);
            await db.SaveChangesAsync(UserScope.System, None);

            // As the version before stored them.
            await db.Users.Where(u => u.Id == wide.Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.EmployeeNumber, "Ｗ９０５").SetProperty(u => u.UserName, "ｔｗｉｎ.one").SetProperty(u => u.NormalizedUserName, "ＴＷＩＮ.ONE"));
            await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.KeyVersion, 0).SetProperty(u => u.EmployeeNumberKey, (string?)null));
            return (narrow.Id, wide.Id);
        });

        await app.WithAsync<DatabaseInitializer>(i => i.InitializeAsync(None));

        foreach (var (typed, id) in new[] { ("twin.one", first), ("ｔｗｉｎ.one", second), ("W905", first), ("Ｗ９０５", second), ("w905", first) })
            Assert.Equal(id, (await app.WithAsync<AccountSignIn, CrmUser?>(s => s.CheckAsync(typed, TestCompany.Password, None)))?.Id);

        // The other one can be changed as long as its number stays; its name, too, goes through.
        var form = await app.WithAsync<UserQueries, UserDetails>(q => q.DetailsAsync(second, app.As(Who.Admin), None));
        form.Form.DisplayName = "孪生丙";
        await app.WithAsync<UserAdministration>(a => a.ChangeAsync(second, form.Form, app.As(Who.Admin), None));
        Assert.Equal("孪生丙", await app.DbAsync(db => db.Users.Where(u => u.Id == second).Select(u => u.DisplayName).SingleAsync()));
    }

    private Task<int> OldAsync() => app.DbAsync(async db =>
        await db.Customers.IgnoreQueryFilters().CountAsync(c => c.KeyVersion < FoldedText.Version)
        + await db.Contacts.CountAsync(c => c.KeyVersion < FoldedText.Version) + await db.Users.CountAsync(u => u.KeyVersion < FoldedText.Version));

    private Task<int> AgeAsync() => app.DbAsync(async db =>
    {
        await db.Customers.IgnoreQueryFilters().ExecuteUpdateAsync(s => s
            .SetProperty(c => c.KeyVersion, 0).SetProperty(c => c.NameKey, "old").SetProperty(c => c.SearchKey, "old").SetProperty(c => c.SortKey, ""));
        await db.Contacts.ExecuteUpdateAsync(s => s.SetProperty(c => c.KeyVersion, 0).SetProperty(c => c.SearchKey, "old"));
        return await db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.KeyVersion, 0).SetProperty(u => u.SearchKey, "old").SetProperty(u => u.SortKey, ""));
    });

    private Task<Dictionary<string, string>> KeysAsync() => app.DbAsync(async db =>
    {
        Dictionary<string, string> keys = [];
        foreach (var c in await db.Customers.IgnoreQueryFilters().AsNoTracking().ToListAsync())
            keys[$"customer {c.Id}"] = $"{c.NameKey} {c.SearchKey} {c.SortKey}";
        foreach (var c in await db.Contacts.AsNoTracking().ToListAsync())
            keys[$"contact {c.Id}"] = c.SearchKey;
        foreach (var u in await db.Users.AsNoTracking().ToListAsync())
            keys[$"user {u.Id}"] = $"{u.SearchKey} {u.SortKey} {u.NormalizedUserName}";
        return keys;
    });

    /// <summary>Is cancelled when the second slice of contacts is saved.</summary>
    private sealed class CancelledLater
    {
        private readonly CancellationTokenSource source = new();
        private int saves;

        public CancelledLater(CrmDbContext db) => db.SavedChanges += (_, _) =>
        {
            if (++saves == 2)
                source.Cancel();
        };

        public CancellationToken Token => source.Token;
    }

    private static async Task RenewAsync(CrmDbContext db, CancellationToken ct)
    {
        foreach (var keys in (IStoredKeys[])[new AccountKeys(), new CustomerKeys(), new CustomFieldKeys([CustomerValueTable.Only, ContactValueTable.Only, FollowUpValueTable.Only])])
            await keys.RenewAsync(db, ct);
    }
}
