using System.Net;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>The program as it runs behind a proxy that people reach by https.</summary>
public sealed class HttpsApp : CrmApp
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("PublicBaseUrl", "https://crm.example.com");
    }
}

/// <summary>A proxy that does not say that people reach it by https.</summary>
public sealed class HttpsNeededTests(HttpsApp app) : IClassFixture<HttpsApp>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/account/login")]
    [InlineData("/account/setup")]
    [InlineData("/customers/new")]
    [InlineData("/no/such/page")]
    [InlineData("/error/500")]
    public async Task A_page_over_http_says_in_both_languages_what_to_set(string address)
    {
        using var http = Client("http");
        foreach (var answer in new[] { await http.GetAsync(address), await http.PostAsync(address, new FormUrlEncodedContent([new("Form.UserName", "admin")])) })
        {
            using (answer)
            {
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                var text = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
                foreach (var said in new[] { "X-Forwarded-Proto", "Security__KnownProxies__0", "Security__AllowHttp=true", "系统按 https 配置", "this installation is set up for https" })
                    Assert.Contains(said, text, StringComparison.Ordinal);
                Assert.Contains("nosniff", answer.Headers.GetValues("X-Content-Type-Options"));
            }
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/lib/icons.svg")]
    public async Task Health_and_files_are_served_all_the_same(string address)
    {
        using var http = Client("http");
        using var answer = await http.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Over_https_people_sign_in()
    {
        var browser = await app.SignInAsync(Who.RepEast);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/customers")).Status);
    }

    private HttpClient Client(string scheme) =>
        app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = new Uri($"{scheme}://localhost") });
}
