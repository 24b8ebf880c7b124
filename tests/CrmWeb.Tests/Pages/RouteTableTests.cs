using CrmWeb.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages;

/// <summary>Whether the table of routes is whole.</summary>
public sealed class RouteTableTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task Everything_that_can_be_asked_stands_in_the_table()
    {
        var asked = await EndpointsAsync();
        var listed = RouteTable.Routes.Where(r => r.IsWayOf is null).Select(r => r.Key).ToList();

        Assert.Empty(asked.Except(listed));
        Assert.Empty(listed.Except(asked));
        Assert.Equal(RouteTable.Routes.Count, RouteTable.Routes.Select(r => r.Key).Distinct().Count());
        Assert.Empty(RouteTable.Routes.Select(r => r.IsWayOf).OfType<string>().Except(listed));
    }

    /// <summary>All handlers of all pages, and all endpoints that are no page and no file.</summary>
    private async Task<List<string>> EndpointsAsync()
    {
        var loader = app.Services.GetRequiredService<PageLoader>();
        List<string> found = [];
        foreach (var endpoint in app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            // Files, and what looks for files that came after the build.
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || endpoint.RoutePattern.RawText == "{**path:file}")
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
