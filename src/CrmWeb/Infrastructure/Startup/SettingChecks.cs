using System.Globalization;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Organization;
using CrmWeb.Infrastructure.Guards;
using Serilog.Events;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>
/// Reads every setting that can be wrong before anything is done with one. Most are first needed in the middle of a request or a
/// job, where a wrong one would be a fault of the program at the worst time.
/// </summary>
public static class SettingChecks
{
    private const int Million = 1_000_000;

    /// <summary>Whole numbers and what they may be.</summary>
    public static IReadOnlyDictionary<string, (int Least, int Most)> Numbers { get; } = new Dictionary<string, (int, int)>
    {
        ["Database:WaitSeconds"] = (0, 86_400),
        ["Security:AbsoluteSessionHours"] = (1, 8760),
        ["Security:SignInsPerMinute"] = (1, Million),
        ["Security:PasswordIterations"] = (1, 100 * Million),
        ["Customers:DuplicateChecksPerMinute"] = (1, Million),
        ["Customers:DuplicateChecksPerHour"] = (1, Million),
        ["Exports:MostRows"] = (1, Million),
        ["Exports:DirectRows"] = (1, Million),
        ["Exports:MostWaiting"] = (1, 200),
        ["Exports:PerMinute"] = (1, Million),
        ["Urging:EscalateAfter"] = (1, Million),
        ["Urging:HoursBetween"] = (0, 8760),
        ["Urging:MostPerHour"] = (1, Million),
        ["Urging:SilentDays"] = (1, 3650),
        ["Notifications:MailPerMinute"] = (1, Million),
        ["Notifications:SmsPerMinute"] = (1, Million),
        ["Notifications:RobotPerMinute"] = (1, Million),
        ["Notifications:RobotPaceMilliseconds"] = (0, 60_000),
    };

    /// <summary>Settings that are true or false.</summary>
    public static IReadOnlyList<string> Switches { get; } = ["Jobs:Enabled", "Demo:Company", "Security:AllowHttp", "Diagnostics:RequestCosts"];

    /// <exception cref="InstallationException">A setting is wrong; the message says which, what it says, and what it may say.</exception>
    public static void Demand(IConfiguration settings)
    {
        foreach (var (name, (least, most)) in Numbers)
        {
            if (settings[name] is { } text && !(int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
                throw Wrong(name, text, $"a whole number from {least} to {most}");
        }

        foreach (var name in Switches)
        {
            if (settings[name] is { } text && !bool.TryParse(text, out _))
                throw Wrong(name, text, "true or false");
        }

        foreach (var name in new[] { "PublicBaseUrl", "Notifications:AliyunEndpoint" })
        {
            if (settings[name] is { Length: > 0 } text && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
                throw Wrong(name, text, "an address such as https://crm.example.com");
        }

        DemandSchedules(settings, Zone(settings));
        DemandNumberPattern(settings);
        DemandAddresses(settings);
        DemandLogLevels(settings.GetSection("Serilog:MinimumLevel"));
        KnownProxies.Options(settings.GetSection(KnownProxies.Setting).Get<string[]>() ?? []);
    }

    private static TimeZoneInfo Zone(IConfiguration settings)
    {
        const string Name = "Organization:TimeZone";
        var id = settings[Name] ?? OrganizationClock.DefaultZoneId;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : throw Wrong(Name, id, "a time zone that this system knows, such as Asia/Shanghai");
    }

    private static void DemandNumberPattern(IConfiguration settings)
    {
        if (settings["Customers:NumberPattern"] is not { } pattern)
            return;
        try
        {
            _ = CustomerNumbers.Split(pattern, settings["Customers:CompanyAbbreviation"] ?? "", DateOnly.MinValue);
        }
        catch (FormatException)
        {
            throw Wrong("Customers:NumberPattern", pattern, "a pattern with {seq:n} exactly once, such as C{yyyyMM}{seq:3}");
        }
    }

    private static void DemandSchedules(IConfiguration settings, TimeZoneInfo zone)
    {
        foreach (var job in settings.GetSection("Jobs").GetChildren())
        {
            if (job["Schedule"] is not { Length: > 0 } text)
                continue;
            try
            {
                _ = new JobSchedule(text, zone);
            }
            catch (FormatException e)
            {
                throw new InstallationException($"The setting {job.Path}:Schedule: {e.Message}");
            }
        }
    }

    private static void DemandAddresses(IConfiguration settings)
    {
        IEnumerable<(string Name, string Text)> given = (settings["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(a => ("urls", a))
            .Concat(settings.GetSection("Kestrel:Endpoints").GetChildren().Select(e => ($"{e.Path}:Url", e["Url"] ?? "")));
        foreach (var (name, text) in given)
        {
            if (!IsAddress(text))
                throw Wrong(name, text, "an address to listen at, such as http://localhost:5080");
        }

        foreach (var name in new[] { "http_ports", "https_ports" })
        {
            foreach (var text in (settings[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                    throw Wrong(name, text, "a port from 0 to 65535");
            }
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            return BindingAddress.Parse(text) is { Scheme: "http" or "https", Port: >= 0 and <= ushort.MaxValue, Host.Length: > 0 };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void DemandLogLevels(IConfigurationSection levels)
    {
        foreach (var level in levels.GetSection("Override").GetChildren().Append(levels.GetSection("Default")).Append(levels))
        {
            if (level.Value is { Length: > 0 } text && !Enum.TryParse<LogEventLevel>(text, ignoreCase: true, out _))
                throw Wrong(level.Path, text, $"one of {string.Join(", ", Enum.GetNames<LogEventLevel>())}");
        }
    }

    private static InstallationException Wrong(string name, string text, string wanted) => new($"The setting {name} is '{text}'; it must be {wanted}.");
}
