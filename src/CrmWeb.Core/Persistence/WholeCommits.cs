using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// Commits without a way to break it off. A commit that is cancelled on its way to a server leaves nobody knowing whether it took
/// place; and who has come as far as this has all the work behind.
/// </summary>
internal sealed class WholeCommits : DbTransactionInterceptor
{
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (result.IsSuppressed)
            return result;
        await transaction.CommitAsync(CancellationToken.None);
        return InterceptionResult.Suppress();
    }
}
