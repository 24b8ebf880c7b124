using System.Net;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Backups;
using Xunit;

namespace CrmWeb.Tests.Pages.Backups;

/// <summary>A restored installation is the one that was backed up: passwords open it, and so do the sessions of before, because the keys are there.</summary>
[Trait("Category", "Pure")]
public sealed class RestoredInstallationTests
{
    [Fact]
    public async Task Passwords_and_sessions_of_before_are_good_after_restoring()
    {
        await using var source = await Installation.OfCompanyAsync();
        await source.StopAsync();
        var archive = Path.Combine(source.Folder, "backups", "crm.zip");
        CookieContainer session;
        await using (var first = new CrmProcess(source.Settings, new TestClock()))
        {
            session = await first.SignInAsync("repeast");
            await source.BackUpAsync(archive);
        }

        await using var target = Installation.Empty();
        await target.RestoreAsync(archive);
        await target.StopAsync();
        await using var second = new CrmProcess(target.Settings, new TestClock());
        Assert.Contains(TestCompany.EastName, (await second.Browse(session).GetAsync("/customers")).Text, StringComparison.Ordinal);
        await second.SignInAsync("mgreast");
    }
}
