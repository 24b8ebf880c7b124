using CrmWeb.Core.Persistence;
using Microsoft.Extensions.Configuration;

namespace CrmWeb.Benchmarks;

/// <summary>What is measured and where; every one has a default.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        dotnet run --project tests/CrmWeb.Benchmarks -c Release -- [--name value ...]
          --database Sqlite|PostgreSql   default Sqlite
          --connection STRING            of the server's empty or seeded database
          --data FOLDER                  data folder of the program; default in the temporary folder
          --program FOLDER               a published program, taken as it is; default: published now, in the temporary folder
          --customers N --follow-ups N   generated where the data folder was not used before; default 100000 and 300000
          --seconds N                    how long each scenario is measured at each number of connections; default 4
          --only WORD                    only scenarios whose name contains the word
          --roles NAME,NAME              only these of rep, manager, admin
          --writers SECONDS              how long 200 writers save at once; default 60, 0 leaves it out
          --pause SECONDS                between two saves of one of them, on average; default 3, together 67 saves a second
          --report FILE                  Markdown file whose section for this database is replaced; default: printed alone
        """;

    public required DatabaseProvider Database { get; init; }

    public required string Connection { get; init; }

    public required string Data { get; init; }

    public required string Program { get; init; }

    /// <summary>Whether somebody named the program; otherwise it is published anew, so that no stale one is measured.</summary>
    public required bool IsProgramGiven { get; init; }

    public required int Customers { get; init; }

    public required int FollowUps { get; init; }

    public required TimeSpan Duration { get; init; }

    public required TimeSpan WritersDuration { get; init; }

    public required TimeSpan WritersPause { get; init; }

    public required string Only { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public string? Report { get; init; }

    /// <exception cref="ArgumentException">A value means nothing.</exception>
    public static BenchmarkOptions Read(string[] arguments)
    {
        var given = new ConfigurationBuilder().AddCommandLine(arguments).Build();
        var database = given.GetValue("database", DatabaseProvider.Sqlite);
        var connection = given["connection"] ?? "";
        if (database != DatabaseProvider.Sqlite && connection.Length == 0)
            throw new ArgumentException($"--database {database} needs --connection.");

        var customers = given.GetValue("customers", 100_000);
        return new BenchmarkOptions
        {
            Database = database,
            Connection = connection,
            Data = Path.GetFullPath(given["data"] ?? Path.Combine(Path.GetTempPath(), $"crm-benchmark-{database}-{customers}")),
            Program = Path.GetFullPath(given["program"] ?? Path.Combine(Path.GetTempPath(), "crm-benchmark-program")),
            IsProgramGiven = given["program"] is not null,
            Customers = customers,
            FollowUps = given.GetValue("follow-ups", 300_000),
            Duration = TimeSpan.FromSeconds(given.GetValue("seconds", 4.0)),
            WritersDuration = TimeSpan.FromSeconds(given.GetValue("writers", 60.0)),
            WritersPause = TimeSpan.FromSeconds(given.GetValue("pause", 3.0)),
            Only = given["only"] ?? "",
            Roles = (given["roles"] ?? "rep,manager,admin").Split(','),
            Report = given["report"],
        };
    }
}
