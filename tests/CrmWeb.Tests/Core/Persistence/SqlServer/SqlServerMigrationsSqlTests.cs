using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.SqlServer;

/// <summary>A column that is compared in another way is let go by whatever hangs on it first.</summary>
[Trait("Category", "Pure")]
public sealed class SqlServerMigrationsSqlTests
{
    /// <summary>A key by itself, the second half of one, and an index.</summary>
    [Theory]
    [InlineData("JobPauses", "Job", "DROP CONSTRAINT [PK_JobPauses]", "ADD CONSTRAINT [PK_JobPauses] PRIMARY KEY ([Job])")]
    [InlineData("NotificationChoices", "Kind", "DROP CONSTRAINT [PK_NotificationChoices]", "ADD CONSTRAINT [PK_NotificationChoices] PRIMARY KEY ([UserId], [Kind])")]
    [InlineData("Customers", "NameKey", "DROP INDEX [IX_Customers_NameKey]", "CREATE INDEX [IX_Customers_NameKey]")]
    public void Keys_and_indexes_are_taken_away_and_made_again(string table, string column, string before, string after)
    {
        var sql = Sql(new AlterColumnOperation
        {
            Table = table,
            Name = column,
            ClrType = typeof(string),
            ColumnType = "nvarchar(200)",
            Collation = TextCollations.SqlServerBytes,
            OldColumn = new AddColumnOperation { Table = table, Name = column, ClrType = typeof(string), ColumnType = "nvarchar(200)" },
        });
        var altered = sql.IndexOf($"ALTER COLUMN [{column}] nvarchar(200) COLLATE {TextCollations.SqlServerBytes}", StringComparison.Ordinal);
        Assert.InRange(sql.IndexOf(before, StringComparison.Ordinal), 0, altered);
        Assert.InRange(sql.IndexOf(after, StringComparison.Ordinal), altered, int.MaxValue);
        Assert.Empty(TSqlFaults.Of(sql));
    }

    [Fact]
    public void A_column_that_only_grows_keeps_its_key()
    {
        var sql = Sql(new AlterColumnOperation
        {
            Table = "JobPauses",
            Name = "Job",
            ClrType = typeof(string),
            ColumnType = "nvarchar(300)",
            Collation = TextCollations.SqlServerBytes,
            OldColumn = new AddColumnOperation { Table = "JobPauses", Name = "Job", ClrType = typeof(string), ColumnType = "nvarchar(200)", Collation = TextCollations.SqlServerBytes },
        });
        Assert.DoesNotContain("PK_JobPauses", sql, StringComparison.Ordinal);
    }

    /// <summary>It could only be changed by whoever is alone in the database, which a start that holds its lock is not.</summary>
    [Fact]
    public void The_default_of_a_database_that_is_there_is_left_alone() =>
        Assert.DoesNotContain("COLLATE", Sql(new AlterDatabaseOperation { Collation = TextCollations.SqlServerWords }), StringComparison.Ordinal);

    private static string Sql(MigrationOperation operation)
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        return string.Join('\n', db.GetService<IMigrationsSqlGenerator>().Generate([operation], db.GetService<IDesignTimeModel>().Model).Select(c => c.CommandText));
    }
}
