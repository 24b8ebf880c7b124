using System.Net;
using CrmWeb.Core.Data;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>Two web processes on one database: sign in on one, send its form to the other, restart both.</summary>
public static class TwoRun
{
    public static async Task<bool> RunAsync(string program, DatabaseSettings settings, Action<string> say)
    {
        await using var one = new ServedProgram(program, settings with { DataFolder = Path.Combine(settings.DataFolder, "one") });
        await using var two = new ServedProgram(program, settings with { DataFolder = Path.Combine(settings.DataFolder, "two") });
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        say($"{one.Address} and {two.Address} are ready");

        var cookies = await one.SignInAsync("repeast");
        var good = await SaveAsync(one, two, cookies, "扬州甲处机械有限公司", "signed in and opened on one, sent to the other", say);
        good &= await SaveAsync(two, one, cookies, "扬州乙处阀门有限公司", "and the other way round", say);

        await one.KillAsync();
        await two.KillAsync();
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        return good & await SaveAsync(two, one, cookies, "扬州丙处轴承有限公司", "the same session after both were restarted", say);
    }

    /// <param name="open">Where the form, and with it the token, comes from.</param>
    /// <param name="send">Where it goes.</param>
    private static async Task<bool> SaveAsync(ServedProgram open, ServedProgram send, CookieContainer cookies, string name, string what, Action<string> say)
    {
        var form = (await open.Browse(cookies).GetAsync("/customers/new")).FormWith("Form.Name")
            .Set("Form.Name", name).Set("Form.Industry", "C40").Set("Form.Source", "online")
            .Set("Form.Contacts[0].Name", "贺云").Set("Form.Contacts[0].Mobile", Forms.NewMobile());
        var answer = await form.SubmitAsync(send.Browse(cookies));
        say($"{what}: {(int)answer.Status} {answer.Location}");
        return answer.IsRedirect && !answer.LeadsToSignIn;
    }
}
