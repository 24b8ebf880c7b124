using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>What many broken-off saves left behind.</summary>
/// <param name="Pages">Each page with how often its form was sent and the connection reset, and how many rows the log of changes grew by meanwhile.</param>
/// <param name="Sums">What is said of several of them together.</param>
/// <param name="Faults">Writes refused afterwards, connections left open, rows that are half.</param>
public sealed record ResetReport(IReadOnlyList<string> Pages, IReadOnlyList<string> Sums, IReadOnlyList<string> Faults, TimeSpan Took, TimeSpan Stop)
{
    /// <summary>Longest that the program may take to end on SIGTERM.</summary>
    private static readonly TimeSpan MostToStop = TimeSpan.FromSeconds(10);

    public bool IsWithinLimits => Faults.Count == 0 && Stop <= MostToStop;

    public override string ToString() =>
        $"{Pages.Count} pages in {Took.TotalSeconds:0} s, ended {Stop.TotalSeconds:0.0} s after SIGTERM, {Faults.Count} faults"
        + string.Concat(Pages.Concat(Sums).Concat(Faults.Distinct().Take(20)).Select(line => $"\n  {line}"));
}

/// <summary>
/// Sends valid forms and resets the connection (RST, as a phone that loses its signal) at a random moment before the answer; then
/// everybody must still be able to save.
/// </summary>
public sealed partial class ResetRun(string program, DatabaseSettings settings, int seed, Action<string> say)
{
    private const int Afterwards = 20;
    private const int Slowest = 120;

    /// <summary>
    /// Milliseconds within which the connection is reset: most often while the form is still read and checked, and often enough, also
    /// on a machine with other work, in the middle of the save.
    /// </summary>
    private static readonly int[] Longest = [Slowest / 6, Slowest, Slowest * 3];

    /// <summary>A form whose page carries no version is opened anew this often, so that its token does not grow old.</summary>
    private const int SendsPerForm = 50;

    /// <summary>So often somebody in between waits for the answer.</summary>
    private const int ResetsPerSave = 20;

    /// <summary>Enough to know; each may take a minute.</summary>
    private const int Most = 10;

    /// <summary>So often a form may be overtaken by saves whose senders have left.</summary>
    private const int MostConflicts = 5;

    private readonly ConcurrentQueue<string> faults = new();
    private TimeSpan slowest;
    private int saves;
    private int conflicts;

    /// <param name="main">Resets of each of the two pages a phone uses most.</param>
    /// <param name="others">Resets of each of the nine others of <see cref="ResetPages.Of"/>.</param>
    /// <param name="further">Resets of each of <see cref="FurtherResetPages"/>, which are looked at side by side, one person at each.</param>
    /// <param name="clients">How many send at the same time.</param>
    /// <param name="only">Names of the pages to look at, as they stand in the report, with semicolons between them; null for all.</param>
    public async Task<ResetReport> RunAsync(int main, int others, int further, int clients, string? only = null)
    {
        var started = Stopwatch.GetTimestamp();
        var (customer, task) = await WithDatabaseAsync(ResetPlaces.FirstAsync);
        await using var served = new ServedProgram(program, settings);
        await served.StartAsync(
            ("Customers__DuplicateChecksPerMinute", "1000000"), ("Customers__DuplicateChecksPerHour", "1000000"), ("Urging__HoursBetween", "0"), ("Urging__MostPerHour", "1000000"));
        Dictionary<string, CookieContainer> cookies = new() { [""] = new CookieContainer() };
        foreach (var user in new[] { "repeast", "repsouth", "mgreast", "admin" })
            cookies[user] = await served.SignInAsync(user);
        List<string> resets = [];
        List<string> sums = [];
        foreach (var (page, index) in ResetPages.Of(customer, task).Select((page, index) => (page, index)))
        {
            var count = index < 2 ? main : others;
            if (count == 0 || (only is not null && !only.Split(';').Contains(page.Name)))
                continue;
            var before = await EntriesAsync();
            var from = Stopwatch.GetTimestamp();

            // Two on one record would be told of each other, which is no refusal of the database.
            var at = page.OpensEachTime ? 1 : clients;
            try
            {
                await Task.WhenAll(Enumerable.Range(0, at).Select(i => SendAsync(served, cookies[page.User], page, count / at, seed + i)));
            }
            catch (InvalidOperationException e)
            {
                Note($"{page.Name} was not run: {e.Message}");
                continue;
            }

            resets.Add($"{page.Name}: {count / at * at} resets, {await EntriesAsync() - before} entries in the log of changes, {Stopwatch.GetElapsedTime(from).TotalSeconds:0} s");
            say(resets[^1]);
            await AfterwardsAsync(served, served.Browse(cookies[page.User]), page);
        }

        if (further > 0)
        {
            var (pages, sum) = await FurtherAsync(served, cookies, further, clients, only);
            resets.AddRange(pages);
            sums.Add(sum);
        }

        await LeftOpenAsync();
        var stop = await served.StopAsync();
        foreach (var fault in served.Console.Where(line => line.Contains("held by one write", StringComparison.Ordinal)).Concat(await Inspection.RunAsync(settings, new Ledger())))
            Note(fault);
        sums.Add($"{saves} saves in between and afterwards, the slowest {slowest.TotalMilliseconds:0} ms, {conflicts} opened anew because a broken-off save came first");
        return new ResetReport(resets, sums, [.. faults], Stopwatch.GetElapsedTime(started), stop);
    }

    /// <summary>Each page has a record of its own, so that nobody is told of anybody else.</summary>
    private async Task<(IReadOnlyList<string> Pages, string Sum)> FurtherAsync(ServedProgram served, Dictionary<string, CookieContainer> cookies, int count, int clients, string? only)
    {
        var admin = served.Browse(cookies["admin"]);
        var places = await ResetPlaces.PrepareAsync(served.Browse(cookies["repeast"]), admin, read => WithDatabaseAsync(read));
        var (before, from) = (await EntriesAsync(), Stopwatch.GetTimestamp());
        ConcurrentQueue<string> resets = new();
        var pages = FurtherResetPages.Of(places, admin).Where(p => only is null || only.Split(';').Contains(p.Name)).ToList();
        await Parallel.ForEachAsync(pages, new ParallelOptions { MaxDegreeOfParallelism = clients }, async (page, _) =>
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await SendAsync(served, cookies[page.User], page, count, seed + pages.IndexOf(page));
                resets.Enqueue($"{page.Name}: {count} resets, {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s beside others");
                say(resets.Last());
                await AfterwardsAsync(served, served.Browse(cookies[page.User]), page);
            }
            catch (InvalidOperationException e)
            {
                Note($"{page.Name} was not run: {e.Message}");
            }
        });
        var took = Stopwatch.GetElapsedTime(from).TotalSeconds;
        return ([.. resets], $"{pages.Count} further pages: {pages.Count * count} resets, {await EntriesAsync() - before} entries in the log of changes, {took:0} s");
    }

    /// <summary>Said at once: a run of hours is not waited for to learn that it is in vain.</summary>
    private void Note(string fault)
    {
        faults.Enqueue(fault);
        if (faults.Count <= Most)
            say($"  FAULT {fault}");
    }

    private async Task SendAsync(ServedProgram served, CookieContainer cookies, ResetPage page, int count, int seed)
    {
        var random = new Random(seed);
        var browser = served.Browse(cookies);
        PageForm? form = null;
        for (var i = 0; i < count; i++)
        {
            if (form is null || page.OpensEachTime || i % SendsPerForm == 0)
                form = await page.OpenAsync(browser);
            await ResetAsync(served.Address, cookies, page.Renew(form), random.Next(Longest[random.Next(Longest.Length)]));
            if (i % ResetsPerSave == ResetsPerSave - 1 && faults.Count < Most)
                await SaveAsync(browser, page, "in between");
        }
    }

    private static async Task ResetAsync(Uri address, CookieContainer cookies, PageForm form, int milliseconds)
    {
        using var content = new FormUrlEncodedContent(form.Content);
        var body = await content.ReadAsByteArrayAsync();
        var head = string.Create(CultureInfo.InvariantCulture, $"""
            POST {form.Action} HTTP/1.1
            Host: {address.Authority}
            Accept-Language: zh-CN
            Content-Type: application/x-www-form-urlencoded
            Content-Length: {body.Length}
            Cookie: {cookies.GetCookieHeader(address)}


            """).ReplaceLineEndings("\r\n");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0), NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        byte[] request = [.. Encoding.ASCII.GetBytes(head), .. body];
        await socket.SendAsync(request);
        await Task.Delay(milliseconds);
    }

    /// <summary>Whoever waits for the answer gets one.</summary>
    private async Task AfterwardsAsync(ServedProgram served, Browser browser, ResetPage page)
    {
        for (var i = 0; i < Afterwards && faults.Count < Most; i++)
            await SaveAsync(browser, page, "afterwards");

        var ready = await served.StatusAsync("/health/ready");
        if (ready != HttpStatusCode.OK)
            Note($"/health/ready after {page.Name}: {ready}");
        say($"  {Afterwards} saves afterwards, the slowest of all {slowest.TotalMilliseconds:0} ms; ready: {ready}; faults so far: {faults.Count}");
    }

    private async Task SaveAsync(Browser browser, ResetPage page, string when)
    {
        var form = page.Renew(await page.OpenAsync(browser));
        var from = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref saves);
        try
        {
            var answer = await form.SubmitAsync();

            // A save broken off before may still go on, and change the record after this form was opened: that is told, and the form
            // opened anew. Only where it does not end is something wrong.
            for (var times = 0; page.IsOverlapped(answer.Status) && times < MostConflicts; times++)
            {
                Interlocked.Increment(ref conflicts);
                await Task.Delay(Slowest);
                answer = await page.Renew(await page.OpenAsync(browser)).SubmitAsync();
            }

            if (!answer.IsRedirect || answer.LeadsToSignIn)
                Note($"{page.Name} {when}: {(int)answer.Status} {string.Join(' ', answer.Texts(".field-error, [id$=_error], .alert"))}");
        }
        catch (TaskCanceledException)
        {
            Note($"{page.Name} {when}: no answer");
        }

        lock (faults)
            slowest = Stopwatch.GetElapsedTime(from) > slowest ? Stopwatch.GetElapsedTime(from) : slowest;
    }
}
