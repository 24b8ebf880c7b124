using System.Diagnostics;
using System.Text;
using System.Text.Json;
using CrmWeb.Tests.Conventions;

namespace CrmWeb.Tests.Core.FollowUps.Calendar;

/// <summary>An event as a calendar program reads it; times UTC.</summary>
internal sealed record ReadEvent(string Uid, int Sequence, string Summary, string Description, string Location, DateTime Start, DateTime End, string Zone, string Alarm);

/// <summary>Reads iCalendar with ical.js, which the build fetches with the client libraries, in the Node.js that the build needs anyway.</summary>
internal static class CalendarReader
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    public static async Task<IReadOnlyList<ReadEvent>> ReadAsync(string calendar)
    {
        var script = Path.Combine(Repository.Root, "tests", "CrmWeb.Tests", "Core", "FollowUps", "Calendar", "read-calendar.mjs");
        var parser = Path.Combine(Repository.Root, "src", "CrmWeb", "node_modules", "ical.js", "dist", "ical.js");
        var start = new ProcessStartInfo("node", [script, parser])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        var faults = node.StandardError.ReadToEndAsync();
        await node.StandardInput.WriteAsync(calendar);
        node.StandardInput.Close();
        var found = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return node.ExitCode == 0 ? JsonSerializer.Deserialize<List<ReadEvent>>(found, Names)! : throw new InvalidOperationException(await faults);
    }
}
