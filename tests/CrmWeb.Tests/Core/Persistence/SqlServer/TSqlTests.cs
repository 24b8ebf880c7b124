using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>
/// SQL Server is not always at hand, so what it would be sent is read by a parser of its language (compatibility level 150).
/// </summary>
public sealed class TSqlTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string, Who> Names
    {
        get
        {
            TheoryData<string, Who> names = [];
            foreach (var who in new[] { Who.RepEast, Who.MgrEast, Who.Admin })
            {
                foreach (var name in TSqlQuestions.Names)
                    names.Add(name, who);
            }

            return names;
        }
    }

    public static TheoryData<string> Sorts => [.. CustomerFilter.Sorts];

    [Fact]
    public void The_schema_is_one_that_SQL_Server_reads()
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        AssertReads(db.Database.GenerateCreateScript());
        AssertReads(db.GetService<IMigrator>().GenerateScript());
        AssertReads(db.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
    }

    [Fact]
    public async Task The_lock_of_a_start_is_one_that_SQL_Server_reads() => Assert.All(await CommandsAsync(async x =>
    {
        await StartupLock.LockAsync(x.Db, None);
        await StartupLock.UnlockAsync(x.Db, None);
    }), AssertReads);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_question_is_one_that_SQL_Server_reads(string name, Who who)
    {
        // Reps and the like may not look into the bin.
        if (name == "the recycle bin" && !app.As(who).Has(Permissions.CustomersDelete))
            who = Who.MgrEast;
        Assert.All(await CommandsAsync(x => TSqlQuestions.AskAsync(name, x, app.As(who)), TSqlQuestions.Answers(name)), AssertReads);
    }

    [Theory]
    [MemberData(nameof(Sorts))]
    public async Task Every_order_of_the_list_is_one_that_SQL_Server_reads(string sort) =>
        Assert.All(await CommandsAsync(x => x.List.ListAsync(new CustomerFilter { Sort = sort }, app.As(Who.RepEast), None)), AssertReads);

    [Theory]
    [InlineData("SELECT SUM((SELECT TOP 1 [x] FROM [b])) FROM [a]")]
    [InlineData("SELECT COUNT(*) FROM [a] GROUP BY (SELECT TOP 1 [x] FROM [b])")]
    [InlineData("SELECT FROM [a] LIMIT 1")]
    [InlineData("SELECT [b].[x] FROM (SELECT [x] FROM [a] ORDER BY [x]) AS [b]")]
    [InlineData("SELECT * FROM [a] WHERE [x] IN (SELECT [x] FROM [b] ORDER BY [y])")]
    [InlineData("SELECT DISTINCT [x] FROM [a] ORDER BY [y]")]
    [InlineData("SELECT MAX(COUNT(*)) FROM [a]")]
    public void What_SQL_Server_would_refuse_is_noticed(string sql) => Assert.NotEmpty(TSqlFaults.Of(sql));

    [Theory]
    [InlineData("SELECT [b].[x] FROM (SELECT TOP 5 [x] FROM [a] ORDER BY [x]) AS [b] ORDER BY [b].[x]")]
    [InlineData("SELECT [b].[x] FROM (SELECT [x] FROM [a] ORDER BY [x] OFFSET 5 ROWS) AS [b]")]
    [InlineData("SELECT DISTINCT [a].[x] AS [n] FROM [a] ORDER BY [n]")]
    public void What_it_takes_is_left_alone(string sql) => Assert.Empty(TSqlFaults.Of(sql));

    internal static void AssertReads(string sql)
    {
        var faults = TSqlFaults.Of(sql);
        Assert.True(faults.Count == 0, $"{string.Join("; ", faults)}\n{sql}");
    }

    private Task<List<string>> CommandsAsync(Func<TSqlAsked, Task> ask, PretendedAnswers? answers = null) => CommandsAsync(app, ask, answers);

    internal static async Task<List<string>> CommandsAsync(CoreFixture app, Func<TSqlAsked, Task> ask, PretendedAnswers? answers = null)
    {
        var server = new PretendedServer(answers);
        await using var db = Offline.Context(DatabaseProvider.SqlServer, server);
        await using var scope = app.Services.CreateAsyncScope();
        await ask(new TSqlAsked(db, server, scope.ServiceProvider));
        Assert.NotEmpty(server.Commands);
        return server.Commands;
    }
}
