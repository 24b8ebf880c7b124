using System.Diagnostics;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

/// <summary>The built program with a schedule in its settings that could be misunderstood.</summary>
public sealed class JobSettingsTests
{
    [Fact]
    public async Task A_start_with_numbered_days_of_the_week_is_refused_by_one_sentence_that_gives_the_right_form()
    {
        await using var database = TestDatabase.Absent();
        var info = new ProcessStartInfo("dotnet", [KillTests.BuiltProgram(), "--urls", "http://127.0.0.1:0"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        info.Environment["Data__Folder"] = database.Settings.DataFolder;
        info.Environment["Database__Provider"] = database.Settings.Provider.ToString();
        info.Environment["ConnectionStrings__Crm"] = database.Settings.ConnectionString;
        info.Environment["Jobs__digest__Schedule"] = "0 30 8 ? * 2-6";

        using var program = Process.Start(info)!;
        var said = (await program.StandardError.ReadToEndAsync()).Trim();
        await program.WaitForExitAsync();

        Assert.Equal(1, program.ExitCode);
        Assert.StartsWith("The setting Jobs:digest:Schedule: '0 30 8 ? * 2-6' ", said, StringComparison.Ordinal);
        Assert.EndsWith("write '0 30 8 * * MON-FRI'.", said, StringComparison.Ordinal);
        Assert.Single(said.Split('\n'));
    }
}
