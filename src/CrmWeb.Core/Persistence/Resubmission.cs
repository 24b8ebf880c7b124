using System.Security.Cryptography;
using CrmWeb.Core.Access;

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
    /// <param name="rekey">
    /// Where rows that this form did not make have its key, gives it the one of <see cref="OwnKey"/>; false where there are none. Null
    /// where keys need not be unique.
    /// </param>
    public static async Task<int> RunAsync(CrmDbContext db, Func<Task<int?>> before, Func<Task<int>> write, Func<Task<bool>>? rekey = null)
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
            if (rekey is null || !await rekey())
                throw;
        }

        // A key of somebody else is made up: it says nothing of what this user has sent.
        return await RunAsync(db, before, write);
    }

    /// <summary>The key of what this user sends under a key that somebody else has used; always the same one.</summary>
    public static Guid OwnKey(Guid key, UserScope by) =>
        new(SHA256.HashData([.. key.ToByteArray(), .. BitConverter.GetBytes(by.UserId)]).AsSpan(0, 16));
}
