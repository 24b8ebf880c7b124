using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using CrmWeb.Core.Customers;
using CrmWeb.Testing;
using CrmWeb.Tests.Conventions;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>What a browser loads for a page: little, in few files, and once.</summary>
public sealed partial class AssetTests(CrmApp app) : IClassFixture<CrmApp>
{
    /// <summary>Bytes of a first visit, gzip: the page and all it loads.</summary>
    private const int LightVisit = 60_000;

    /// <summary>Parts that are a library: most bytes of each. The calendar's and the charts' come when their page is there and quiet.</summary>
    private static readonly Dictionary<string, int> Heavy = new() { ["calendar"] = 80_000, ["chart"] = 200_000, ["htmx"] = 14_000, ["field-rules"] = 9_000, ["order"] = 16_000 };

    private const int Rows = 50;

    [Theory]
    [InlineData("/account/login", false)]
    [InlineData("/", true)]
    [InlineData("/no-such-page", true)]
    public async Task A_page_loads_one_script_one_sheet_and_the_icons_and_a_first_visit_is_light(string address, bool isSignedIn)
    {
        var html = await PageAsync(address, isSignedIn);
        var assets = Loaded(html);

        Assert.Equal(["css", "js", "svg"], assets.Select(asset => asset.Split('.')[^1]).Order(StringComparer.Ordinal));
        var bytes = await VisitAsync(html, assets);
        Assert.True(bytes <= LightVisit, $"{address} and what it loads is {bytes} bytes");
    }

    /// <summary>Somebody who is signed in follows a link: to the fullest list a manager sees by itself, to a record, to the desk.</summary>
    [Fact]
    public async Task A_first_visit_straight_to_a_full_list_a_record_or_the_desk_is_as_light()
    {
        for (var i = 0; i < Rows; i++)
            await RegisterAsync(i);
        var manager = await app.ClientAsync(Who.MgrEast);
        foreach (var address in new[] { $"/customers?size={Rows}", $"/customers/{app.Company.EastCustomer}", "/", "/follow-ups", "/customers/new", "/reports/funnel", "/reports/follow-up-frequency" })
        {
            var page = await manager.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            if (address.Contains("size", StringComparison.Ordinal))
                Assert.Equal(Rows, page.Document.QuerySelectorAll("tbody tr").Length);
            var assets = Loaded(page.Text);

            Assert.Equal(3, assets.Count);
            var bytes = await VisitAsync(page.Text, assets);
            Assert.True(bytes <= LightVisit, $"{address} and what it loads is {bytes} bytes");
        }
    }

    [Fact]
    public async Task Every_part_is_in_a_file_that_no_page_loads_by_itself()
    {
        var page = await app.Stranger().GetAsync("/account/login");
        var addresses = page.Document.QuerySelector("script[data-parts]")!.GetAttribute("data-parts")!.Split(' ');
        var names = Repository.Files
            .Where(file => file.StartsWith("src/CrmWeb/wwwroot/js/parts/", StringComparison.Ordinal))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

        Assert.Equal(names, addresses.Select(address => address.Split('/')[^1].Split('.')[0]).Order(StringComparer.Ordinal));
        foreach (var address in addresses)
        {
            Assert.Matches(@"^/lib/[\w-]+\.min\.\w+\.js$", address);
            Assert.InRange(await WeightAsync(address), 200, Heavy.GetValueOrDefault(address.Split('/')[^1].Split('.')[0], 7_000));
            Assert.DoesNotContain(address, Loaded(page.Text));
        }
    }

    [Fact]
    public async Task The_calendar_loads_no_more_than_other_pages_before_it_is_there()
    {
        var assets = Loaded(await PageAsync("/follow-ups/calendar", isSignedIn: true));

        Assert.Equal(["crm", "crm", "icons"], assets.Select(asset => asset.Split('/')[^1].Split('.')[0]).Order(StringComparer.Ordinal));
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

    private Task RegisterAsync(int i)
    {
        var form = Forms.Customer($"上海{(char)('\u4E00' + (i * 37))}{(char)('\u5E00' + (i * 53))}精密机械制造有限公司{i}", contact: $"{(char)('\u5F20' + i)}{(char)('\u6587' + i)}");
        form.Level = (CustomerLevel)(1 + (i % 3));
        return app.RegisterAsync(Who.RepEast, form);
    }

    private async Task<int> VisitAsync(string html, IReadOnlyList<string> assets)
    {
        var bytes = Compressed(System.Text.Encoding.UTF8.GetBytes(html));
        foreach (var asset in assets)
            bytes += await WeightAsync(asset);
        return bytes;
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

    [GeneratedRegex(@"(?:<script[^>]* src|<link rel=""stylesheet"" href|<use href|<img[^>]* src)=""([^""#]+)")]
    private static partial Regex Address();
}
