using System.Net;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using Microsoft.Data.Sqlite;

namespace CrmWeb.Durability;

/// <summary>Fills the disk under the data folder while the program runs: database, log files and keys are all on it.</summary>
public static class FullDiskRun
{
    public static async Task<bool> RunAsync(string program, string folder, Action<string> say)
    {
        await using var template = await TestDatabase.CreateAsync(Content.Company);
        var data = Path.Combine(folder, "data");
        Directory.CreateDirectory(data);
        var settings = new DatabaseSettings(DatabaseProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "crm.db") }.ToString(), data);
        File.Copy(template.Settings.SqliteFile, settings.SqliteFile);

        await using var served = new ServedProgram(program, settings);
        await served.StartAsync();
        var browser = served.Browse(await served.SignInAsync("repeast"));
        var saved = 0;
        while (await SaveAsync(browser, $"盘满之前{saved}号有限公司") is { IsRedirect: true } && saved < 20)
            saved++;
        say($"{saved} saved while there was room");

        var ballast = Path.Combine(folder, "ballast");
        Fill(ballast);
        say($"{new DriveInfo(folder).AvailableFreeSpace} bytes free");
        PageAnswer? refused = null;
        for (var attempt = 0; attempt < 5000 && refused is null; attempt++)
        {
            var answer = await SaveAsync(browser, $"盘满之时{attempt}号有限公司");
            refused = answer.IsRedirect ? null : answer;
            saved += answer.IsRedirect ? 1 : 0;
        }

        var kept = refused?.FormWith("Form.Name");
        var good = Say(refused?.Status == HttpStatusCode.InsufficientStorage && refused.Text.Contains("服务器存储空间不足", StringComparison.Ordinal),
            $"the save is refused: {refused?.Status}");
        good &= Say(kept?["Form.Remarks"] == "写了很久的备注", "what was typed is in the form again");
        for (var round = 0; round < 200; round++)
            good &= (await browser.GetAsync(round % 2 == 0 ? "/customers" : "/")).Status == HttpStatusCode.OK;
        good = Say(good, "200 pages were read meanwhile, their log lines had nowhere to go");
        good &= Say(await served.StatusAsync("/health/ready") == HttpStatusCode.OK && served.IsAlive, "the process lives and is ready");

        File.Delete(ballast);
        good &= Say((await kept!.SubmitAsync()).IsRedirect, "with room again the same form is saved, without a restart");
        await served.KillAsync();
        var ledger = new Ledger();
        var faults = await Inspection.RunAsync(settings, ledger);
        return good & Say(faults.Count == 0, $"{saved + 1} saved in all; integrity and halves: {faults.Count} faults {string.Join("; ", faults)}");

        bool Say(bool holds, string what)
        {
            say($"{(holds ? "yes" : "NO ")}  {what}");
            return holds;
        }
    }

    private static async Task<PageAnswer> SaveAsync(Browser browser, string name) =>
        await (await browser.GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Industry", "C40").Set("Form.Source", "online").Set("Form.Remarks", "写了很久的备注")
            .Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile()).SubmitAsync();

    /// <summary>Takes every byte that is left.</summary>
    private static void Fill(string ballast)
    {
        using var stream = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in new[] { 1024 * 1024, 4096, 1 })
        {
            try
            {
                var block = new byte[size];
                while (true)
                    stream.Write(block);
            }
            catch (IOException)
            {
                // Smaller blocks next.
            }
        }
    }
}
