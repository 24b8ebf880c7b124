using System.Text;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace CrmWeb.Tests.Infrastructure.Logs;

/// <summary>Strangers cannot forge lines or fill the disk: a request of theirs is worth 1 kB of all logs together, whatever it is made of.</summary>
public sealed class LogLengthTests(UsualLoggedApp app) : IClassFixture<UsualLoggedApp>
{
    private const int MostBytes = 1024;
    private static readonly string Long = new('a', 8000);
    private static readonly string Escapes = string.Concat(Enumerable.Repeat("\n12:00:00 INF Forged \u001b[31m\u0085\u2028\u202e", 200));
    private static readonly string Chinese = new('汉', 2500);

    public static TheoryData<string> Shapes => [.. Requests.Keys];

    private static Dictionary<string, Action<HttpRequest>> Requests { get; } = new()
    {
        ["a long path"] = r => r.Path = "/" + Long,
        ["a path of escapes"] = r => r.Path = "/" + Escapes,
        ["a path in Chinese"] = r => r.Path = "/" + Chinese,
        ["a path of emoji"] = r => r.Path = "/" + string.Concat(Enumerable.Repeat("😀", 2000)),
        ["a path with quotes"] = r => r.Path = "/" + new string('"', 4000),
        ["a path with backslashes"] = r => r.Path = "/" + new string('\\', 4000),
        ["a long query"] = r => (r.Path, r.QueryString) = ("/account/login", new QueryString("?q=" + Long)),
        ["a long method"] = r => r.Method = Long,
        ["a long host"] = r => r.Host = new HostString(Long + ".example"),
        ["a long agent"] = r => r.Headers.UserAgent = Long,
        ["a long referer"] = r => r.Headers.Referer = "https://x/" + Escapes,
        ["a long language"] = r => r.Headers.AcceptLanguage = Long,
        ["a long header name"] = r => r.Headers[new string('h', 4000)] = "x",
        ["a made-up trace"] = r => r.Headers["traceparent"] = Long,
        ["a made-up session"] = r => (r.Path, r.Headers.Cookie) = ("/account/login", "__Host-crm=CfDJ8" + Long),
        ["a made-up form cookie"] = r => (r.Path, r.Headers.Cookie) = ("/account/login", "__Host-crm-form=CfDJ8" + Long),
        ["a made-up note"] = r => (r.Path, r.Headers.Cookie) = ("/account/login", "__Host-crm-note=CfDJ8" + Long),
        ["many cookies"] = r => (r.Path, r.Headers.Cookie) = ("/account/login", string.Join("; ", Enumerable.Range(0, 800).Select(i => $"__Host-crm{i}=CfDJ8{i}"))),
        ["parts of cookies that are not there"] = r => (r.Path, r.Headers.Cookie) = ("/account/login", "__Host-crm=chunks-99; __Host-crm-note=chunks-99"),
        ["a form without its token"] = r => Post(r, "/account/login", "application/x-www-form-urlencoded", "Form.UserName=" + Long),
        ["a form with a made-up token"] = r =>
        {
            Post(r, "/account/login", "application/x-www-form-urlencoded", "__RequestVerificationToken=CfDJ8" + Long);
            r.Headers.Cookie = "__Host-crm-form=CfDJ8" + Long;
        },
        ["a form nobody can read"] = r => Post(r, "/account/login", "multipart/form-data; boundary=x", Long),
        ["a form of many fields"] = r => Post(r, "/account/login", "application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 3000).Select(i => $"a{i}=1"))),
        ["a strange character set"] = r => Post(r, "/account/login", "application/x-www-form-urlencoded; charset=" + Long, "a=1"),
        ["a form for which one must sign in"] = r => Post(r, "/customers/new", "application/x-www-form-urlencoded", "Form.Name=" + Long),
        ["a calendar that is not there"] = r => r.Path = "/calendar/" + Long + ".ics",
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_strangers_request_is_worth_one_kilobyte_of_all_logs_together(string shape)
    {
        // What the first request of all makes the program say is not this one's.
        await app.Stranger().GetAsync("/account/login");
        app.Console.Clear();
        app.File.Clear();
        var context = await app.Server.SendAsync(c =>
        {
            (c.Request.Method, c.Request.Scheme, c.Request.Host, c.Request.Path) = ("GET", "https", new HostString("localhost"), "/");
            Requests[shape](c.Request);
        });
        await context.Response.Body.CopyToAsync(Stream.Null);

        Assert.InRange(context.Response.StatusCode, 200, 499);
        var all = string.Concat(app.Console.Entries) + string.Concat(app.File.Entries);
        Assert.NotEmpty(app.File.Entries);
        Assert.True(app.Console.Bytes + app.File.Bytes <= MostBytes, $"{app.Console.Bytes} + {app.File.Bytes} bytes:\n{all}");
        Assert.DoesNotContain(all, c => (char.IsControl(c) && c != '\n') || c is '\u2028' or '\u2029' or '\u202e');
        Assert.All(app.Console.Entries.Concat(app.File.Entries), e => Assert.Equal(1, e.Count(c => c == '\n')));
    }

    private static void Post(HttpRequest request, string path, string type, string body)
    {
        (request.Method, request.Path, request.ContentType) = ("POST", path, type);
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        request.ContentLength = request.Body.Length;
    }
}
