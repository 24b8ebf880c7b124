using System.Diagnostics;
using System.Net;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;

namespace CrmWeb.Durability;

/// <summary>Two web processes on one database: sign in on one, send its form to the other, change a list on one, restart both.</summary>
public static class TwoRun
{
    /// <summary>What one changes the others' caches see within a minute; a little more for the way.</summary>
    private static readonly TimeSpan UntilSeen = TimeSpan.FromSeconds(65);

    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static async Task<bool> RunAsync(string program, DatabaseSettings settings, Action<string> say)
    {
        await using var one = new ServedProgram(program, settings with { DataFolder = Path.Combine(settings.DataFolder, "one") });
        await using var two = new ServedProgram(program, settings with { DataFolder = Path.Combine(settings.DataFolder, "two") });
        await Task.WhenAll(one.StartAsync(), two.StartAsync());
        say($"{one.Address} and {two.Address} are ready");

        var cookies = await one.SignInAsync("repeast");
        var good = await SaveAsync(one, two, cookies, "扬州甲处机械有限公司", "signed in and opened on one, sent to the other", say);
        good &= await SaveAsync(two, one, cookies, "扬州乙处阀门有限公司", "and the other way round", say);
        good &= await TagAsync(one, two, cookies, say);

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

    /// <summary>Adds a tag on one; the other, which has the tags in memory, offers it soon.</summary>
    private static async Task<bool> TagAsync(ServedProgram one, ServedProgram two, CookieContainer cookies, Action<string> say)
    {
        const string Name = "甲处新标签";
        var asking = two.Browse(cookies);
        if ((await asking.GetAsync("/customers/new")).Text.Contains(Name, StringComparison.Ordinal))
            throw new InvalidOperationException("The tag is there before it was added.");

        var form = await one.Browse(await one.SignInAsync("admin")).GetAsync("/admin/tags/new");
        var group = form.Document.QuerySelectorAll("[name='Form.Group'] option").Select(o => o.GetAttribute("value")).First(v => !string.IsNullOrEmpty(v));
        var answer = await form.FormWith("Form.Zh").Set("Form.Zh", Name).Set("Form.En", "Added on one").Set("Form.Group", group).SubmitAsync();
        if (!answer.IsRedirect)
            throw new InvalidOperationException($"The tag was not added: {answer.Status}");

        var added = Stopwatch.GetTimestamp();
        for (; Stopwatch.GetElapsedTime(added) < UntilSeen; await Task.Delay(Poll))
        {
            if ((await asking.GetAsync("/customers/new")).Text.Contains(Name, StringComparison.Ordinal))
            {
                say($"a tag added on one is offered by the other after {Stopwatch.GetElapsedTime(added).TotalSeconds:0} s");
                return true;
            }
        }

        say($"a tag added on one was not offered by the other within {UntilSeen.TotalSeconds:0} s");
        return false;
    }
}
