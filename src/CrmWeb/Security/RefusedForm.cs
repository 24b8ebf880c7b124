using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CrmWeb.Security;

/// <summary>Why a form was not taken.</summary>
public enum FormRefusal
{
    /// <summary>Nobody is signed in any more.</summary>
    SessionEnded,

    /// <summary>It was made for somebody who is not the one signed in now.</summary>
    OtherUser,

    /// <summary>Nothing proves that it is ours.</summary>
    Unknown,
}

/// <summary>A form that was not taken, for the page that says so.</summary>
/// <param name="Draft">What was typed, sealed; null where it is not kept.</param>
public sealed record RefusedForm(FormRefusal Reason, string? Draft)
{
    /// <summary>What is said on the page made for this answer; null where no form was refused.</summary>
    public static RefusedForm? Of(HttpContext context) => context.Items[nameof(RefusedForm)] as RefusedForm;

    /// <summary>Leaves it for the page that is made for the answer's status.</summary>
    internal IActionResult Answer(HttpContext context)
    {
        context.Items[nameof(RefusedForm)] = this;
        return new StatusCodeResult(Reason switch
        {
            FormRefusal.SessionEnded => StatusCodes.Status401Unauthorized,
            FormRefusal.OtherUser => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        });
    }
}

/// <summary>
/// A handler whose form shows itself before it acts: sent with <see cref="KeptForm.RestoreField"/> it is filled in again for
/// the person to look at and to send. Whatever acts at once has it not, and is never done by itself after a sign-in.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RestorableFormAttribute : Attribute
{
    /// <summary>Whether the handler that a request asks for has such a form.</summary>
    public static bool IsAskedFor(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not CompiledPageActionDescriptor page)
            return false;
        var posts = page.HandlerMethods.Where(h => HttpMethods.IsPost(h.HttpMethod)).ToList();
        var name = context.Request.RouteValues["handler"]?.ToString() is { Length: > 0 } routed ? routed : context.Request.Query["handler"].ToString();
        var asked = posts.Find(h => h.Name is { Length: > 0 } own && own.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? posts.Find(h => string.IsNullOrEmpty(h.Name));
        return asked?.MethodInfo.GetCustomAttribute<RestorableFormAttribute>() is not null;
    }
}
