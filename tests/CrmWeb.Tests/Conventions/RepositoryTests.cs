using System.Text.RegularExpressions;
using Xunit;

namespace CrmWeb.Tests.Conventions;

/// <summary>What holds for the files themselves, whatever the code in them does.</summary>
[Trait("Category", "Pure")]
public sealed class RepositoryTests
{
    // Put together here, so that this file does not contain what it looks for.
    private static readonly string[] RegistryHosts =
    [
        "nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "yarnpkg" + ".com", "npmmirror" + ".com",
        "pypi" + ".org", "crates" + ".io", "deb.debian" + ".org",
    ];

    private static readonly string[] KindFolders = ["Services", "Models", "Helpers", "Common", "Utils", "Managers"];

    [Fact]
    public void No_file_names_a_package_registry()
    {
        Empty(Find(Repository.TextFiles, string.Join('|', RegistryHosts.Select(Regex.Escape)), RegexOptions.IgnoreCase));
        Empty(Repository.Files.Where(file => Path.GetFileName(file).Equals("NuGet.config", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Locked_client_libraries_carry_no_download_address() =>
        Empty(Find(Repository.Files.Where(file => file.EndsWith("package-lock.json", StringComparison.Ordinal)), "\"resolved\""));

    [Fact]
    public void No_file_holds_a_path_of_somebodys_machine()
    {
        var folders = string.Join('|', "home", "root", "work", "Users", "opt/" + "nuget");
        Empty(Find(Repository.TextFiles, $@"(?<![\w.~*/)}}-])/({folders})/|[A-Za-z]:\\Users\\|\.\./" + "shared"));
    }

    [Fact]
    public void No_folder_is_named_after_a_kind_of_class() =>
        Empty(Repository.Files.Where(file => file.Split('/')[..^1].Any(KindFolders.Contains)));

    [Fact]
    public void Nothing_is_left_for_later() =>
        Empty(Find(Repository.TextFiles, $@"\b({"TO" + "DO"}|{"FIX" + "ME"}|{"HA" + "CK"}|NotImplemented{"Exception"})\b"));

    [Theory]
    [InlineData(@"Html\.Raw|new HtmlString")]
    [InlineData(@"FromSqlRaw|ExecuteSqlRaw|SqlQueryRaw")]
    [InlineData(@"DateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    // Where to comes from the request: only LocalRedirect; CrmLinks builds addresses of our own.
    [InlineData(@"(?<!Local)Redirect(Permanent|Preserve\w*)?\((?!\s*(""/|CrmLinks\.))|new RedirectResult")]
    [InlineData(@"ServerCertificateCustomValidationCallback|DangerousAcceptAny")]
    [InlineData(@"Thread\.Sleep|\.GetAwaiter\(\)\.GetResult\(\)")]
    public void Source_does_without(string pattern) =>
        Empty(Find(Repository.Source(".cs", ".cshtml"), pattern).Where(hit => !Allowed.Contains((pattern, FileOf(hit)))));

    /// <summary>Each with the reason it is right there.</summary>
    private static readonly HashSet<(string Pattern, string File)> Allowed = [];

    [Theory]
    [InlineData(@"\sstyle=""")]
    [InlineData(@"\son[a-z]+=""")]
    [InlineData(@"hx-on|hx-vals=""js:")]
    [InlineData(@"<style")]
    [InlineData(@"<script(?![^>]*\bsrc=)(?![^>]*type=""application/json"")")]
    public void Views_carry_nothing_the_content_policy_would_block(string pattern) =>
        Empty(Find(Repository.Source(".cshtml"), pattern, RegexOptions.IgnoreCase));

    [Fact]
    public void Views_take_addresses_from_typed_links() =>
        Empty(Find(Repository.Source(".cshtml"), @"\b(href|action|hx-(get|post|put|delete))=""~?/(?!""|lib/)"));

    [Fact]
    public void Links_in_the_documentation_lead_somewhere() => Empty(
        from file in Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
        from Match link in Regex.Matches(Repository.Read(file), @"\]\((?!https?:|mailto:|#)([^)#\s]+)")
        let target = Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, link.Groups[1].Value)
        where !Path.Exists(target)
        select $"{file}: {link.Groups[1].Value}");

    /// <summary>A picture that no test takes would go on showing a page that has changed.</summary>
    [Fact]
    public void Pictures_in_the_documentation_are_taken_by_the_script()
    {
        var taken = Regex.Matches(Repository.Read("tests/CrmWeb.BrowserTests/PicturesTests.cs"), @"InlineData\(""([a-z-]+)""").Select(m => m.Groups[1].Value).ToHashSet();
        Empty(from file in Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal))
              from Match picture in Regex.Matches(Repository.Read(file), @"images/([a-z-]+)\.(en|zh-CN)\.png")
              where !taken.Contains(picture.Groups[1].Value)
              select $"{file}: {picture.Value}");
    }

    [Fact]
    public void Pages_are_thin()
    {
        var models = Repository.Source(".cs").Where(file => file.EndsWith(".cshtml.cs", StringComparison.Ordinal)).ToList();
        LongerThan(160, models);
        var lengths = models.Select(file => Repository.Lines(file).Length).Order().ToList();
        Assert.True(lengths.Count == 0 || lengths[lengths.Count / 2] <= 90, "Half of the page models are longer than 90 lines.");
    }

    [Fact]
    public void Views_are_short() => LongerThan(140, Repository.Source(".cshtml"));

    [Fact]
    public void A_file_is_split_before_it_is_longer_than_200_lines() => LongerThan(200, Repository.Source(".cs", ".cshtml", ".js"));

    [Fact]
    public void A_folder_is_split_before_it_holds_more_than_25_files() => Empty(
        Repository.Source(".cs", ".cshtml", ".resx").GroupBy(file => file[..file.LastIndexOf('/')]).Where(folder => folder.Count() > 25)
            .Select(folder => $"{folder.Key}: {folder.Count()} files, 25 at most"));

    [Fact]
    public void Test_files_are_short() =>
        LongerThan(300, Repository.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)));

    [Fact]
    public void Program_reads_as_a_table_of_contents() => LongerThan(80, ["src/CrmWeb/Program.cs"]);

    [Fact]
    public void Tests_neither_sleep_nor_skip() =>
        Empty(Find(
            Repository.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)),
            "Thread" + @"\.Sleep\(|\(Skip\s*=|, Skip\s*="));

    private static string FileOf(string hit) => hit[..hit.IndexOf(':')];

    private static void Empty(IEnumerable<string> hits)
    {
        var found = hits.ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Find(IEnumerable<string> files, string pattern, RegexOptions options = RegexOptions.None)
    {
        var regex = new Regex(pattern, options);
        return files.SelectMany(Repository.CodeLines)
            .Where(line => regex.IsMatch(line.Text))
            .Select(line => $"{line.Place}: {line.Text.Trim()}");
    }

    private static void LongerThan(int limit, IEnumerable<string> files) =>
        Empty(files.Select(file => (file, count: Repository.Lines(file).Length))
            .Where(entry => entry.count > limit)
            .Select(entry => $"{entry.file}: {entry.count} lines, {limit} at most"));
}
