using System.Collections.Concurrent;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Testing;

/// <summary>The whole program on a database of its own, for one test class.</summary>
public class CrmApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly Content content;
    private readonly ConcurrentDictionary<Who, Lazy<Task<Browser>>> browsers = [];
    private TestDatabase? database;
    private TestCompany? company;

    public CrmApp()
        : this(Content.Company)
    {
    }

    protected CrmApp(Content content) => this.content = content;

    public TestClock Clock { get; } = new();

    /// <summary>Every SQL command since it was last cleared.</summary>
    public SqlLog Sql { get; } = new();

    /// <summary>Refuses whatever is asked beside an open transaction.</summary>
    public OneConnection OneConnection { get; } = new();

    /// <summary>Refuses secrets in whatever is logged.</summary>
    public WatchedLog Log { get; } = new();

    public TestCompany Company => company!;

    /// <summary>Whether jobs run by themselves; a test of a job calls it, so that nothing happens behind its back.</summary>
    protected virtual bool RunsJobs => false;

    /// <summary>Whether what is typed as a password is one, which then no log may hold.</summary>
    protected virtual bool TypesSecrets => true;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(content);
        if (content == Content.Company)
            company = await TestCompany.OfAsync(Services);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await database!.DisposeAsync();
        Log.AssertClean();
    }

    /// <summary>Somebody's browser, signed in through the sign-in page; the same one each time.</summary>
    public Task<Browser> ClientAsync(Who who) => browsers.GetOrAdd(who, w => new Lazy<Task<Browser>>(() => SignInAsync(w))).Value;

    /// <summary>A new browser in which nobody is signed in.</summary>
    public Browser Stranger() => new(CreateClient(new WebApplicationFactoryClientOptions
    {
        AllowAutoRedirect = false,
        HandleCookies = true,
        BaseAddress = new Uri("https://localhost"),
    }));

    /// <summary>A new browser, signed in through the sign-in page.</summary>
    public async Task<Browser> SignInAsync(Who who) => await SignInAsync(Company[who].UserName, TestCompany.Password);

    /// <inheritdoc cref="SignInAsync(Who)"/>
    public async Task<Browser> SignInAsync(string userName, string password)
    {
        var browser = Stranger();
        var page = await browser.GetAsync("/account/login");
        var answer = await page.FormWith("Form.Password").Set("Form.UserName", userName).Set("Form.Password", password).SubmitAsync();
        Assert.True(answer.IsRedirect, $"{userName} could not sign in: {answer.Status}");
        return browser;
    }

    public UserScope As(Who who) => Company[who].Scope with { Today = Services.GetRequiredService<OrganizationClock>().Today };

    public Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> run)
        where TService : notnull => Services.RunAsync(run);

    public Task WithAsync<TService>(Func<TService, Task> run)
        where TService : notnull => Services.RunAsync(run);

    /// <summary>Reads or writes the database directly.</summary>
    public Task<TResult> DbAsync<TResult>(Func<CrmDbContext, Task<TResult>> run) => Services.RunAsync(run);

    public Task<int> RegisterAsync(Who by, CustomerForm form) =>
        WithAsync<CustomerService, int>(r => r.RegisterAsync(form, As(by), CancellationToken.None));

    /// <summary>What every table holds now.</summary>
    public Task<Snapshot> SnapshotAsync() => DbAsync(Snapshot.TakeAsync);

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        var settings = (database ?? throw new InvalidOperationException("The fixture is not initialised.")).Settings;
        builder.UseEnvironment("Testing")
            .UseSetting("Data:Folder", settings.DataFolder)
            .UseSetting("Database:Provider", settings.Provider.ToString())
            .UseSetting("ConnectionStrings:Crm", settings.ConnectionString)
            .UseSetting("Security:PasswordIterations", $"{CoreServices.PasswordIterations}")
            .UseSetting("Security:SignInsPerMinute", "100000")
            .UseSetting("Customers:DuplicateChecksPerMinute", "100000")
            .UseSetting("Exports:PerMinute", "100000")
            // Files as a published program serves them; a built one takes each for one that is being worked on.
            .UseSetting("ReloadStaticAssetsAtRuntime", "false")
            .UseSetting("Jobs:Enabled", RunsJobs ? "true" : "false")
            .UseSetting("Database:Listen", RunsJobs ? "true" : "false")
            .UseSetting("Outbound:Allowed:0", "127.0.0.1")
            .ConfigureTestServices(services => Log.AddTo((TypesSecrets ? services.HearOfSecrets() : services)
                .AddSingleton<TimeProvider>(Clock)
                .AddSingleton<IInterceptor>(TotalOrder.Required)
                .AddSingleton<IInterceptor>(OneConnection)
                .AddSingleton<IStartupFilter>(OneConnection)
                .AddSingleton<IStartupFilter>(Log)
                .AddSingleton<IInterceptor>(Sql)));
    }
}

/// <summary>The program before anybody has an account.</summary>
public sealed class EmptyCrmApp : CrmApp
{
    public EmptyCrmApp()
        : base(Content.Empty)
    {
    }
}

/// <summary>The program in which everything cached has just grown old whenever a transaction begins.</summary>
public sealed class ForgetfulApp : CrmApp, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        OneConnection.Forgets = Services;
    }
}
