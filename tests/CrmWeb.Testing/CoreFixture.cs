using CrmWeb.Core.Access;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Details;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Testing;

/// <summary>The services of Core on a database of the test company, for one test class.</summary>
public class CoreFixture : IAsyncLifetime
{
    private readonly Content content;
    private TestDatabase? database;
    private ServiceProvider? services;
    private TestCompany? company;

    public CoreFixture()
        : this(Content.Company)
    {
    }

    protected CoreFixture(Content content) => this.content = content;

    public TestClock Clock { get; } = new();

    public SqlLog Sql { get; } = new();

    /// <summary>What sees every command.</summary>
    protected virtual IEnumerable<IInterceptor> Watching => [Sql];

    public DatabaseSettings Settings => database!.Settings;

    public IServiceProvider Services => services!;

    public TestCompany Company => company!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync(content);
        services = CoreServices.Build(database.Settings, Clock, Watching);
        if (content == Content.Company)
            company = await TestCompany.OfAsync(services);
        Sql.Clear();
    }

    public async Task DisposeAsync()
    {
        var log = services!.GetRequiredService<WatchedLog>();
        await services!.DisposeAsync();
        await database!.DisposeAsync();
        log.AssertClean();
    }

    public UserScope As(Who who) => Company[who].Scope with { Today = Services.GetRequiredService<OrganizationClock>().Today };

    public Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> run)
        where TService : notnull => Services.RunAsync(run);

    public Task WithAsync<TService>(Func<TService, Task> run)
        where TService : notnull => Services.RunAsync(run);

    public Task<int> RegisterAsync(Who by, CustomerForm form) =>
        WithAsync<CustomerService, int>(r => r.RegisterAsync(form, As(by), CancellationToken.None));

    public Task<Customer> CustomerAsync(int id) => DbAsync(db => db.Customers.IgnoreQueryFilters().AsNoTracking().SingleAsync(c => c.Id == id));

    /// <summary>A stretch of a customer's timeline, for whoever has opened the record.</summary>
    public async Task<TimelinePage> TimelineAsync(int customer, TimelineFilter filter, TimelineCursor? before, Who who, string? q = null)
    {
        var record = await WithAsync<CustomerRecordQueries, CustomerRecord>(r => r.ReadAsync(customer, As(who), CancellationToken.None));
        return await WithAsync<CustomerTimeline, TimelinePage>(t => t.ReadAsync(record, filter, before, As(who), CancellationToken.None, q));
    }

    /// <summary>What every table holds now.</summary>
    public Task<Snapshot> SnapshotAsync() => DbAsync(Snapshot.TakeAsync);

    /// <summary>Reads or writes the database directly.</summary>
    public Task<TResult> DbAsync<TResult>(Func<CrmDbContext, Task<TResult>> run) => Services.RunAsync(run);
}

/// <summary>The services of Core where everything cached has just grown old whenever a transaction begins.</summary>
public sealed class ForgetfulFixture : CoreFixture, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Services.GetRequiredService<OneConnection>().Forgets = Services;
    }
}
