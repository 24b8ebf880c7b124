using System.Globalization;
using CrmWeb.Testing;
using Xunit;
using Xunit.Abstractions;

namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>
/// Whatever is sent, by whomever, is answered with what was wrong about it and never with a fault of ours. The variables
/// CRM_FUZZ_SEED and CRM_FUZZ_REQUESTS make it another and a longer run.
/// </summary>
public abstract class Fuzzing(FuzzedApp app, ITestOutputHelper output)
{
    private const int MaxShown = 20;
    private static readonly int Seed = Setting("CRM_FUZZ_SEED", 20261130);
    private static readonly int Requests = Setting("CRM_FUZZ_REQUESTS", 250);

    protected async Task DriveAsync(Who? who)
    {
        var seed = Seed + (int)(who ?? (Who)100);
        var surface = await FuzzSurface.OfAsync(app.Services);
        Assert.True(surface.Count > 40, "pages were not found");
        var fuzzer = new Fuzzer(surface, seed);
        var visit = new FuzzVisit(app, who);
        await visit.BeginAsync();

        // One of each kind: the first lines of what was thrown tell kinds apart.
        Dictionary<string, (int Count, string First)> faults = [];
        var sent = 0;
        async Task SendAsync(FuzzRequest request)
        {
            sent++;
            var (_, location, _, fault) = await visit.SendAsync(request);
            if (fault is not null)
            {
                var thrown = app.TakeFaults();
                var kind = string.Join('\n', (thrown.Length > 0 ? thrown : fault).Split('\n').Take(4));
                faults[kind] = faults.TryGetValue(kind, out var known)
                    ? (known.Count + 1, known.First)
                    : (1, $"{who?.ToString() ?? "a stranger"}: {request}\n  {fault}\n  {thrown}");
            }

            if (who is not null && location?.StartsWith("/account/login", StringComparison.OrdinalIgnoreCase) == true)
                await visit.BeginAsync();
        }

        foreach (var request in fuzzer.Sweep(visit.Token))
            await SendAsync(request);
        for (var i = 0; i < Requests; i++)
            await SendAsync(fuzzer.Next(visit.Token));
        foreach (var route in RouteTable.Routes.Where(r => r.IsPost && !r.EndsSession && app.HasCompany))
        {
            var fill = await new RouteTarget(app, route).MakeAsync(who);
            List<(string, string?)> fields = [.. route.Fields.Select(f => (f.Name, (string?)fill(f.Value)))];
            for (var i = 0; i < 1 + (Requests / 125); i++)
                await SendAsync(fuzzer.Mutated(fill(route.Address), fields, visit.Token));
        }

        Assert.True(faults.Count == 0, $"CRM_FUZZ_SEED={Seed}, {sent} requests, {faults.Values.Sum(f => f.Count)} faults of {faults.Count} kinds:\n"
            + string.Join("\n\n", faults.Values.OrderByDescending(f => f.Count).Take(MaxShown).Select(f => $"{f.Count} × {f.First}")));
        output.WriteLine($"{who?.ToString() ?? "stranger"}: {sent} requests with CRM_FUZZ_SEED={Seed}, none answered 500.");
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : usual;
}

/// <summary>Those who write customers.</summary>
public sealed class FuzzSalesTests(FuzzedApp app, ITestOutputHelper output) : Fuzzing(app, output), IClassFixture<FuzzedApp>
{
    [Theory]
    [InlineData(Who.RepEast)]
    [InlineData(Who.MgrEast)]
    public Task No_request_is_answered_500(Who who) => DriveAsync(who);
}

/// <summary>The administrator, who reaches every page.</summary>
public sealed class FuzzAdminTests(FuzzedApp app, ITestOutputHelper output) : Fuzzing(app, output), IClassFixture<FuzzedApp>
{
    [Fact]
    public Task No_request_is_answered_500() => DriveAsync(Who.Admin);
}

/// <summary>Strangers, and those who mostly read.</summary>
public sealed class FuzzOtherTests(FuzzedApp app, ITestOutputHelper output) : Fuzzing(app, output), IClassFixture<FuzzedApp>
{
    [Theory]
    [InlineData(null)]
    [InlineData(Who.Service)]
    [InlineData(Who.Marketer)]
    public Task No_request_is_answered_500(Who? who) => DriveAsync(who);
}

/// <summary>Strangers before the first account exists.</summary>
public sealed class FuzzFirstRunTests(EmptyFuzzedApp app, ITestOutputHelper output) : Fuzzing(app, output), IClassFixture<EmptyFuzzedApp>
{
    [Fact]
    public Task No_request_is_answered_500() => DriveAsync(null);
}
