using System.Net;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Testing;

/// <summary>The program on a database that is there already: restored, or shared with another process.</summary>
public sealed class CrmProcess(DatabaseSettings settings, TimeProvider clock) : WebApplicationFactory<Program>
{
    private readonly WatchedLog log = new();

    /// <summary>A browser with these cookies, which another process may have set.</summary>
    public Browser Browse(CookieContainer cookies) => new(CreateDefaultClient(new Uri("https://localhost"), new CookieContainerHandler(cookies)));

    /// <summary>Signs in through the sign-in page; the cookies are for whoever holds the jar.</summary>
    public async Task<CookieContainer> SignInAsync(string userName)
    {
        CookieContainer cookies = new();
        var answer = await (await Browse(cookies).GetAsync("/account/login")).FormWith("Form.Password")
            .Set("Form.UserName", userName).Set("Form.Password", TestCompany.Password).SubmitAsync();
        Assert.True(answer.IsRedirect, $"{userName} could not sign in: {answer.Status}");
        return cookies;
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder) => builder.UseEnvironment("Testing")
        .UseSetting("Data:Folder", settings.DataFolder)
        .UseSetting("Database:Provider", settings.Provider.ToString())
        .UseSetting("ConnectionStrings:Crm", settings.ConnectionString)
        .UseSetting("Security:PasswordIterations", $"{CoreServices.PasswordIterations}")
        .UseSetting("Security:SignInsPerMinute", "100000")
        .UseSetting("Jobs:Enabled", "false")
        .UseSetting("Database:Listen", "false")
        .ConfigureTestServices(services => log.AddTo(services.HearOfSecrets().AddSingleton(clock).AddSingleton<IStartupFilter>(log)));

    /// <summary>Both ways to the end lead here.</summary>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        log.AssertClean();
    }
}
