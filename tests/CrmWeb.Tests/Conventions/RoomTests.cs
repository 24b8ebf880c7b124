using System.Text.RegularExpressions;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>The rooms of Core stand on each other: each may use only those below it, so that one can be understood without those above.</summary>
[Trait("Category", "Pure")]
public sealed partial class RoomTests
{
    private const string Core = "src/CrmWeb.Core/";

    /// <summary>The database knows every table, whichever room keeps it.</summary>
    private static readonly string[] Exempt = [Core + "Persistence/CrmDbContext.cs", Core + "Persistence/CrmDbContext.Pool.cs", Core + "Persistence/CrmDbContext.Orders.cs"];

    /// <summary>From the bottom up, as docs/architecture.md draws them.</summary>
    private static readonly string[] Rooms =
    [
        "Text", "Formats", "Search", "Access", "Requests", "Persistence", "Organization", "SavedViews", "Exports", "Jobs", "Notifications", "ReferenceData", "Customers",
        "Inbox", "FollowUps", "Files", "Orders", "Reports", "Downloads", "Targets", "ReportTemplates", "DailyReports", "Health", "Watching", "Urging", "Morning", "Digest", "Dashboard", "Backups",
    ];

    [Fact]
    public void Every_folder_of_Core_is_a_room_of_the_list()
    {
        var folders = Files().Select(RoomOf).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Rooms.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void A_room_uses_only_rooms_below_it()
    {
        var upward = from file in Files().Except(Exempt)
                     let place = Array.IndexOf(Rooms, RoomOf(file))
                     from used in Named(Repository.Read(file))
                     where Array.IndexOf(Rooms, used) > place
                     select $"{file} uses {used}";
        Assert.Empty(upward);
    }

    [Fact]
    public void The_description_draws_the_rooms_in_their_order()
    {
        var drawn = DrawnRoom().Matches(Repository.Read("docs/architecture.md")).Select(m => m.Groups[1].Value);
        Assert.Equal(Rooms, drawn);
    }

    [Theory]
    [InlineData("using CrmWeb.Core.Customers.Fields;", "Customers")]
    [InlineData("/// <see cref=\"CrmWeb.Core.Jobs.JobRun\"/>", "Jobs")]
    [InlineData("    var all = Inbox.ReadMarks.All;", "Inbox")]
    [InlineData("    db.Customers.Add(customer); CrmWeb.Core.Text.FormText.Clean(x);", "Text")]
    public void Whatever_way_a_room_is_named_is_seen(string line, string room) => Assert.Equal([room], Named(line));

    private static IEnumerable<string> Files() => Repository.Files.Where(f => f.StartsWith(Core, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));

    private static string RoomOf(string file) => file[Core.Length..].Split('/')[0];

    /// <summary>Rooms that a text names by a using, by the whole name, or by what is left of it inside CrmWeb.Core.</summary>
    private static IEnumerable<string> Named(string text) =>
        WholeName().Matches(text).Concat(ShortName().Matches(text)).Select(m => m.Groups[1].Value).Where(Rooms.Contains).Distinct();

    [GeneratedRegex(@"\bCrmWeb\.Core\.(\w+)")]
    private static partial Regex WholeName();

    // A namespace is followed by a type; a property of that name, such as Organization.Name of an object, by nothing a room holds.
    [GeneratedRegex(@"(?<![\w.""/<>:])(Formats|Access|Requests|Persistence|Organization|Jobs|Notifications|ReferenceData|Customers|Inbox|FollowUps|Files|Orders|Reports|Downloads|Targets|DailyReports|Health|Watching|Urging|Morning|Digest|Dashboard|Backups)\.[A-Z]\w+\.[A-Z]")]
    private static partial Regex ShortName();

    [GeneratedRegex(@"(?m)^    (\w+)/ +\d+ ")]
    private static partial Regex DrawnRoom();
}
