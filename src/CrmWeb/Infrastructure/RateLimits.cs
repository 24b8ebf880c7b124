using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using CrmWeb.Core.Customers;
using CrmWeb.Security;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CrmWeb.Infrastructure;

/// <summary>How often somebody may ask for what is dear or tempting.</summary>
internal static class RateLimits
{
    public const string SignIn = "sign-in";
    public const string DuplicateCheck = "duplicate-check";
    public const string Search = "search";

    public const string CalendarFeed = "calendar-feed";

    private const int SearchesPerMinute = 240;

    /// <summary>From one address, behind which a whole office may stand.</summary>
    private const int FeedReadsPerMinute = 120;

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };

        // Reading the sign-in page is free; only attempts count.
        limiter.AddPolicy(SignIn, context => HttpMethods.IsPost(context.Request.Method)
            ? PerMinute(Address(context), Options<SecurityOptions>(context).SignInsPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(DuplicateCheck, context => PerMinute(User(context), Options<CustomerOptions>(context).DuplicateChecksPerMinute));
        limiter.AddPolicy(CalendarFeed, context => PerMinute(Address(context), FeedReadsPerMinute));
        limiter.AddPolicy(Search, context => PerMinute(User(context), SearchesPerMinute));
    });

    private static RateLimitPartition<string> PerMinute(string who, int permits) => RateLimitPartition.GetFixedWindowLimiter(
        who, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });

    private static T Options<T>(HttpContext context)
        where T : class => context.RequestServices.GetRequiredService<IOptions<T>>().Value;

    private static string User(HttpContext context) => context.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Address(context);

    /// <summary>The sender's address; for IPv6 its /64, which one subscriber holds whole.</summary>
    private static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
