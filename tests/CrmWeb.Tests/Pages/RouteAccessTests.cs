using System.Globalization;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Drives everything that can be asked as everybody, and looks at the tables after each refusal.</summary>
public sealed class RouteAccessTests(CrmApp app) : IClassFixture<CrmApp>
{
    public static TheoryData<string> Keys => [.. RouteTable.Routes.Select(r => r.Key)];

    [Fact]
    public async Task Everything_that_can_be_asked_stands_in_the_table()
    {
        var asked = await EndpointsAsync();
        var listed = RouteTable.Routes.Select(r => r.Key).ToList();

        Assert.Empty(asked.Except(listed));
        Assert.Empty(listed.Except(asked));
        Assert.Equal(listed.Count, listed.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Everybody_is_answered_as_the_table_says_and_no_refusal_changes_a_row(string key)
    {
        var route = RouteTable.Routes.Single(r => r.Key == key);
        var expected = route.Answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(RouteTable.Askers.Length, expected.Count);

        List<string> faults = [];
        for (var i = 0; i < expected.Count; i++)
            faults.AddRange((await AskAsync(route, RouteTable.Askers[i], expected[i])).Select(fault => $"{RouteTable.Askers[i]?.ToString() ?? "stranger"}: {fault}"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private async Task<IEnumerable<string>> AskAsync(Route route, Who? asker, int expected)
    {
        var fill = await new RouteTarget(app).MakeAsync(asker);
        var browser = asker is null ? app.Stranger() : route.EndsSession ? await app.SignInAsync(asker.Value) : await app.ClientAsync(asker.Value);
        app.Services.GetRequiredService<DepartmentTree>().Invalidate();
        app.Services.GetRequiredService<UserDirectory>().Invalidate();

        var before = await app.SnapshotAsync();
        var answer = route.IsPost
            ? await browser.PostAsync(fill(route.Address), [.. route.Fields.Select(f => (f.Name, (string?)fill(f.Value)))])
            : await browser.GetAsync(fill(route.Address));
        var changes = before.Changes(await app.SnapshotAsync());

        List<string> faults = [];
        if ((int)answer.Status != expected)
            faults.Add($"{(int)answer.Status} instead of {expected}; {string.Join(' ', answer.IsRedirect ? [answer.Location!] : answer.Texts(".invalid-feedback, [role=alert]"))}");

        // Only a form that was accepted may change something, and then it must: otherwise it proves nothing of the others.
        var accepted = route.IsPost && answer.IsRedirect && !answer.LeadsToSignIn;
        if (!accepted && changes.Count > 0)
            faults.Add($"answered {(int)answer.Status} and changed {string.Join(", ", changes)}");
        if (accepted && changes.Count == 0 && !route.WritesNothing)
            faults.Add("was accepted and changed nothing");
        if (asker is null && expected == 302 && !route.IsPost && route.Key.StartsWith("GET /C", StringComparison.Ordinal) && !answer.LeadsToSignIn)
            faults.Add($"a stranger was led to {answer.Location}");
        return faults;
    }

    /// <summary>All handlers of all pages, and all endpoints that are no page and no file.</summary>
    private async Task<List<string>> EndpointsAsync()
    {
        var loader = app.Services.GetRequiredService<PageLoader>();
        List<string> found = [];
        foreach (var endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue;
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page)
            {
                var compiled = await loader.LoadAsync(page, EndpointMetadataCollection.Empty);
                found.AddRange(compiled.HandlerMethods.Select(h => $"{h.HttpMethod.ToUpperInvariant()} {page.ViewEnginePath} {h.Name}".Trim()));
            }
            else
            {
                var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"];
                found.AddRange(methods.Select(m => $"{m} {endpoint.RoutePattern.RawText}"));
            }
        }

        return [.. found.Distinct()];
    }
}
