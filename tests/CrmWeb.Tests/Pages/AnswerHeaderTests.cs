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
    [InlineData("/lib/crm.min.css")]
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
    [InlineData("https", "same-origin", null, "br")]
    [InlineData("https", "none", null, "br")]
    [InlineData("https", "cross-site", null, null)]
    [InlineData("https", "same-site", null, null)]
    [InlineData("https", null, null, null)]
    [InlineData("http", null, null, "br")]
    [InlineData("http", "same-origin", null, "br")]
    [InlineData("http", "cross-site", null, null)]
    [InlineData("http", null, "X-Forwarded-Proto", null)]
    [InlineData("http", null, "Forwarded", null)]
    [InlineData("http", null, "Via", null)]
    [InlineData("http", "same-origin", "X-Forwarded-Proto", "br")]
    public async Task Pages_are_compressed_unless_another_site_may_have_led_the_browser_here_and_lengths_are_all_that_can_be_seen(
        string scheme, string? ledBy, string? proxy, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{scheme}://localhost/account/login");
        request.Headers.Add("Accept-Encoding", "gzip, br");
        if (ledBy is not null)
            request.Headers.Add("Sec-Fetch-Site", ledBy);
        if (proxy is not null)
            request.Headers.TryAddWithoutValidation(proxy, "https");

        using var answer = await app.Stranger().Http.SendAsync(request);

        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        if (encoding is not null)
        {
            await using var clear = new BrotliStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
            Assert.EndsWith("</html>", (await new StreamReader(clear).ReadToEndAsync()).TrimEnd(), StringComparison.Ordinal);
        }
    }
}
