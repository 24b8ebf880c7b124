using Microsoft.Net.Http.Headers;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>
/// Files on their way in. They are no form to anybody but the endpoint they are for, which reads them piece by piece: whoever else
/// looks at forms would read them whole.
/// </summary>
/// <param name="Boundary">What stands between the parts.</param>
internal sealed record UploadBody(string Boundary)
{
    private const int LongestBoundary = 70;

    /// <summary>Takes the type of the content off the request before anybody looks at it.</summary>
    public static void SetAside(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || request.Path != CrmLinks.UploadFiles()
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        context.Features.Set(new UploadBody(boundary.Length <= LongestBoundary ? boundary : ""));
        request.ContentType = null;
    }

    public static UploadBody? Of(HttpContext context) => context.Features.Get<UploadBody>();
}
