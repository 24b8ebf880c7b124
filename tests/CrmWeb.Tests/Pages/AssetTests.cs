using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>What a browser loads for a page: little, in few files, and once.</summary>
public sealed partial class AssetTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("/account/login", false)]
    [InlineData("/", true)]
    [InlineData("/no-such-page", true)]
    public async Task A_page_loads_one_script_one_sheet_and_the_icons_and_a_first_visit_is_light(string address, bool isSignedIn)
    {
        var html = await PageAsync(address, isSignedIn);
        var assets = Loaded(html);

        Assert.Equal(["css", "js", "svg"], assets.Select(asset => asset.Split('.')[^1]).Order(StringComparer.Ordinal));
        var bytes = Compressed(System.Text.Encoding.UTF8.GetBytes(html));
        foreach (var asset in assets)
            bytes += await WeightAsync(asset);
        Assert.True(bytes <= 60_000, $"{address} and what it loads is {bytes} bytes");
    }

    [Fact]
    public async Task The_calendar_alone_loads_its_library_too()
    {
        var assets = Loaded(await PageAsync("/follow-ups/calendar", isSignedIn: true));

        Assert.Equal(["crm", "crm", "fullcalendar", "icons"], assets.Select(asset => asset.Split('/')[^1].Split('.')[0]).Order(StringComparer.Ordinal));
        foreach (var asset in assets)
            await WeightAsync(asset);
    }

    [Theory]
    [InlineData("/css/crm.css")]
    [InlineData("/js/crm.js")]
    [InlineData("/lib/tabler.min.js")]
    public async Task What_the_bundles_are_made_of_is_not_served(string address)
    {
        using var answer = await (await app.ClientAsync(Who.RepEast)).Http.GetAsync(address);
        Assert.False(answer.IsSuccessStatusCode);
    }

    private async Task<string> PageAsync(string address, bool isSignedIn)
    {
        var browser = isSignedIn ? await app.ClientAsync(Who.RepEast) : app.Stranger();
        using var answer = await browser.Http.GetAsync(address);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Compressed bytes of a file that a browser asks for once. The build compresses it too, into a folder that is not looked into here.</summary>
    private async Task<int> WeightAsync(string address)
    {
        using var answer = await app.Stranger().Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl.MaxAge >= TimeSpan.FromDays(365));
        return Compressed(await answer.Content.ReadAsByteArrayAsync());
    }

    private static List<string> Loaded(string html) =>
        [.. Address().Matches(html).Select(match => match.Groups[1].Value).Where(address => !address.StartsWith("data:", StringComparison.Ordinal)).Distinct()];

    private static int Compressed(byte[] bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(bytes);
        return (int)result.Length;
    }

    [GeneratedRegex(@"(?:<script[^>]* src|<link[^>]* href|<use href|<img[^>]* src)=""([^""#]+)")]
    private static partial Regex Address();
}
