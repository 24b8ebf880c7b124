using CrmWeb.Core.Persistence;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>
/// dotnet run --project tests/CrmWeb.Durability -- WHAT --program publish/CrmWeb.dll ...
/// The database is the one the suite would use: CRM_TEST_DATABASE, CRM_TEST_POSTGRES, CRM_TEST_SQLSERVER.
/// </summary>
internal static class EntryPoint
{
    private static async Task<int> Main(string[] args)
    {
        var what = args.FirstOrDefault();
        var options = args.Skip(1).Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1]);
        var program = Path.GetFullPath(options.GetValueOrDefault("program", "publish/CrmWeb.dll"));
        if (!File.Exists(program))
        {
            Console.Error.WriteLine($"There is no program at {program}; publish it first: dotnet publish src/CrmWeb -c Release -o publish");
            return 2;
        }

        switch (what)
        {
            case "kill":
                await using (var database = await TestDatabase.CreateAsync(Content.Company))
                {
                    var report = await KillRun.RunAsync(program, database.Settings, Number("kills", 30), Number("clients", 8), Number("seed", 1), Console.WriteLine);
                    return Done($"{TestDatabase.Provider}: {report}", report.IsWithinLimits);
                }

            case "two":
                await using (var database = await ServerAsync())
                {
                    return Done("Two processes: what one seals the other opens, also after both were restarted, and what one changes the other shows", await TwoRun.RunAsync(program, database.Settings, Console.WriteLine));
                }

            case "once":
                await using (var database = await TestDatabase.CreateAsync(Content.Company))
                {
                    await using var run = new OnceRun(program, database.Settings, Number("reminders", 1000), Number("kills", 20), Number("seed", 1), Console.WriteLine);
                    var report = await run.RunAsync();
                    return Done($"{TestDatabase.Provider}: {report}", report.IsWithinLimits);
                }

            case "outage":
                await using (var database = await TestDatabase.CreateAsync(Content.Company))
                {
                    var report = await OutageRun.RunAsync(
                        program, database.Settings, options["stop"], options["start"], TimeSpan.FromSeconds(Number("seconds", 60)), Console.WriteLine);
                    return Done($"{TestDatabase.Provider}: {report}", report.IsWithinLimits);
                }

            case "full":
                return Done("Full disk", await FullDiskRun.RunAsync(program, options["folder"], Console.WriteLine));

            case "resets":
                await using (var database = await TestDatabase.CreateAsync(Content.Company))
                {
                    var run = new ResetRun(program, database.Settings, Number("seed", 1), Console.WriteLine);
                    var report = await run.RunAsync(Number("main", 5000), Number("others", 500), Number("further", 500), Number("clients", 4), options.GetValueOrDefault("page"));
                    return Done($"{TestDatabase.Provider}: {report}", report.IsWithinLimits);
                }

            default:
                Console.Error.WriteLine("""
                    kill    kills the web process in the middle of writes    [--kills 30] [--clients 8] [--seed 1]
                    two     two web processes on one server database
                    once    two processes share the jobs, on SQLite one is started again, killed at random   [--reminders 1000] [--kills 20] [--seed 1]
                    outage  takes the database away                          --stop COMMAND --start COMMAND [--seconds 60]
                    resets  sends forms and resets the connection before the answer, on every page that writes   [--main 5000] [--others 500] [--further 500] [--clients 4] [--page /admin/tags/new] [--seed 1]
                    full    fills the disk of the data folder                --folder FOLDER (a small file system of its own)
                    """);
                return 2;
        }

        int Number(string name, int otherwise) =>
            options.TryGetValue(name, out var given) ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : otherwise;

        static Task<TestDatabase> ServerAsync() => TestDatabase.Provider == DatabaseProvider.Sqlite
            ? throw new InvalidOperationException("Two processes need a server: set CRM_TEST_DATABASE and its connection string.")
            : TestDatabase.CreateAsync(Content.Company);

        static int Done(string summary, bool good)
        {
            Console.WriteLine($"{(good ? "GOOD" : "BAD")} {summary}");
            return good ? 0 : 1;
        }
    }
}
