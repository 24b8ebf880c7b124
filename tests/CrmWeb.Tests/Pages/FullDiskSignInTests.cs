using System.Net;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>While the disk is full people sign in, read and sign out; what the change log is owed is written when there is room.</summary>
public sealed class FullDiskSignInTests(TroubledApp app) : IClassFixture<TroubledApp>, IDisposable
{
    public static TheoryData<string> Refusals => ["SQLITE_FULL", "53100"];

    public void Dispose() => app.Trouble.OnCommit = null;

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Somebody_signs_in_reads_and_signs_out_and_the_log_gets_it_later(string refusal)
    {
        var form = (await app.Stranger().GetAsync("/account/login")).FormWith("Form.Password");
        var before = await EntriesAsync(Who.RepSouth);
        var owed = app.Services.GetRequiredService<OwedEntries>();
        var owedBefore = owed.Count;
        Fill(refusal);
        var browser = await app.SignInAsync(Who.RepSouth);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers")).Status);
        Assert.True((await browser.PostAsync("/account/logout")).LeadsToSignIn);
        Assert.Equal(before, await EntriesAsync(Who.RepSouth));
        Assert.Equal(owedBefore + 2, owed.Count);

        Dispose();
        await form.Set("Form.UserName", "mgrsouth").Set("Form.Password", TestCompany.Password).SubmitAsync();
        Assert.Equal([.. before, AuditAction.SignedIn, AuditAction.SignedOut], await EntriesAsync(Who.RepSouth));
        Assert.Equal(0, owed.Count);
    }

    [Fact]
    public async Task Whoever_fills_the_disk_is_not_free_to_guess()
    {
        Fill("SQLITE_FULL");
        for (var guess = 0; guess <= PasswordCheck.MaxTries; guess++)
            Assert.Equal(HttpStatusCode.BadRequest, await TryAsync("wrong"));
        Assert.Equal(HttpStatusCode.BadRequest, await TryAsync(TestCompany.Password));

        app.Clock.Advance(PasswordCheck.LockedFor);
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync(TestCompany.Password));

        async Task<HttpStatusCode> TryAsync(string password) => (await (await app.Stranger().GetAsync("/account/login")).FormWith("Form.Password")
            .Set("Form.UserName", "repeast3").Set("Form.Password", password).SubmitAsync()).Status;
    }

    private void Fill(string refusal) => app.Trouble.OnCommit = refusal == "53100"
        ? new PostgresException("could not extend file: No space left on device", "ERROR", "ERROR", refusal)
        : new SqliteException("database or disk is full", 13);

    private Task<List<AuditAction>> EntriesAsync(Who who) => app.DbAsync(db => db.AuditEntries.AsNoTracking()
        .Where(a => a.RootType == CrmUser.AuditRoot && a.RootId == app.Company[who].Id).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync());
}
