using CrmWeb.Core.Auditing;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Pipeline;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Xunit;

namespace CrmWeb.Tests.Core.Data;

public sealed class BulkInsertTests
{
    [Theory]
    [InlineData(typeof(Customer), true)]
    [InlineData(typeof(Contact), true)]
    [InlineData(typeof(CustomerTag), false)]
    [InlineData(typeof(DecisionLink), true)]
    [InlineData(typeof(StageChange), true)]
    [InlineData(typeof(FollowUp), true)]
    [InlineData(typeof(AuditEntry), true)]
    public void SQL_Server_is_sent_its_own_language_with_no_more_parameters_than_it_takes(Type type, bool givesIds)
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        var table = new BulkTable(db, type);
        var rows = BulkInsert.SqlServerParameters / table.Columns.Count;
        using var command = new SqlCommand(table.InsertOf(rows));
        table.AddParameters(command, rows);

        new TSql150Parser(initialQuotedIdentifiers: true).Parse(new StringReader(command.CommandText), out var errors);
        Assert.Empty(errors.Select(e => e.Message));
        Assert.InRange(command.Parameters.Count, 1, 2100);
        Assert.All(command.Parameters.Cast<SqlParameter>(), p => Assert.Contains(p.ParameterName, command.CommandText, StringComparison.Ordinal));
        Assert.Equal(givesIds, table.Identity is not null);
    }
}
