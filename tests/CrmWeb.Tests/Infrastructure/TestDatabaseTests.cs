using System.Globalization;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>What the tests themselves ask of a server, as far as it can be seen without one.</summary>
[Trait("Category", "Pure")]
public sealed class TestDatabaseTests
{
    private static readonly string Gone = int.MaxValue.ToString(CultureInfo.InvariantCulture);
    private static readonly string Running = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    public static TheoryData<string, double?, bool> Names => new()
    {
        { TestLeftovers.Prefix + Gone + "_7", null, true },
        { TestLeftovers.Prefix + Gone + "_company", 0.5, true },
        { TestLeftovers.Prefix + Running + "_7", 0.5, false },
        { TestLeftovers.Prefix + Running + "_7", null, false },
        { TestLeftovers.Prefix + Running + "_7", 30, true },
        { "crm_test_another0machine_12_7", 2, false },
        { "crm_test_another0machine_12_7", null, false },
        { "crm_test_another0machine_12_7", 30, true },
        { "crm", 5000, false },
        { "crm_testing", 5000, false },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_what_a_run_that_is_over_has_left_is_removed(string name, double? hours, bool isLeft) =>
        Assert.Equal(isLeft, TestLeftovers.IsLeft(name, hours is { } h ? TimeSpan.FromHours(h) : null));

    [Fact]
    public void Copying_and_dropping_is_said_so_that_SQL_Server_reads_it()
    {
        string[] statements =
        [
            SqlServerCopy.BackupSql("crm_test_a_1_company"),
            SqlServerCopy.RestoreSql("crm_test_a_1_company", "crm_test_a_1_2", "/var/opt/mssql/data/", [new("crm", "_1.mdf"), new("crm_log", ".ldf")]),
            SqlServerCopy.ForgetSql("crm_test_a_1_company"),
            SqlServerCopy.FilesSql,
            SqlServerCopy.FolderSql,
            TestLeftovers.ListSql(DatabaseProvider.SqlServer),
            TestLeftovers.DropSql(DatabaseProvider.SqlServer, "crm_test_a_1_2"),
        ];
        Assert.All(statements, sql => Assert.Empty(TSqlFaults.Of(sql)));
        Assert.Contains("MOVE N'crm_log' TO N'/var/opt/mssql/data/crm_test_a_1_2.ldf'", statements[1], StringComparison.Ordinal);
    }
}
