using CrmWeb.Core.Data;
using CrmWeb.Core.Organization;
using FluentValidation;

namespace CrmWeb.Infrastructure;

/// <summary>
/// What the program is asked to do instead of serving: migrate, create-admin. The first argument is a verb unless it
/// begins with a dash; everything else is left to the configuration.
/// </summary>
internal sealed record Verb(string? Name, string[] Arguments, string? Error)
{
    private const string Usage = "Usage: CrmWeb [migrate | create-admin --user NAME --name DISPLAY-NAME (password on standard input)] [--urls ...]";

    public bool Runs => Name is not null;

    public static Verb Read(string[] args) => args.FirstOrDefault() switch
    {
        null => new Verb(null, args, null),
        ['-', ..] or ['/', ..] => new Verb(null, args, null),
        "migrate" or "create-admin" => new Verb(args[0], args[1..], null),
        var unknown => new Verb(null, args, $"'{unknown}' is not something CrmWeb can do. {Usage}"),
    };

    public static int Refuse(string error)
    {
        Console.Error.WriteLine(error);
        return 2;
    }

    public async Task<int> RunAsync(WebApplication app)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DatabaseInitializer>().InitializeAsync(CancellationToken.None);
            return Name == "migrate" ? Done("The database is up to date.") : await CreateAdminAsync(scope.ServiceProvider, app.Configuration);
        }
        catch (DatabaseInUseException e)
        {
            return Refuse(e.Message);
        }
        catch (ValidationException e)
        {
            return Refuse(string.Join(Environment.NewLine, e.Errors.Select(f => f.ErrorMessage)));
        }
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

    private static int Done(string message)
    {
        Console.WriteLine(message);
        return 0;
    }
}
