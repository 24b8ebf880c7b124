using System.Net;
using CrmWeb.Infrastructure.Guards;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>Only a proxy that the settings name may say from where and how somebody comes.</summary>
[Trait("Category", "Pure")]
public sealed class KnownProxiesTests
{
    [Theory]
    [InlineData("172.16.0.0/12", "172.18.0.1", true)]
    [InlineData("172.16.0.0/12", "::ffff:172.18.0.1", true)]
    [InlineData("172.16.0.0/12", "203.0.113.9", false)]
    [InlineData("172.16.0.0/12", "172.32.0.1", false)]
    [InlineData("172.16.0.1/12", "172.18.0.1", true)]
    [InlineData("10.0.0.5", "10.0.0.5", true)]
    [InlineData("10.0.0.5", "10.0.0.6", false)]
    [InlineData(" 10.0.0.5 ,, fd00::/8", "fd00::7", true)]
    public async Task Headers_are_taken_from_whom_the_settings_name(string named, string sender, bool believed)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(sender);
        context.Request.Scheme = "http";
        context.Request.Headers["X-Forwarded-Proto"] = "https";
        context.Request.Headers["X-Forwarded-For"] = "198.51.100.4";
        var middleware = new ForwardedHeadersMiddleware(_ => Task.CompletedTask, NullLoggerFactory.Instance, Options.Create(KnownProxies.Options(named.Split(','))!));
        await middleware.Invoke(context);

        Assert.Equal(believed ? "https" : "http", context.Request.Scheme);
        Assert.Equal(IPAddress.Parse(believed ? "198.51.100.4" : sender), context.Connection.RemoteIpAddress);
    }

    /// <summary>The middleware would take empty lists for leave to believe everybody.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(" , ")]
    public void Where_nobody_is_named_nobody_is_believed(string named) => Assert.Null(KnownProxies.Options(named.Split(',')));

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("172.16.0.0/33")]
    [InlineData("10.5")]
    public void What_is_neither_an_address_nor_a_network_is_named(string wrong)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => KnownProxies.Options(["10.0.0.5", wrong]));
        Assert.Contains($"'{wrong}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(KnownProxies.Setting, refusal.Message, StringComparison.Ordinal);
    }
}
