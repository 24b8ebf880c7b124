using CrmWeb.Core.Text;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>The part of an address that means nothing, so that the page that refuses it can name it.</summary>
/// <param name="Parameter">Its name.</param>
/// <param name="Value">As it was sent, shortened; empty where several or none were.</param>
/// <param name="Without">The address without it.</param>
public sealed record BadAddress(string Parameter, string Value, string Without)
{
    private const int ShownMax = 40;

    /// <summary>Notes it for the page that answers; a part that the address does not have is not named.</summary>
    public static void Name(HttpContext context, string? parameter)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || parameter is null || !context.Request.Query.TryGetValue(parameter, out var values))
            return;
        var value = values.Count == 1 ? FormText.Shortened(FormText.CleanLine(values[0]) ?? "", ShownMax) : "";
        context.Features.Set(new BadAddress(parameter, value, TagHelpers.QueryAddress.Without(context.Request, parameter, null)));
    }

    public static BadAddress? Of(HttpContext context) => context.Features.Get<BadAddress>();
}
