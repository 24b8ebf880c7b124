using CrmWeb.Core.Auditing;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Data;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications;
using CrmWeb.Core.Pipeline;
using CrmWeb.Core.Watching;
using CrmWeb.Testing;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Data;

public sealed class BulkInsertTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Theory]
    [InlineData(typeof(Customer), true, true)]
    [InlineData(typeof(Contact), true, true)]
    [InlineData(typeof(CustomerTag), true, false)]
    [InlineData(typeof(DecisionLink), true, true)]
    [InlineData(typeof(StageChange), true, true)]
    [InlineData(typeof(FollowUp), true, true)]
    [InlineData(typeof(AuditEntry), true, true)]
    [InlineData(typeof(Notification), false, false)]
    [InlineData(typeof(OutboxMessage), false, false)]
    [InlineData(typeof(WatchNotice), false, false)]
    public void SQL_Server_is_sent_its_own_language_with_no_more_parameters_than_it_takes(Type type, bool numbered, bool givesIds)
    {
        using var db = Offline.Context(DatabaseProvider.SqlServer);
        var table = new BulkTable(db, type, numbered);
        var rows = BulkInsert.SqlServerParameters / table.Columns.Count;
        using var command = new SqlCommand(table.InsertOf(rows));
        table.AddParameters(command, rows);

        Assert.Empty(TSqlFaults.Of(command.CommandText));
        Assert.InRange(command.Parameters.Count, 1, 2100);
        Assert.All(command.Parameters.Cast<SqlParameter>(), p => Assert.Contains(p.ParameterName, command.CommandText, StringComparison.Ordinal));
        Assert.Equal(givesIds, table.Identity is not null);
        Assert.Equal(numbered && givesIds, table.Columns.Any(c => c.Property.IsPrimaryKey() && c.Property.Name == "Id"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Without_a_transaction_nothing_is_written(int rows)
    {
        var lines = Enumerable.Range(0, rows).Select(i => new Notification(
            app.Company[Who.RepEast].Id, NotificationKinds.Reminder, $"bulk:{i}", null, null, null, "{}", TestClock.Start)).ToList();
        await Assert.ThrowsAsync<InvalidOperationException>(() => app.WithAsync<CrmDbContext>(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await new BulkInsert(db).WriteUnnumberedAsync(lines, CancellationToken.None);
        }));
        Assert.Equal(0, await app.DbAsync(db => db.Notifications.CountAsync(n => n.Key.StartsWith("bulk:"))));
    }
}
