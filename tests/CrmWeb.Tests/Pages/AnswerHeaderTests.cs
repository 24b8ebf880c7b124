using System.IO.Compression;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>The headers that keep a browser from doing what no page here asks for.</summary>
public sealed class AnswerHeaderTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Theory]
    [InlineData("/account/login")]
    [InlineData("/")]
    [InlineData("/customers")]
    [InlineData("/no-such-page")]
    [InlineData("/customers?stage=no-such-stage")]
    [InlineData("/css/crm.css")]
    [InlineData("/health/live")]
    public async Task Every_answer_carries_them(string address)
    {
        var headers = (await (await app.ClientAsync(Who.RepEast)).GetAsync(address)).Headers;

        var policy = headers.GetValues("Content-Security-Policy").Single().Split(';', StringSplitOptions.TrimEntries);
        Assert.Contains("default-src 'self'", policy);
        Assert.Contains("object-src 'none'", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe", StringComparison.Ordinal) || rule.Contains('*', StringComparison.Ordinal));
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
        Assert.False(headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/customers")]
    [InlineData("/no-such-page")]
    public async Task Pages_are_not_kept_by_the_browser(string address) =>
        Assert.True((await (await app.ClientAsync(Who.RepEast)).GetAsync(address)).Headers.CacheControl?.NoStore);

    [Theory]
    [InlineData("same-origin", "br")]
    [InlineData("none", "br")]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData(null, null)]
    public async Task Pages_are_compressed_unless_another_site_led_the_browser_here(string? ledBy, string? encoding)
    {
        var client = await app.ClientAsync(Who.RepEast);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/customers");
        request.Headers.Add("Accept-Encoding", "gzip, br");
        if (ledBy is not null)
            request.Headers.Add("Sec-Fetch-Site", ledBy);

        using var answer = await client.Http.SendAsync(request);

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        if (encoding is not null)
        {
            await using var clear = new BrotliStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            Assert.EndsWith("</html>", (await new StreamReader(clear).ReadToEndAsync()).TrimEnd(), StringComparison.Ordinal);
        }
    }
}
