using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Pages.Fuzzing;

/// <summary>An address the program answers, with everything it may be given.</summary>
/// <param name="Pattern">The route, parameters in braces.</param>
/// <param name="Handlers">Names of the handlers besides the unnamed ones.</param>
/// <param name="Names">Of fields and queries that are read, with the type each is read as.</param>
internal sealed record FuzzTarget(RoutePattern Pattern, IReadOnlyList<string> Handlers, IReadOnlyList<(string Name, Type Type)> Names);

/// <summary>The text of a route and the names of its parameters.</summary>
internal sealed record RoutePattern(string Text, IReadOnlyList<string> Parameters);

/// <summary>Finds what there is to ask, so that a page that comes later is asked as well.</summary>
internal static class FuzzSurface
{
    private const int MaxDepth = 4;

    public static async Task<IReadOnlyList<FuzzTarget>> OfAsync(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        List<FuzzTarget> found = [];
        foreach (var endpoint in services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
                continue;
            var pattern = new RoutePattern("/" + endpoint.RoutePattern.RawText?.TrimStart('/'), [.. endpoint.RoutePattern.Parameters.Select(p => p.Name)]);
            found.Add(endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } page
                ? Target(pattern, await loader.LoadAsync(page, EndpointMetadataCollection.Empty))
                : new FuzzTarget(pattern, [], []));
        }

        return [.. found.DistinctBy(t => t.Pattern.Text).OrderBy(t => t.Pattern.Text, StringComparer.Ordinal)];
    }

    private static FuzzTarget Target(RoutePattern pattern, CompiledPageActionDescriptor page)
    {
        var bound = page.BoundProperties.Concat(page.HandlerMethods.SelectMany(h => h.Parameters))
            .Where(p => p.ParameterType != typeof(CancellationToken) && p.BindingInfo?.BindingSource?.Id != "Services")
            .SelectMany(p => Names(p.BindingInfo?.BinderModelName ?? p.Name, p.ParameterType, 0));
        return new FuzzTarget(pattern, [.. page.HandlerMethods.Select(h => h.Name).OfType<string>().Distinct()], [.. bound.Distinct()]);
    }

    private static IEnumerable<(string Name, Type Type)> Names(string name, Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string) || type.IsPrimitive || type.IsEnum || type.Namespace == "System" || depth > MaxDepth)
            return [(name, type)];
        if (Element(type) is { } element)
            return Names($"{name}[0]", element, depth + 1).Append((name, element));
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
            .SelectMany(p => Names(name.Length == 0 ? p.Name : $"{name}.{p.Name}", p.PropertyType, depth + 1));
    }

    private static Type? Element(Type type) => type.IsArray
        ? type.GetElementType()
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GenericTypeArguments[0];
}
