using System.Security.Claims;
using System.Threading.RateLimiting;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Exports;
using CrmWeb.Core.Requests;
using CrmWeb.Security;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>How often somebody may ask for what is dear or tempting.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string DuplicateCheck = "duplicate-check";
    public const string CalendarFeed = "calendar-feed";
    public const string Upload = "upload";
    public const string Files = "files";
    public const string Export = "export";

    private const int SearchesPerMinute = 240;

    /// <summary>From one address, behind which a whole office may stand.</summary>
    private const int FeedReadsPerMinute = 120;

    /// <summary>Several files at once are a request each.</summary>
    private const int UploadsPerMinute = 300;

    /// <summary>A list shows a small picture of each.</summary>
    private const int FileReadsPerMinute = 1200;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };

        // By what is asked and not by page, so that a further page that searches is counted, too.
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => context.Request.Query.Any(q => ConditionNames.IsWords(q.Key) && !string.IsNullOrWhiteSpace(q.Value))
            ? PerMinute(User(context), SearchesPerMinute)
            : RateLimitPartition.GetNoLimiter(""));

        // Reading the sign-in page is free; only attempts count.
        limiter.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? PerMinute(ClientNetwork.Of(context), Options<SecurityOptions>(context).SignInsPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(DuplicateCheck, context => PerMinute(User(context), Options<CustomerOptions>(context).DuplicateChecksPerMinute));
        // The page that asks how is free; only what is exported counts.
        limiter.AddPolicy(Export, context => HttpMethods.IsPost(context.Request.Method)
            ? PerMinute(User(context), Options<ExportOptions>(context).PerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(Upload, context => PerMinute(User(context), UploadsPerMinute));
        limiter.AddPolicy(Files, context => PerMinute(User(context), FileReadsPerMinute));
        limiter.AddPolicy(CalendarFeed, context => PerMinute(ClientNetwork.Of(context), FeedReadsPerMinute));
    });

    private static RateLimitPartition<string> PerMinute(string who, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    private static T Options<T>(HttpContext context)
        where T : class => context.RequestServices.GetRequiredService<IOptions<T>>().Value;

    private static string User(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? ClientNetwork.Of(context);
}
