using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Testing;
using CrmWeb.Tests.Pages;
using Xunit;

namespace CrmWeb.Tests.Infrastructure.Logs;

/// <summary>No line at any level holds a secret, although every secret there is was used.</summary>
public sealed class LogSecretsTests(WholeLoggedApp app) : IClassFixture<WholeLoggedApp>
{
    private const string Password = "Geheim-horse-77";
    private const string Hook = "5ecre7aa-0000-4bbb-8ccc-000000000001";
    private readonly HashSet<string> secrets = [TestCompany.Password, Password, Hook];

    [Fact]
    public async Task No_secret_is_written_at_any_level()
    {
        var admin = await app.SignInAsync(Who.Admin);
        await UseEveryFormAsync(admin);
        await UseFeedAsync();
        await UseChannelsAsync(admin);
        await SendTooLateAsync();
        await app.SignInAsync(Who.RepEast);

        var written = string.Concat(app.Console.Entries) + string.Concat(app.File.Entries);
        Assert.True(written.Length > 100_000, $"only {written.Length} characters were written; the journeys are not in the log");
        Assert.Contains("/calendar/…", written, StringComparison.Ordinal);
        Assert.DoesNotContain(secrets, secret => written.Contains(secret, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("CfDJ8", written, StringComparison.Ordinal);
    }

    /// <summary>All forms there are, and so those that come later; what their secret fields held is looked for.</summary>
    private async Task UseEveryFormAsync(Browser admin)
    {
        foreach (var route in RouteTable.Routes.Where(r => !r.EndsSession && r.Key != "GET /notifications/stream"))
        {
            var fill = await new RouteTarget(app, route).MakeAsync(Who.Admin);
            var fields = route.Fields.Select(f => (f.Name, Value: (string?)fill(f.Value))).ToArray();
            foreach (var (name, value) in fields.Where(f => f.Value?.Length > 8 && f.Name.Split('.')[^1] is var n && (n.Contains("Password", StringComparison.Ordinal) || n.Contains("Secret", StringComparison.Ordinal) || n == "Token")))
                secrets.Add(value!.Split('/')[^1]);
            var answer = route.IsPost ? await admin.PostAsync(fill(route.Address), fields) : await admin.GetAsync(fill(route.Address));
            foreach (var input in answer.Document.QuerySelectorAll("input[name=__RequestVerificationToken]"))
                secrets.Add(input.GetAttribute("value")!);
        }
    }

    private async Task UseFeedAsync()
    {
        var secret = await app.WithAsync<CalendarFeeds, string>(f => f.RenewAsync(app.As(Who.RepEast), CancellationToken.None));
        secrets.Add(secret);
        Assert.Contains("BEGIN:VCALENDAR", (await app.Stranger().GetAsync($"/calendar/{secret}.ics")).Text, StringComparison.Ordinal);
        await app.Stranger().GetAsync($"/CALENDAR/{secret}.ics?x=1");
        await app.Stranger().GetAsync($"/calendar/{secret}/more");
        await app.Stranger().SendAsync($"/calendar/{secret}.ics", []);
    }

    private async Task UseChannelsAsync(Browser admin)
    {
        var mail = await admin.GetAsync("/admin/notifications/mail");
        await mail.FormWith("Form.Host").Set("Form.Host", "127.0.0.1").Set("Form.Port", "1").Set("Form.UserName", "crm").Set("Form.Password", Password)
            .Set("Form.From", "crm@example.com").SubmitAsync();
        await admin.PostAsync("/admin/notifications/mail?handler=test", ("to", "someone@example.com"));
        foreach (var address in new[] { $"https://127.0.0.1:1/cgi-bin/webhook/send?key={Hook}", $"https://open.feishu.cn/open-apis/bot/v2/hook/{Hook}" })
        {
            await admin.PostAsync("/admin/notifications/robots/new",
                ("Form.Name", $"机器人{address.Length}"), ("Form.Department", $"{app.Company.DepartmentEast}"), ("Form.Product", "Feishu"), ("Form.AddressSecret", address), ("Form.SigningSecret", Password));
        }

        await admin.PostAsync("/account/profile?handler=password",
            ("Password.CurrentPassword", Password), ("Password.NewPassword", Password), ("Password.RepeatedPassword", Password));
    }

    /// <summary>A form after the session: the draft it becomes travels sealed through the sign-in page.</summary>
    private async Task SendTooLateAsync()
    {
        var stranger = app.Stranger();
        var answer = await stranger.PostAsync("/customers/new", ("Form.Name", "迟到的客户"));
        if (answer.Document.QuerySelector("input[name=Draft]")?.GetAttribute("value") is { Length: > 0 } draft)
            secrets.Add(draft);
        await stranger.PostAsync("/account/login", ("Form.UserName", "repeast"), ("Form.Password", Password), ("Draft", secrets.Last()));
        await stranger.GetAsync($"/customers/existing?token={Uri.EscapeDataString("CfDJ8" + Hook)}");
    }
}
