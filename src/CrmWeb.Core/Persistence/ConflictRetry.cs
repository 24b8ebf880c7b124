using CrmWeb.Core.Requests;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// Runs a change again from the start when somebody else saved the same row in the moment between loading and saving.
/// For changes that do not depend on what a form showed; those that do must show the conflict instead.
/// </summary>
internal static class ConflictRetry
{
    private const int Attempts = 4;

    public static async Task<T> RunAsync<T>(CrmDbContext db, Func<Task<T>> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change();
            }
            catch (EditConflictException) when (attempt < Attempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
