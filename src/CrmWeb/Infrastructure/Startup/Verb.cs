using System.Diagnostics;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Persistence.Setup;
using CrmWeb.SampleData.Company;
using CrmWeb.SampleData.Generator;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>
/// What the program is asked to do instead of serving: migrate, create-admin, backup, restore, seed. The first argument is a verb unless it
/// begins with a dash; everything else is left to the configuration.
/// </summary>
internal sealed record Verb(string? Name, string[] Arguments, string? Error)
{
    private const string Usage = "Usage: CrmWeb [migrate | create-admin --user NAME --name DISPLAY-NAME (password on standard input) | " + BackupVerbs.Usage + " | seed --customers N --follow-ups N [--orders N] [--demo-accounts]] [--urls ...]";

    /// <summary>Says that accounts with a password everybody knows are wanted in Production too.</summary>
    private const string DemoAccounts = "--demo-accounts";

    public bool Runs => Name is not null;

    public static Verb Read(string[] args) => args.FirstOrDefault() switch
    {
        null => new Verb(null, args, null),
        ['-', ..] or ['/', ..] => new Verb(null, args, null),
        // The configuration's own parser would take what follows a bare flag for its value.
        "migrate" or "create-admin" or "backup" or "restore" or "seed" => new Verb(args[0], [.. args[1..].Select(a => a == DemoAccounts ? DemoAccounts + "=true" : a)], null),
        var unknown => new Verb(null, args, $"'{unknown}' is not something CrmWeb can do. {Usage}"),
    };

    public static int Refuse(string error)
    {
        Console.Error.WriteLine(error);
        return StartUpFaults.Refused;
    }

    public async Task<int> RunAsync(WebApplication app)
    {
        if (Name is "backup" or "restore")
            return await BackupVerbs.RunAsync(Name, app);

        var order = Name == "seed" ? SeedOrder.Read(app.Configuration["customers"], app.Configuration["follow-ups"], app.Configuration["orders"]) : null;
        if (Name == "seed" && order is null)
            return Refuse("seed needs --customers N, one or more, and --follow-ups N, none or more; --orders N, none or more, may be added. All in digits alone.");

        if (order is not null && app.Environment.IsProduction() && !app.Configuration.GetValue<bool>(DemoAccounts[2..]))
        {
            return Refuse($"seed creates accounts, an administrator among them where there is none, whose password ({DemoCompany.Password}) everybody knows. "
                + $"In Production it does so only with {DemoAccounts}; never give that for a database with real customers.");
        }

        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(CancellationToken.None);
        return order is not null ? await SeedAsync(scope.ServiceProvider, order)
            : Name == "migrate" ? Done("The database is up to date.")
            : await CreateAdminAsync(scope.ServiceProvider, app.Configuration);
    }

    private static async Task<int> CreateAdminAsync(IServiceProvider services, IConfiguration arguments)
    {
        if (arguments["user"] is not { Length: > 0 } user)
            return Refuse(Usage);

        Console.Error.Write("Password: ");
        var password = await Console.In.ReadLineAsync();
        await services.GetRequiredService<FirstAccount>().CreateAdminAsync(user, arguments["name"] ?? user, password ?? "", CancellationToken.None);
        return Done($"The administrator '{user}' was created.");
    }

    private static async Task<int> SeedAsync(IServiceProvider services, SeedOrder order)
    {
        var watch = Stopwatch.StartNew();
        await services.GetRequiredService<DataSeeder>().SeedAsync(
            order, percent => Console.WriteLine($"{percent} % after {watch.Elapsed.TotalSeconds:0} s"), CancellationToken.None);
        return Done($"{order.Customers} customers, {order.FollowUps} follow-ups and {order.Orders} orders were added in {watch.Elapsed.TotalSeconds:0.0} s. "
            + $"New accounts have the password {DemoCompany.Password}, which everybody knows.");
    }

    private static int Done(string message)
    {
        Console.WriteLine(message);
        return 0;
    }
}
