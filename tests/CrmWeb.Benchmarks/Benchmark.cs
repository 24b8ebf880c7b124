using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using CrmWeb.SampleData.Company;

namespace CrmWeb.Benchmarks;

/// <summary>A visitor's role, account and number of customers.</summary>
internal sealed record Role(string Name, string UserName, int Customers);

/// <summary>What a scenario took and cost.</summary>
internal sealed record Row(Role Role, string Scenario, Timing One, Timing Eight, double Commands, double AllocatedKilobytes, double AnswerKilobytes);

/// <summary>What writers at once got.</summary>
/// <param name="Refused">How many saves were refused, by the status they were answered with.</param>
internal sealed record WriterFigures(int Writers, Timing Timing, IReadOnlyDictionary<HttpStatusCode, int> Refused);

/// <summary>Everything one run found; memory in MB.</summary>
internal sealed record Findings(
    IReadOnlyList<TimeSpan> Starts, double AfterLightUse, double AfterAll, IReadOnlyList<Row> Rows, WriterFigures? Writers);

/// <summary>Figures of the running program, see Diagnostics:RequestCosts.</summary>
internal sealed record Costs(long Commands, long AllocatedBytes);

/// <summary>Runs the scenarios for each role and gathers what they took.</summary>
internal sealed partial class Benchmark(BenchmarkOptions options, PublishedProgram program) : IDisposable
{
    private const int Starts = 3;
    private const int Connections = 8;
    private const int LightRounds = 5;
    private const int Writers = 200;

    /// <summary>Accounts the writers share: signing in is slow on purpose, and sessions of one account are as different as those of two.</summary>
    private const int WritingAccounts = 40;

    /// <summary>After light use, before the working set is read: what is not needed any more is given back when it is quiet.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(25);

    /// <summary>How long each scenario runs before the first is measured: what is run often is compiled once more, better.</summary>
    private static readonly TimeSpan LongWarmUp = TimeSpan.FromSeconds(8);

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.5);

    private static readonly Dictionary<string, string> Accounts = new() { ["rep"] = "rep.east2", ["manager"] = "mgr.east", ["admin"] = "admin" };

    private readonly HttpClient figures = new() { BaseAddress = program.Address };

    private readonly SocketsHttpHandler connections = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
    };

    public void Dispose()
    {
        figures.Dispose();
        connections.Dispose();
    }

    public async Task<Findings> RunAsync()
    {
        List<TimeSpan> starts = [await program.StartAsync()];
        while (starts.Count < Starts)
        {
            await program.StopAsync();
            starts.Add(await program.StartAsync());
        }

        using var http = new HttpMessageInvoker(connections, disposeHandler: false);
        List<(Role Role, Visitor Visitor)> people = [];
        foreach (var role in options.Roles)
            people.Add(await MeetAsync(http, role));
        foreach (var (role, visitor) in people)
            await UseLightlyAsync(role, visitor);
        await Task.Delay(Quiet);
        var light = program.WorkingSet();
        Console.WriteLine($"working set after light use {light:0} MB");

        foreach (var scenario in Wanted(people[0].Role))
            await Load.RunAsync(scenario, people[0].Visitor, 4, LongWarmUp);

        List<Row> rows = [];
        foreach (var (role, visitor) in people)
        {
            foreach (var scenario in Wanted(role))
                rows.Add(await MeasureAsync(role, visitor, scenario));
        }

        var writers = options.WritersDuration > TimeSpan.Zero ? await WritersAsync(http) : null;
        return new Findings(starts, light, program.WorkingSet(), rows, writers);
    }

    private IEnumerable<Scenario> Wanted(Role role) =>
        Scenarios.All(role.Customers).Where(s => s.Name.Contains(options.Only, StringComparison.Ordinal));

    private async Task<(Role Role, Visitor Visitor)> MeetAsync(HttpMessageInvoker http, string name)
    {
        var visitor = new Visitor(http, program.Address, Accounts[name]);
        await visitor.SignInAsync(DemoCompany.Password);
        using var answers = new AnswerBuffer();
        var total = 0;
        List<KnownCustomer> customers = [];
        for (var page = 1; page <= 5; page++)
        {
            var html = (await visitor.SendAsync(new Call($"/customers?size=100&p={page}"), answers)).Text;
            total = int.Parse(TotalCount().Match(html).Groups[1].Value.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
            customers.AddRange(CustomerLink().Matches(html).Select(m => new KnownCustomer(int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), m.Groups[2].Value)));
        }

        visitor.Customers = customers;
        return (new Role(name, visitor.UserName, total), visitor);
    }

    /// <summary>Every page a few times, one request after the other: a quiet morning.</summary>
    private async Task UseLightlyAsync(Role role, Visitor visitor)
    {
        using var answers = new AnswerBuffer();
        foreach (var scenario in Scenarios.All(role.Customers))
        {
            for (var n = 0; n < LightRounds; n++)
                await visitor.SendAsync(scenario.Next(visitor, n), answers);
        }
    }

    private async Task<Row> MeasureAsync(Role role, Visitor visitor, Scenario scenario)
    {
        await Load.RunAsync(scenario, visitor, 1, WarmUp);
        var before = await ReadCostsAsync();
        var one = await Load.RunAsync(scenario, visitor, 1, options.Duration);
        var after = await ReadCostsAsync();
        using var answers = new AnswerBuffer();
        var size = (await visitor.SendAsync(scenario.Next(visitor, 0), answers)).Body.Length / 1024.0;
        await Load.RunAsync(scenario, visitor, Connections, WarmUp);
        var eight = await Load.RunAsync(scenario, visitor, Connections, options.Duration);
        var row = new Row(role, scenario.Name, one, eight,
            (after.Commands - before.Commands) / (double)one.Requests, (after.AllocatedBytes - before.AllocatedBytes) / 1024.0 / one.Requests, size);
        Console.WriteLine(Report.Line(row));
        return row;
    }

    private async Task<WriterFigures> WritersAsync(HttpMessageInvoker http)
    {
        List<Visitor> writers = [];
        var names = Enumerable.Range(1, WritingAccounts).SelectMany(i => SeededBranches.Select(branch => $"rep.{branch}{i}"));
        foreach (var name in names)
        {
            if (writers.Count == WritingAccounts)
                break;
            var writer = new Visitor(http, program.Address, name);
            try
            {
                await writer.SignInAsync(DemoCompany.Password);
            }
            catch (InvalidOperationException)
            {
                continue;
            }

            using var answers = new AnswerBuffer();
            writer.Customers = [.. CustomerLink().Matches((await writer.SendAsync(new Call("/customers?size=100&owner=me"), answers)).Text)
                .Select(m => new KnownCustomer(int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), m.Groups[2].Value))];
            writers.Add(writer);
        }

        List<Visitor> all = [.. Enumerable.Range(0, Writers).Select(i => writers[i % writers.Count])];
        var (timing, refused) = await Load.WritersAsync(all, options.WritersPause, options.WritersDuration);
        return new WriterFigures(all.Count, timing, refused);
    }

    private async Task<Costs> ReadCostsAsync() => (await figures.GetFromJsonAsync<Costs>("/diagnostics/request-costs"))!;

    private static readonly string[] SeededBranches = ["east", "north", "south", "central", "southwest", "northwest"];

    [GeneratedRegex("class=\"primary-link clip\" href=\"/customers/(\\d+)\" title=\"([^\"]+)\"")]
    private static partial Regex CustomerLink();

    [GeneratedRegex("共 ([\\d,]+) ")]
    private static partial Regex TotalCount();
}
