using System.Data.Common;
using CrmWeb.Core.Organization.SignIn;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.SignIn;

/// <summary>A company whose database answers when a test lets it.</summary>
public sealed class SlowCompany : CoreFixture
{
    public SlowAnswers Answers { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Sql, Answers];
}

/// <summary>Keeps an answer back that the database has given already.</summary>
public sealed class SlowAnswers : DbCommandInterceptor
{
    /// <summary>What the next answer waits for, and what says that it is there.</summary>
    public (TaskCompletionSource Given, TaskCompletionSource Release)? Next { get; set; }

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        if (Next is { } next)
        {
            Next = null;
            next.Given.SetResult();
            await next.Release.Task;
        }

        return result;
    }
}

public sealed class AccountSessionsTests(SlowCompany app) : IClassFixture<SlowCompany>
{
    [Fact]
    public async Task A_session_that_ends_while_it_is_looked_up_is_looked_up_again()
    {
        var sessions = app.Services.GetRequiredService<AccountSessions>();
        var user = app.Company[Who.RepSouth].Id;
        var stamp = await app.DbAsync(db => db.Users.Where(u => u.Id == user).Select(u => u.SecurityStamp).SingleAsync());
        var (given, release) = (new TaskCompletionSource(), new TaskCompletionSource());
        app.Answers.Next = (given, release);
        var lookedUp = Task.Run(() => sessions.IsValidAsync(user, stamp, CancellationToken.None).AsTask());
        await given.Task;

        // Read as it was; by the time it arrives the stamp is another one.
        await RenewStampAsync(user);
        sessions.Forget(user);
        release.SetResult();
        Assert.True(await lookedUp);
        Assert.False(await sessions.IsValidAsync(user, stamp, CancellationToken.None));
    }

    private Task<int> RenewStampAsync(int user) =>
        app.DbAsync(db => db.Users.Where(u => u.Id == user).ExecuteUpdateAsync(s => s.SetProperty(u => u.SecurityStamp, "another")));
}
