using CrmWeb.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CrmWeb.Core.Persistence;

/// <summary>
/// Runs a change again from the start when somebody else saved the same row in the moment between loading and saving.
/// For changes that do not depend on what a form showed; those that do must show the conflict instead.
/// </summary>
internal static class ConflictRetry
{
    private const int Attempts = 4;

    public static Task<T> RunAsync<T>(CrmDbContext db, Func<Task<T>> change) => RunAsync(db, change, _ => false);

    /// <summary>
    /// The same for a change that adds a row where there is none yet: also where somebody else added it in that moment, as the second of
    /// two clicks does.
    /// </summary>
    public static Task<T> RunOrAddAsync<T>(CrmDbContext db, Func<Task<T>> change) =>
        RunAsync(db, change, e => e is DbUpdateException && DatabaseFaults.Of(e) == DatabaseFault.None);

    private static async Task<T> RunAsync<T>(CrmDbContext db, Func<Task<T>> change, Func<Exception, bool> isRace)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change();
            }
            catch (Exception e) when (attempt < Attempts && (e is EditConflictException || isRace(e)))
            {
                db.ChangeTracker.Clear();
                db.NotedChanges.Clear();
            }
        }
    }
}
