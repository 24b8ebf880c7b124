using System.Net;
using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Drives everything that can be asked as everybody, and looks at the tables after each refusal.</summary>
/// <remarks>In several classes, each with a database of its own: looking at the tables takes longer the more was asked before.</remarks>
public abstract class RouteAccess(CrmApp app)
{
    protected static TheoryData<string> KeysWhere(Func<Route, bool> isAsked) => [.. RouteTable.Routes.Where(isAsked).Select(r => r.Key)];

    protected async Task CheckAsync(string key)
    {
        var route = RouteTable.Routes.Single(r => r.Key == key);
        var expected = route.Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(RouteTable.Askers.Length, expected.Count);

        // All records first, so that one look at the tables is the end of one question and the start of the next.
        var targets = new RouteTarget(app, route);
        List<Func<string, string>> fills = [];
        foreach (var asker in RouteTable.Askers)
            fills.Add(await targets.MakeAsync(asker));
        List<Browser> browsers = [];
        foreach (var asker in RouteTable.Askers)
            browsers.Add(await BrowserAsync(route, asker));
        app.Services.GetRequiredService<DepartmentTree>().Invalidate();
        app.Services.GetRequiredService<UserDirectory>().Invalidate();

        List<string> faults = [];
        var before = await app.SnapshotAsync();
        for (var i = 0; i < expected.Count; i++)
        {
            var answer = await AskAsync(route, browsers[i], fills[i]);
            var after = await app.SnapshotAsync();
            faults.AddRange(Faults(route, RouteTable.Askers[i], expected[i], answer, before.Changes(after))
                .Select(fault => $"{RouteTable.Askers[i]?.ToString() ?? "stranger"}: {fault}"));
            before = after;
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>A file that is sent has another content than the one that is there.</summary>
    internal static Task<PageAnswer> AskAsync(Route route, Browser browser, Func<string, string> fill) => route.SendsFile
        ? browser.UploadAsync(fill(route.Address), route.Fields.Select(f => (f.Name, (string?)fill(f.Value))), ("合同.pdf", [.. Uploads.Pdf, (byte)'\n']))
        : route.IsPost
        ? browser.PostAsync(fill(route.Address), [.. route.Fields.Select(f => (f.Name, (string?)fill(f.Value)))])
        : browser.GetAsync(fill(route.Address));

    private static IEnumerable<string> Faults(Route route, Who? asker, int expected, PageAnswer answer, IReadOnlyList<string> changes)
    {
        if ((int)answer.Status != expected)
            yield return $"{(int)answer.Status} instead of {expected}; {string.Join(' ', answer.IsRedirect ? [answer.Location!] : answer.Texts(".invalid-feedback, [role=alert]"))}";

        // Only a form that was accepted may change something, and then it must: otherwise it proves nothing of the others.
        var accepted = route.IsPost && (answer.IsRedirect ? !answer.LeadsToSignIn || route.EndsSession : route.IsAnsweredInPlace && answer.Status == HttpStatusCode.OK);
        if (!accepted && changes.Count > 0)
            yield return $"answered {(int)answer.Status} and changed {string.Join(", ", changes)}";
        if (accepted && changes.Count == 0 && !route.WritesNothing)
            yield return "was accepted and changed nothing";
        if (asker is null && !route.IsPost && route.NeedsSignIn && !answer.LeadsToSignIn)
            yield return $"a stranger was led to {answer.Location}";
    }

    private async Task<Browser> BrowserAsync(Route route, Who? asker)
    {
        var browser = asker is null ? app.Stranger() : route.EndsSession ? await app.SignInAsync(asker.Value) : await app.ClientAsync(asker.Value);
        if (route.IsPost)
            await browser.PrepareAsync();
        return browser;
    }
}
