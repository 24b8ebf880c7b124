using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CrmWeb.Testing;

/// <summary>Asks for pages and keeps cookies, but follows no redirect by itself.</summary>
public sealed class Browser
{
    private const string Token = "__RequestVerificationToken";
    private string? token;

    public Browser(HttpClient http)
    {
        Http = http;
        Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
    }

    public HttpClient Http { get; }

    public async Task<PageAnswer> GetAsync(string address)
    {
        KnownSecrets.KeepFeeds(address);
        return await AnswerAsync(await Http.GetAsync(address));
    }

    /// <summary>Sends fields as a form would; an antiforgery token is added.</summary>
    public async Task<PageAnswer> PostAsync(string address, params (string Name, string? Value)[] fields)
    {
        await PrepareAsync();
        return await SendAsync(address, [(Token, token), .. fields]);
    }

    /// <summary>Fetches the antiforgery token that <see cref="PostAsync"/> adds.</summary>
    public async Task PrepareAsync() => token ??= await FetchTokenAsync();

    /// <summary>The token that was fetched.</summary>
    internal string? FormToken => token;

    /// <summary>Sends a body as it is.</summary>
    public async Task<PageAnswer> SendPartsAsync(string address, HttpContent content)
    {
        using (content)
            return await AnswerAsync(await Http.PostAsync(address, content));
    }

    /// <summary>Sends exactly these fields.</summary>
    public async Task<PageAnswer> SendAsync(string address, IEnumerable<(string Name, string? Value)> fields)
    {
        List<KeyValuePair<string, string>> sent = [.. fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value ?? ""))];
        sent.ForEach(f => KnownSecrets.KeepField(f.Key, f.Value));
        using var content = new FormUrlEncodedContent(sent);
        return await AnswerAsync(await Http.PostAsync(address, content));
    }

    private async Task<PageAnswer> AnswerAsync(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            KnownSecrets.KeepFeeds(text);
            AssertNoSecret(response);
            AssertCanBeSent(response);
            return new PageAnswer(this, response.RequestMessage!.RequestUri!, response.StatusCode, response.Headers, text);
        }
    }

    /// <summary>A cookie is for this browser alone; every other header is written down by whatever stands in between.</summary>
    private static void AssertNoSecret(HttpResponseMessage response)
    {
        foreach (var (name, values) in response.Headers.Where(h => h.Key != "Set-Cookie"))
        {
            // What leads back to the address that was asked for tells nobody anything.
            if (KnownSecrets.In(string.Join(' ', values)) is { } secret
                && !response.RequestMessage!.RequestUri!.OriginalString.Contains(secret.TrimEnd('…'), StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"The header {name} holds a secret: {secret}");
        }
    }

    /// <summary>The real server takes no other characters in a header and answers with 500 where there are any.</summary>
    private static void AssertCanBeSent(HttpResponseMessage response)
    {
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            if (values.ToString().Any(c => c is < ' ' or > '~'))
                throw new InvalidOperationException($"{response.RequestMessage?.RequestUri}: the header {name} cannot be sent: {values}");
        }
    }

    /// <summary>Any form of the same person carries one: on the desk, or on the sign-in page for strangers.</summary>
    private async Task<string> FetchTokenAsync()
    {
        foreach (var address in new[] { "/account/profile", "/account/login" })
        {
            if ((await GetAsync(address)).Document.QuerySelector($"input[name={Token}]") is IHtmlInputElement input)
                return input.Value;
        }

        throw new InvalidOperationException("Neither the profile nor the sign-in page has a form with a token.");
    }
}

/// <summary>What came back.</summary>
public sealed class PageAnswer(Browser browser, Uri address, HttpStatusCode status, System.Net.Http.Headers.HttpResponseHeaders headers, string text)
{
    private readonly Lazy<IHtmlDocument> document = new(() => new HtmlParser().ParseDocument(text));

    public HttpStatusCode Status => status;

    public string Text => text;

    public System.Net.Http.Headers.HttpResponseHeaders Headers => headers;

    public IHtmlDocument Document => document.Value;

    public bool IsRedirect => (int)status is >= 300 and < 400;

    /// <summary>Path and query a redirect leads to.</summary>
    public string? Location => headers.Location is not { } to ? null : to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString;

    public bool LeadsToSignIn => IsRedirect && Location!.StartsWith("/account/login", StringComparison.OrdinalIgnoreCase);

    /// <summary>Follows the redirect.</summary>
    public Task<PageAnswer> FollowAsync() => browser.GetAsync(Location ?? throw new InvalidOperationException($"{address} answered {status} and leads nowhere."));

    /// <summary>What a selector finds, as text with single spaces.</summary>
    public IReadOnlyList<string> Texts(string selector) =>
        [.. Document.QuerySelectorAll(selector).Select(e => string.Join(' ', e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    /// <summary>The form a selector finds.</summary>
    public PageForm Form(string selector) => new(browser, address, Document.QuerySelector(selector) as IHtmlFormElement
        ?? throw new InvalidOperationException($"{address} ({status}) has no form {selector}."));

    /// <summary>The form that holds a field of this name.</summary>
    public PageForm FormWith(string field) => new(browser, address, Document.QuerySelector($"form [name='{field}']")?.Closest("form") as IHtmlFormElement
        ?? throw new InvalidOperationException($"{address} ({status}) has no form with {field}."));
}

/// <summary>A form as the page shows it, to be changed and sent.</summary>
public sealed class PageForm
{
    private readonly Browser browser;
    private string action;
    private readonly List<(string Name, string? Value)> fields;

    internal PageForm(Browser browser, Uri page, IHtmlFormElement form)
    {
        this.browser = browser;
        action = new Uri(page, form.GetAttribute("action") is { Length: > 0 } own ? own : page.PathAndQuery).PathAndQuery;
        fields = [.. form.Elements.Where(e => !e.HasAttribute("disabled")).SelectMany(Fields)];
    }

    /// <summary>Path and query it is sent to.</summary>
    public string Action => action;

    /// <summary>What it would send now.</summary>
    public IEnumerable<KeyValuePair<string, string>> Content => fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value ?? ""));

    /// <summary>The value a field has now; null when the form has no such field.</summary>
    public string? this[string name] => fields.FirstOrDefault(f => f.Name == name).Value;

    /// <summary>Gives a field these values; one that the page does not show is added.</summary>
    public PageForm Set(string name, params string?[] values)
    {
        var at = fields.FindIndex(f => f.Name == name);
        fields.RemoveAll(f => f.Name == name);
        fields.InsertRange(at < 0 ? fields.Count : at, values.Select(v => (name, v)));
        return this;
    }

    /// <summary>Sends it where one of its buttons leads.</summary>
    public PageForm To(string address)
    {
        action = address;
        return this;
    }

    public Task<PageAnswer> SubmitAsync() => browser.SendAsync(action, fields);

    /// <summary>Sends it through another browser, which may speak to another process.</summary>
    public Task<PageAnswer> SubmitAsync(Browser through) => through.SendAsync(action, fields);

    private static IEnumerable<(string Name, string? Value)> Fields(IElement element)
    {
        var name = element.GetAttribute("name");
        if (string.IsNullOrEmpty(name))
            return [];
        return element switch
        {
            IHtmlInputElement { Type: "submit" or "button" or "image" or "reset" } => [],
            IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? [(name, box.Value)] : [],
            IHtmlInputElement input => [(name, input.Value)],
            IHtmlTextAreaElement area => [(name, area.Value)],
            IHtmlSelectElement select => select.Options.Where(o => o.IsSelected).Select(o => (name, (string?)o.Value)),
            _ => [],
        };
    }
}
