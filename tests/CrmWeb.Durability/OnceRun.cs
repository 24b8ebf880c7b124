using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Durability;

/// <summary>What came of a run.</summary>
/// <param name="Lost">Messages that never arrived.</param>
/// <param name="Doubles">Arrivals beyond the first of each message.</param>
/// <param name="TakeOvers">After each kill, until the survivor, or the same one started again, ran the jobs.</param>
public sealed record OnceReport(int Reminders, int InPage, int InPageDoubles, int Arrived, int Lost, int Doubles, int Kills, IReadOnlyList<TimeSpan> TakeOvers, TimeSpan Took)
{
    /// <summary>Nobody lost anything, nobody was told twice but where a process died between sending and noting it.</summary>
    public bool IsWithinLimits => InPage == Reminders && InPageDoubles == 0 && Lost == 0 && Doubles <= Kills && TakeOvers.All(t => t <= TimeSpan.FromSeconds(30));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Reminders} reminders: {InPage} in the page ({InPageDoubles} double); {Arrived} messages arrived, {Lost} lost, {Doubles} double; "
        + $"{Kills} kills, taken over within {string.Join(' ', TakeOvers.Select(t => t.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)))} s; {Took.TotalSeconds:0} s");
}

/// <summary>
/// Two processes on one database, on SQLite one that is started again; reminders due all the time, killed at random; counted where
/// messages arrive.
/// </summary>
public sealed partial class OnceRun(string program, DatabaseSettings settings, int reminders, int kills, int seed, Action<string> say) : IAsyncDisposable
{
    private static readonly (string, string)[] Environment =
    [
        ("PublicBaseUrl", "http://crm.test"), ("Notifications__MailPerMinute", "100000"), ("Notifications__SmsPerMinute", "100000"),
        ("Outbound__Allowed__0", "127.0.0.0/8"),
    ];

    /// <summary>Tells these tasks from the company's own, which is told too.</summary>
    private const string Subject = "到期提醒";
    private const int Lead = 10;
    private const int SecondsForEachKill = 20;
    private static readonly string[] Watched = ["reminders", "outbox"];
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private readonly Random random = new(seed);
    private readonly FakeMailServer mail = new();
    private readonly ServiceProvider services = CoreServices.Build(settings, TimeProvider.System);
    private readonly List<TimeSpan> takeOvers = [];

    public async Task<OnceReport> RunAsync()
    {
        await using var gateway = await FakeGateway.StartAsync();
        await using var one = new ServedProgram(program, settings with { DataFolder = Path.Combine(settings.DataFolder, "one") });
        await using var other = settings.Provider == DatabaseProvider.Sqlite ? null : new ServedProgram(program, settings with { DataFolder = Path.Combine(settings.DataFolder, "other") });
        await one.StartAsync(Environment);
        await SetUpAsync(one.Browse(await one.SignInAsync("admin")), gateway.Address);
        if (other is not null)
            await other.StartAsync(Environment);

        var started = Stopwatch.GetTimestamp();
        await PlanAsync();
        for (var i = 0; i < kills; i++)
            await KillAsync(other is null ? (one, one) : random.Next(2) == 0 ? (one, other) : (other, one));
        await UntilAsync(DoneAsync);
        return await ReportAsync(gateway, Stopwatch.GetElapsedTime(started));
    }

    public async ValueTask DisposeAsync()
    {
        await mail.DisposeAsync();
        await services.DisposeAsync();
    }

    private async Task SetUpAsync(Browser admin, string gateway)
    {
        var answers = new[]
        {
            await (await admin.GetAsync("/admin/notifications/mail")).FormWith("Form.Host")
                .Set("Form.Host", "127.0.0.1").Set("Form.Port", $"{mail.Port}").Set("Form.Security", "None")
                .Set("Form.From", "crm@example.com").Set("Form.FromName", "CRM").Set("Form.IsEnabled", "true").SubmitAsync(),
            await (await admin.GetAsync("/admin/notifications/sms")).FormWith("Form.Gateway")
                .Set("Form.Gateway", "Http").Set("Form.Address", gateway + "/sms").Set("Form.IsEnabled", "true").SubmitAsync(),
        };
        if (!answers.All(a => a.IsRedirect))
            throw new InvalidOperationException("A channel could not be set up: " + string.Join(", ", answers.SelectMany(a => a.Texts(".invalid-feedback, .crm-errors li"))));
        await services.RunAsync<CrmDbContext>(db => db.Users.Where(u => u.UserName == "repeast")
            .ExecuteUpdateAsync(set => set.SetProperty(u => u.Email, "rep@example.com").SetProperty(u => u.Mobile, "13911110001")));
    }

    /// <summary>Tasks whose reminders fall due one after the other, from now on for as long as the kills go on.</summary>
    private async Task PlanAsync()
    {
        var company = await TestCompany.OfAsync(services);
        var rep = company[Who.RepEast].Id;
        var now = services.GetRequiredService<OrganizationClock>().UtcNow;
        var each = TimeSpan.FromSeconds(Math.Max(1, kills * SecondsForEachKill)) / reminders;
        const NotificationChannels all = NotificationChannels.Page | NotificationChannels.Mail | NotificationChannels.Sms;
        await services.RunAsync<CrmDbContext>(async db =>
        {
            var facts = new FollowUpFacts(await db.FollowUps.Select(f => f.MethodId).FirstAsync(), null, Subject, null);
            db.AddRange(Enumerable.Range(0, reminders).Select(i => FollowUp.Planned(
                company.EastCustomer, Guid.NewGuid(), facts, new FollowUpPlan(now.AddMinutes(Lead) + (each * i), rep, FollowUpPriority.Normal, Lead, all), rep, now)));
            await db.SaveChangesAsync();
        });
    }

    private async Task KillAsync((ServedProgram Victim, ServedProgram Survivor) pair)
    {
        await Task.Delay(random.Next(500, 6000));
        await pair.Victim.KillAsync();
        var killed = Stopwatch.GetTimestamp();
        if (pair.Survivor == pair.Victim)
            await pair.Victim.StartAsync(Environment);
        var at = services.GetRequiredService<OrganizationClock>().UtcNow;
        var host = $"{System.Environment.MachineName}:{pair.Survivor.ProcessId}";
        await UntilAsync(() => services.RunAsync<CrmDbContext, bool>(async db => await db.JobRuns
            .Where(r => Watched.Contains(r.Job) && r.Host == host && (r.StartedAt > at || r.FinishedAt > at || r.FinishedAt == null))
            .Select(r => r.Job).Distinct().CountAsync() == Watched.Length));
        takeOvers.Add(Stopwatch.GetElapsedTime(killed));
        say($"kill {takeOvers.Count}: taken over after {takeOvers[^1].TotalSeconds:0.0} s, {mail.Messages.Count} mails so far");
        if (pair.Survivor != pair.Victim)
            await pair.Victim.StartAsync(Environment);
    }

    /// <summary>All are told, and nothing that this has put into the outbox is still on its way.</summary>
    private Task<bool> DoneAsync() => services.RunAsync<CrmDbContext, bool>(async db =>
        !await db.FollowUps.AnyAsync(f => f.RemindAt != null && f.Subject == Subject)
        && await db.OutboxMessages.CountAsync() >= reminders * 2
        && !await db.OutboxMessages.AnyAsync(m => m.State != OutboxState.Sent));

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience; await Task.Delay(Poll))
        {
            if (await done())
                return;
        }
    }

    private async Task<OnceReport> ReportAsync(FakeGateway gateway, TimeSpan took)
    {
        var plans = (await services.RunAsync<CrmDbContext, List<int>>(db => db.FollowUps.Where(f => f.Subject == Subject).Select(f => f.Id).ToListAsync())).ToHashSet();
        bool IsPlan(string? address) => int.TryParse(TaskAddress().Match(address ?? "").Groups[1].Value, out var id) && plans.Contains(id);
        var keys = (await services.RunAsync<CrmDbContext, List<OutboxMessage>>(db => db.OutboxMessages.Where(m => m.Channel == OutboxChannel.Mail).ToListAsync()))
            .Where(m => IsPlan(m.Link)).Select(m => m.Key);
        var told = (await services.RunAsync<CrmDbContext, List<int?>>(db =>
            db.Notifications.Where(n => n.Kind == NotificationKinds.Reminder).Select(n => n.FollowUpId).ToListAsync())).Where(id => id is { } known && plans.Contains(known)).ToList();
        var texts = gateway.Requests.Where(r => IsPlan(r.Body)).Select(r => TaskAddress().Match(r.Body).Groups[1].Value).ToList();
        var expected = keys.Select(k => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(k)).AsSpan(0, 16))).ToHashSet();
        var mails = mail.Messages.Select(m => MessageId().Match(m).Groups[1].Value).Where(expected.Contains).ToList();
        var mailed = mails.Distinct().Count();
        return new OnceReport(
            reminders, told.Distinct().Count(), told.Count - told.Distinct().Count(), mails.Count + texts.Count,
            (reminders - mailed) + (reminders - texts.Distinct().Count()), (mails.Count - mailed) + (texts.Count - texts.Distinct().Count()), kills, takeOvers, took);
    }

    [GeneratedRegex("^Message-Id: <([0-9a-f]{32})@", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();

    [GeneratedRegex("/follow-ups/([0-9]+)")]
    private static partial Regex TaskAddress();
}
