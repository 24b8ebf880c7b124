using CrmWeb.Security;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace CrmWeb.Infrastructure.Guards;

/// <summary>A form whose token does not fit whoever is signed in gets a page that says what happened and how to go on.</summary>
internal sealed class StaleFormFilter(DraftKeeper drafts) : IAsyncAlwaysRunResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
            context.Result = (await drafts.RefuseAsync(context.HttpContext)).Answer(context.HttpContext);
        await next();
    }
}
