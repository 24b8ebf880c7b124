using System.Text;
using AngleSharp.Html.Parser;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Http;

namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>What came back.</summary>
/// <param name="Fault">What is wrong with it; null where nothing is.</param>
internal sealed record FuzzAnswer(int Status, string? Location, string Text, string? Fault);

/// <summary>
/// Somebody who sends requests to the byte, which an HTTP client would first put right. Signs in again when a request ended the
/// session.
/// </summary>
internal sealed class FuzzVisit(FuzzedApp app, Who? who)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Dictionary<string, string> cookies = [];

    /// <summary>Of a form, for whoever is signed in now.</summary>
    public string Token { get; private set; } = "";

    public async Task BeginAsync()
    {
        cookies.Clear();
        await TakeTokenAsync(app.HasCompany ? "/account/login" : "/account/setup");
        if (who is not { } person)
            return;
        var answer = await SendAsync(FuzzRequest.Form("/account/login", [
            ("Form.UserName", app.Company[person].UserName), ("Form.Password", TestCompany.Password), ("__RequestVerificationToken", Token)]));
        if (answer.Status != 302)
            throw new InvalidOperationException($"{who} could not sign in: {answer.Status} {answer.Fault}");
        await TakeTokenAsync("/account/profile");
    }

    public async Task<FuzzAnswer> SendAsync(FuzzRequest request)
    {
        try
        {
            using var stop = new CancellationTokenSource(Patience);
            var context = await app.Server.SendAsync(c => Fill(c.Request, request), stop.Token);
            await using var body = context.Response.Body;
            var text = "";
            if (context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) != true)
                text = await new StreamReader(body, Encoding.UTF8).ReadToEndAsync(stop.Token);
            Keep(context.Response);
            return new FuzzAnswer(
                context.Response.StatusCode, context.Response.Headers.Location.ToString(), text, context.Response.StatusCode >= 500 ? $"answered {context.Response.StatusCode}"
                : context.Response.Headers.SelectMany(h => h.Value).Any(v => v?.Any(c => c is < ' ' or > '~') == true) ? $"answered with a header that no server can send: {context.Response.Headers.Location}" : null);
        }
        catch (Exception e)
        {
            return new FuzzAnswer(0, null, "", $"was not answered: {e}");
        }
    }

    private void Fill(HttpRequest to, FuzzRequest from)
    {
        var query = from.Address.IndexOf('?', StringComparison.Ordinal);
        to.Method = from.Method;
        to.Scheme = "https";
        to.Host = new HostString("localhost");
        to.Path = Decoded(query < 0 ? from.Address : from.Address[..query]);
        to.QueryString = query < 0 ? QueryString.Empty : new QueryString(from.Address[query..]);
        to.Headers.Cookie = string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}"));
        foreach (var (name, value) in from.Headers)
            to.Headers[name] = name == "Cookie" ? $"{to.Headers.Cookie}; {value}" : value;
        if (from.Body is null)
            return;
        to.Body = new MemoryStream(from.Body);
        to.ContentLength = from.Body.Length;
        to.ContentType = from.ContentType;
    }

    /// <summary>A path with NUL is refused before the program sees it; the rest of it is still worth sending.</summary>
    private static PathString Decoded(string path) => PathString.FromUriComponent(path.Replace("%00", "", StringComparison.Ordinal));

    private void Keep(HttpResponse response)
    {
        foreach (var set in response.Headers.SetCookie.OfType<string>())
        {
            var pair = set.Split(';')[0].Split('=', 2);
            if (pair.Length < 2 || pair[1].Length == 0)
                cookies.Remove(pair[0]);
            else
                cookies[pair[0]] = pair[1];
        }
    }

    private async Task TakeTokenAsync(string address)
    {
        var answer = await SendAsync(new FuzzRequest("GET", address, null, null, []));
        Token = new HtmlParser().ParseDocument(answer.Text).QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value")
            ?? throw new InvalidOperationException($"No token on {address}: {answer.Status} {answer.Fault}");
    }
}
