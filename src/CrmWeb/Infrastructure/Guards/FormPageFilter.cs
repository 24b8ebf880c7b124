using CrmWeb.Core.FollowUps.Tasks;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Requests;
using CrmWeb.Pages.Shared;
using CrmWeb.Security;
using CrmWeb.TagHelpers;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>A page with a form that can be shown again with everything typed kept.</summary>
public interface IFormPage
{
    /// <summary>The bound property that holds the form; errors of the rules stand under it.</summary>
    string FormPrefix => "Form";

    /// <summary>Fetches what the page shows besides the form, and shows it.</summary>
    Task<IActionResult> RedisplayAsync(CancellationToken ct);
}

/// <summary>A page whose buttons act at once, with no form in sight: what is refused is said in a toast where the button stands.</summary>
public interface IButtonPage
{
    /// <summary>The page one came from.</summary>
    string BackAddress { get; }
}

/// <summary>
/// Turns what Core throws into what the browser sees: broken rules into errors beside the fields, absent records into 404,
/// meaningless addresses into 400.
/// </summary>
internal sealed partial class FormPageFilter(IStringLocalizer<InterfaceText> text, ILogger<FormPageFilter> logger) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // The error page answers whatever was sent, also what could not be read.
        if (context.HandlerInstance is Pages.Error.IndexModel)
        {
            await next();
            return;
        }

        var request = context.HttpContext.Request;
        var page = context.HandlerInstance as IFormPage;
        if (request.Query.FirstOrDefault(q => ConditionNames.IsWords(q.Key) && q.Value.Any(v => v?.Length > RequestLimits.MaxSearchLength)) is { Key: { } words })
        {
            context.Result = BadAddress(context.HttpContext, words);
            return;
        }

        if (!context.ModelState.IsValid && (page is null || HttpMethods.IsGet(request.Method)))
        {
            context.Result = BadAddress(context.HttpContext, context.ModelState.FirstOrDefault(entry => entry.Value?.Errors.Count > 0).Key ?? "");
            return;
        }

        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.Form.ContainsKey(KeptForm.RestoreField))
        {
            context.Result = await RestoredAsync(context, page);
            return;
        }

        if (page is not null && HttpMethods.IsPost(request.Method) && request.HasFormContentType && !context.ModelState.IsValid)
        {
            context.Result = Refused(await AgainAsync(page.RedisplayAsync, context.HttpContext));
            return;
        }

        var executed = await next();
        if (executed is { Exception: null, Result: LocalRedirectResult or IKeepTempDataResult, HandlerInstance: PageModel saved } && HttpMethods.IsPost(request.Method) && request.HasFormContentType)
            SavedDraft.Leave(saved.TempData, request.Form);
        switch (executed.Exception)
        {
            case ValidationException broken when page is null && AsksForData(request):
                Answer(executed, Said(broken.Errors.First().ErrorMessage, StatusCodes.Status400BadRequest));
                break;
            case EditConflictException or FollowUpChangedException when page is null && AsksForData(request):
                Answer(executed, Said(text["Error.ChangedMeanwhile"].Value, StatusCodes.Status409Conflict));
                break;
            case ValidationException or EditConflictException or FollowUpChangedException when page is null && context.HandlerInstance is PageModel model and IButtonPage button:
                var sentence = (executed.Exception as ValidationException)?.Errors.First().ErrorMessage ?? text["Error.ChangedMeanwhile"].Value;
                Answer(executed, Refused(model.Refused(sentence, button.BackAddress)));
                break;
            case ValidationException broken when page is not null:
                foreach (var error in broken.Errors)
                    executed.ModelState.AddModelError(error.PropertyName.Length == 0 || page.FormPrefix.Length == 0 ? error.PropertyName : $"{page.FormPrefix}.{error.PropertyName}", error.ErrorMessage);
                Answer(executed, Refused(await AgainAsync(page.RedisplayAsync, context.HttpContext)));
                break;
            case EditConflictException or FollowUpChangedException when page is not null:
                executed.ModelState.AddModelError("", text["Error.ChangedMeanwhile"].Value);
                Answer(executed, Refused(await AgainAsync(page.RedisplayAsync, context.HttpContext), StatusCodes.Status409Conflict));
                break;
            case EditConflictException or FollowUpChangedException:
                Answer(executed, new StatusCodeResult(StatusCodes.Status409Conflict));
                break;
            case PageElsewhereException elsewhere when HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method):
                Answer(executed, new LocalRedirectResult(QueryAddress.ToPage(request, elsewhere.Page)));
                break;
            case NotFoundException:
                Answer(executed, new NotFoundResult());
                break;
            case { } full when page is not null && HttpMethods.IsPost(request.Method) && DatabaseFaults.Of(full) == DatabaseFault.RefusesWrites:
                NotSaved(full.GetBaseException().Message);
                executed.ModelState.AddModelError("", text["Error.507.Form"].Value);
                Answer(executed, Refused(await AgainAsync(page.RedisplayAsync, context.HttpContext), StatusCodes.Status507InsufficientStorage));
                break;
            case BadQueryException bad:
                Answer(executed, BadAddress(executed.HttpContext, bad.Parameter));
                break;
            case ValidationException:
                Answer(executed, new BadRequestResult());
                break;
        }
    }

    /// <summary>Shows what was typed before the session ended. No handler runs: what acts at once is never done by itself.</summary>
    private async Task<IActionResult> RestoredAsync(PageHandlerExecutingContext context, IFormPage? page)
    {
        if (page is null || context.HandlerMethod?.MethodInfo.IsDefined(typeof(RestorableFormAttribute), inherit: false) != true)
            return new BadRequestResult();
        context.ModelState.Clear();
        ((PageModel)context.HandlerInstance).ViewData["Notice"] = text["Draft.Restored"].Value;
        return await AgainAsync(page.RedisplayAsync, context.HttpContext);
    }

    /// <summary>The form once more; what it is about may be absent or outside the scope.</summary>
    private static async Task<IActionResult> AgainAsync(Func<CancellationToken, Task<IActionResult>> show, HttpContext context)
    {
        try
        {
            return await show(context.RequestAborted);
        }
        catch (NotFoundException)
        {
            return new NotFoundResult();
        }
        catch (BadQueryException bad)
        {
            return BadAddress(context, bad.Parameter);
        }
    }

    private static BadRequestResult BadAddress(HttpContext context, string part)
    {
        BadAddressPart.Note(context, part);
        return new BadRequestResult();
    }

    /// <summary>A script that is told in a sentence what happened.</summary>
    internal static bool AsksForData(HttpRequest request) => request.Headers.Accept == "application/json";

    private static JsonResult Said(string sentence, int status) => new(new { said = sentence }) { StatusCode = status };

    private static void Answer(PageHandlerExecutedContext executed, IActionResult result)
    {
        executed.ExceptionHandled = true;
        executed.Result = result;
    }

    private static IActionResult Refused(IActionResult result, int status = StatusCodes.Status400BadRequest)
    {
        if (result is PageResult page)
            page.StatusCode = status;
        else if (result is PartialViewResult regions)
            regions.StatusCode = status;
        return result;
    }

    [LoggerMessage(LogLevel.Warning, "The database takes no writes, a form was shown again instead: {Reason}")]
    private partial void NotSaved(string reason);
}
