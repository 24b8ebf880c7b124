using CrmWeb.Core.Notifications.Outbound;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Notifications.Sms;

/// <summary>A gateway on this machine, and connections that may go there.</summary>
public abstract class GatewayTests : IAsyncLifetime
{
    /// <summary>A second for the answer is long for a test and short for a gateway that never gives one.</summary>
    private protected OutboundConnections Connections { get; } =
        new(new OutboundPolicy(["127.0.0.1"]), new HostLookup(), new OutboundTimes(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)));

    private protected FakeGateway Gateway { get; private set; } = null!;

    public async Task InitializeAsync() => Gateway = await FakeGateway.StartAsync();

    public async Task DisposeAsync()
    {
        Connections.Dispose();
        await Gateway.DisposeAsync();
    }
}
