namespace CrmWeb.Core.Persistence;

/// <summary>
/// A form that carries a key makes its row once, however often it is sent. Whether it was saved before is asked first of all:
/// what the first one changed may be what the rules would now refuse. And it is asked again where it is refused, because two
/// may be on their way at once.
/// </summary>
internal static class Resubmission
{
    /// <param name="before">What the same form made before; null where it made nothing.</param>
    /// <param name="write">Checks the rules and writes.</param>
    public static async Task<int> RunAsync(CrmDbContext db, Func<Task<int?>> before, Func<Task<int>> write)
    {
        if (await before() is { } already)
            return already;
        try
        {
            return await write();
        }
        catch (Exception refused) when (refused is not OperationCanceledException)
        {
            // The unique key, or a rule that looks at what the first of two has just changed.
            db.ChangeTracker.Clear();
            if (await before() is { } first)
                return first;
            throw;
        }
    }
}
