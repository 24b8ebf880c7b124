using CrmWeb.Core.Text;

namespace CrmWeb.Core.Organization;

/// <summary>A colleague with what tells namesakes apart.</summary>
/// <param name="Number">Employee number, or the user name of who has none.</param>
internal sealed record NamedUser(UserEntry Entry, string? Department, string Number);

/// <summary>
/// Tells colleagues of one name apart, and only those: beside the name stands the department, or the employee number where the
/// department does not tell either. Names are one whatever their spelling. Who has left takes no plain name away
/// from who is here.
/// </summary>
internal static class UserNames
{
    public static IReadOnlyList<UserEntry> Distinct(IReadOnlyList<NamedUser> users)
    {
        var namesakes = users.ToLookup(u => Key(u.Entry.Name));
        return
        [
            .. users.Select(user =>
            {
                var others = namesakes[Key(user.Entry.Name)].Where(o => o.Entry.Id != user.Entry.Id && (o.Entry.IsActive || !user.Entry.IsActive)).ToList();
                if (others.Count == 0)
                    return user.Entry;
                var beside = user.Department is { } department && others.TrueForAll(o => Key(o.Department) != Key(department)) ? department : user.Number;
                return user.Entry with { Name = $"{user.Entry.Name} · {beside}", OwnName = user.Entry.Name };
            }),
        ];
    }

    private static string Key(string? name) => FoldedText.NameKey(name);
}
