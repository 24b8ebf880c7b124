namespace CrmWeb.Infrastructure.Guards;

/// <summary>The part of an address that made a page refuse it, for the error page to name.</summary>
internal sealed record BadAddressPart(string Name)
{
    /// <summary>Remembers it for the error page of this request.</summary>
    public static void Note(HttpContext context, string name) => context.Features.Set(new BadAddressPart(name));

    public static BadAddressPart? Of(HttpContext context) => context.Features.Get<BadAddressPart>();
}
