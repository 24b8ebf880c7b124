using System.Net;
using System.Text.Json;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program with the figures switched on; the test server has no network, so the sender is said here.</summary>
public sealed class MeasuredApp : CrmApp, IStartupFilter
{
    public IPAddress? Sender { get; set; }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
    {
        builder.Use((context, continuing) =>
        {
            context.Connection.RemoteIpAddress = Sender;
            return continuing(context);
        });
        next(builder);
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Diagnostics:RequestCosts", "true").ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(this));
    }
}

public sealed class RequestCostsTests(MeasuredApp measured, CrmApp usual) : IClassFixture<MeasuredApp>, IClassFixture<CrmApp>
{
    private const string Address = "/diagnostics/request-costs";

    [Fact]
    public async Task Nothing_is_told_unless_it_is_switched_on()
    {
        Assert.True((await usual.Stranger().GetAsync(Address)).LeadsToSignIn);
        Assert.Equal(HttpStatusCode.NotFound, (await (await usual.ClientAsync(Who.Admin)).GetAsync(Address)).Status);
    }

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData(null)]
    public async Task Other_machines_are_told_nothing(string? sender)
    {
        measured.Sender = sender is null ? null : IPAddress.Parse(sender);
        Assert.True((await measured.Stranger().GetAsync(Address)).LeadsToSignIn);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task This_machine_is_told_what_was_sent_and_allocated(string sender)
    {
        measured.Sender = IPAddress.Parse(sender);
        var client = await measured.ClientAsync(Who.RepEast);
        var before = Read(await client.GetAsync(Address));
        await client.GetAsync("/customers");
        var after = Read(await client.GetAsync(Address));
        Assert.InRange(after.Commands - before.Commands, 3, 12);
        Assert.True(after.Bytes > before.Bytes);
        Assert.True(after.WorkingSet > 1_000_000);
    }

    private static (long Commands, long Bytes, long WorkingSet) Read(PageAnswer answer)
    {
        var figures = JsonDocument.Parse(answer.Text).RootElement;
        long Figure(string name) => figures.GetProperty(name).GetInt64();
        return (Figure("commands"), Figure("allocatedBytes"), Figure("workingSetBytes"));
    }
}
