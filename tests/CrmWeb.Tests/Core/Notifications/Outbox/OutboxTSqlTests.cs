using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Persistence.SqlServer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Outbox;

/// <summary>What the outbox would send to SQL Server, read by a parser of its language.</summary>
public sealed class OutboxTSqlTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly ChannelKey Mail = new(OutboxChannel.Mail, null);
    private static readonly ChannelKey Robot = new(OutboxChannel.Robot, 1);

    [Fact]
    public async Task Every_statement_of_the_outbox_is_one_that_SQL_Server_reads()
    {
        var server = new PretendedServer();
        await using var db = Offline.Context(DatabaseProvider.SqlServer, server);
        var clock = app.Services.GetRequiredService<OrganizationClock>();
        var leasing = new OutboxLeases(new PretendedDatabases(server), new PublicLinks(new ConfigurationManager()), clock);
        foreach (var route in new[] { Mail, Robot })
        {
            await leasing.UsedAsync(route, None);
            await leasing.TakeAsync(route, 20, Guid.NewGuid(), None);
            await leasing.CloseAsync(route, clock.UtcNow, "answer");
            await leasing.DropAsync(route, None);
        }

        await leasing.DueAsync(None);
        await leasing.NoteAsync(1, Guid.NewGuid(), OutboxState.Sent, 1, clock.UtcNow, null);
        await leasing.ReleaseAsync(Guid.NewGuid(), clock.UtcNow);
        await ActivatorUtilities.CreateInstance<OutboxQueries>(app.Services, db).ListAsync(new OutboxFilter { State = "waiting", Channel = "sms" }, app.As(Who.Admin), None);
        await ActivatorUtilities.CreateInstance<ChannelQueries>(app.Services, db).ReadAsync(app.As(Who.Admin), None);
        await ActivatorUtilities.CreateInstance<OutboxRetry>(app.Services, db).AllAgainAsync(app.As(Who.Admin), None);
        Assert.True(server.Commands.Count > 15);
        Assert.All(server.Commands, sql => Assert.True(TSqlFaults.Of(sql) is [], $"{string.Join("; ", TSqlFaults.Of(sql))}\n{sql}"));
    }
}
