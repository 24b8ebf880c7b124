using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Jobs.Server;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Localization;

namespace CrmWeb.Pages.Admin.Jobs;

/// <summary>
/// Hangfire's dashboard as one of our pages: for whom our policy lets in, with our anti-forgery token, in the reader's language, and
/// with everything done there in the change log first.
/// </summary>
internal static class JobDashboard
{
    private const string HtmlType = "text/html";

    private const string ScriptType = "application/javascript";

    private const string StorageTime = "<li>Storage Time: <span";

    private const int PollMilliseconds = 5000;

    public static void MapJobDashboard(this WebApplication app) =>
        app.MapMethods(CrmLinks.JobDashboard() + "/{**path}", [HttpMethods.Get, HttpMethods.Post], AnswerAsync).RequireAuthorization(Permissions.AdminJobs);

    private static async Task AnswerAsync(
        HttpContext context, JobStorage storage, JobDashboardCommands commands, IAntiforgery antiforgery, IStringLocalizer<JobsText> text, UserScope by)
    {
        var path = "/" + (context.GetRouteValue("path") as string)?.TrimEnd('/');
        if (HttpMethods.IsPost(context.Request.Method))
        {
            if (!await antiforgery.IsRequestValidAsync(context))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            // Its figures are asked for by POST too; nothing changes by it.
            if (CrmLinks.JobDashboard() + path != CrmLinks.JobFigures())
                await commands.NoteAsync(path, await IdsAsync(context), by, context.RequestAborted);
        }

        await ShowAsync(context, path, storage, text);
    }

    /// <summary>The dashboard takes what is in front of its own addresses from the path base; error pages afterwards do not.</summary>
    private static async Task ShowAsync(HttpContext context, string path, JobStorage storage, IStringLocalizer<JobsText> text)
    {
        var (before, asked) = (context.Request.PathBase, context.Request.Path);
        var body = context.Response.Body;
        using var page = new MemoryStream();
        context.Request.PathBase = before + CrmLinks.JobDashboard();
        // As it is: a text taken for a path would be decoded once more.
        context.Request.Path = new PathString(path);
        context.Response.Body = page;
        try
        {
            await new AspNetCoreDashboardMiddleware(_ => Task.CompletedTask, storage, Options(text), DashboardRoutes.Routes, finalizeWhenNotFound: true).Invoke(context);
        }
        catch (Exception e) when (e.GetBaseException() is FormatException or OverflowException)
        {
            // Asked for by an id that is no number, where ids are numbers.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        finally
        {
            (context.Request.PathBase, context.Request.Path) = (before, asked);
            context.Response.Body = body;
        }

        if (page.Length > 0)
            await body.WriteAsync(Ours(page.ToArray(), context.Response.ContentType, text), context.RequestAborted);
    }

    /// <summary>
    /// Its script words times in the language that the page names, and knows Chinese only by its full name. One line of its foot is English in every
    /// language. The library of its charts adds a style sheet to the page, which our content policy refuses and nothing looks different without.
    /// </summary>
    private static byte[] Ours(byte[] file, string? type, IStringLocalizer<JobsText> text) => type switch
    {
        HtmlType => Replaced(file,
            ($"<html lang=\"{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\">", $"<html lang=\"{CultureInfo.CurrentUICulture.Name}\">"),
            (StorageTime, $"<li>{HtmlEncoder.Default.Encode(text["Dashboard.StorageTime"])} <span")),
        ScriptType => Replaced(file, ("disableCSSInjection:!1", "disableCSSInjection:!0")),
        _ => file,
    };

    private static byte[] Replaced(byte[] file, params (string Theirs, string Ours)[] words) => Encoding.UTF8.GetBytes(
        words.Aggregate(Encoding.UTF8.GetString(file), (all, word) => all.Replace(word.Theirs, word.Ours, StringComparison.Ordinal)));

    private static DashboardOptions Options(IStringLocalizer<JobsText> text) => new()
    {
        AppPath = CrmLinks.Jobs(),
        DashboardTitle = text["Dashboard.Title"],
        DisplayNameFunc = (_, job) => job.Args is [string code, ..] ? JobWords.Title(code, text) : job.ToString(),
        DisplayStorageConnectionString = false,
        StatsPollingInterval = PollMilliseconds,

        // Who may come here has been asked already.
        Authorization = [],
    };

    private static async Task<IReadOnlyList<string>> IdsAsync(HttpContext context) => context.Request.HasFormContentType
        ? [.. (await context.Request.ReadFormAsync(context.RequestAborted))["jobs[]"].OfType<string>()]
        : [];
}
