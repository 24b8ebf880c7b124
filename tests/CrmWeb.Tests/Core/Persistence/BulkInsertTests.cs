using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Bulk;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

public sealed class BulkInsertTests(CoreFixture app) : IClassFixture<CoreFixture>
{
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
