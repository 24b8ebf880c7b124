using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmWeb.Benchmarks;

/// <summary>Somebody signed in through the sign-in page. Cookies and the form token are kept; redirects are not followed.</summary>
internal sealed partial class Visitor(HttpMessageInvoker http, Uri address, string userName)
{
    private readonly Dictionary<string, string> cookies = [];
    private string cookieHeader = "";

    public string UserName => userName;

    /// <summary>Goes with every form this visitor sends.</summary>
    public string Token { get; private set; } = "";

    public IReadOnlyList<KnownCustomer> Customers { get; set; } = [];

    /// <exception cref="InvalidOperationException">Refused.</exception>
    public async Task SignInAsync(string password)
    {
        using var answers = new AnswerBuffer();
        Token = FindToken((await SendAsync(new Call("/account/login"), answers)).Text);
        var signedIn = await SendAsync(Call.Form("/account/login", Token, ("Form.UserName", userName), ("Form.Password", password)), answers);
        if (signedIn.Status != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"{userName} could not sign in: {signedIn.Status}. Is this the generated database?");

        // The token of a stranger is no good any more.
        Token = FindToken((await SendAsync(new Call("/account/profile"), answers)).Text);
    }

    /// <param name="answers">Holds the answer until the next call.</param>
    public async Task<Answer> SendAsync(Call call, AnswerBuffer answers)
    {
        using var request = new HttpRequestMessage(call.Body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(address, call.Path));
        if (cookieHeader.Length > 0)
            request.Headers.TryAddWithoutValidation("Cookie", cookieHeader);
        request.Headers.TryAddWithoutValidation("Accept-Language", "zh-CN");
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded");
        }

        using var response = await http.SendAsync(request, CancellationToken.None);
        var length = await answers.FillAsync(response.Content);
        Keep(response);
        return new Answer(response.StatusCode, response.Headers.Location?.OriginalString, answers.Read(length));
    }

    private static string FindToken(string html) =>
        HiddenToken().Match(html) is { Success: true } match ? match.Groups[1].Value : throw new InvalidOperationException("The page carries no form token.");

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var set))
            return;
        lock (cookies)
        {
            foreach (var cookie in set)
            {
                var pair = cookie.Split(';')[0].Split('=', 2);
                cookies[pair[0]] = pair[1];
            }

            // A toast waits in a cookie for the next page; this visitor reads none.
            cookies.Remove("crm-note");
            cookieHeader = string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}"));
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex HiddenToken();
}

/// <summary>A customer the visitor sees in the list.</summary>
internal sealed record KnownCustomer(int Id, string Name);

/// <summary>A request: a page, or a form where there is a body.</summary>
internal sealed record Call(string Path, byte[]? Body = null)
{
    /// <summary>What the answer has to contain, or where it has to lead; null where any page of the scenario will do.</summary>
    public string? Expects { get; init; }

    public static Call Form(string path, string token, params (string Name, string Value)[] fields)
    {
        var text = new StringBuilder("__RequestVerificationToken=").Append(token);
        foreach (var (name, value) in fields)
            text.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return new Call(path, Encoding.ASCII.GetBytes(text.ToString()));
    }
}

/// <summary>What came back; good until the next call with the same buffer.</summary>
internal readonly record struct Answer(HttpStatusCode Status, string? Location, ReadOnlyMemory<byte> Body)
{
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public bool Contains(ReadOnlySpan<byte> words) => Body.Span.IndexOf(words) >= 0;

    public int Count(ReadOnlySpan<byte> words) => Body.Span.Count(words);
}

/// <summary>Takes one answer after the other without new memory for each.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    private readonly MemoryStream memory = new(512 * 1024);

    public async Task<int> FillAsync(HttpContent content)
    {
        memory.SetLength(0);
        await content.CopyToAsync(memory);
        return (int)memory.Length;
    }

    public ReadOnlyMemory<byte> Read(int length) => memory.GetBuffer().AsMemory(0, length);

    public void Dispose() => memory.Dispose();
}
