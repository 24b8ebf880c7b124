using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Customers.Duplicates;

/// <summary>
/// How much one user may learn about duplicates: so many questions in a minute and in an hour, of a few phones each, whichever
/// way they are asked. The same question asked again costs nothing. Each process counts for itself.
/// </summary>
public sealed class DuplicateQuota(IOptions<CustomerOptions> options, TimeProvider time)
{
    /// <summary>Phones one question compares; a form with more asks as many questions as it takes.</summary>
    public const int PhonesPerQuestion = 4;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly System.Collections.Concurrent.ConcurrentDictionary<int, Dictionary<string, DateTimeOffset>> asked = new();

    /// <summary>Takes the question from the user's allowance.</summary>
    /// <returns>False where too little is left: then nothing may be answered.</returns>
    public bool TryTake(int userId, DuplicateQuestion question) => Use(userId, question, takes: true);

    /// <summary>Whether the question could be answered now.</summary>
    public bool IsLeft(int userId, DuplicateQuestion question) => Use(userId, question, takes: false);

    private bool Use(int userId, DuplicateQuestion question, bool takes)
    {
        var now = time.GetUtcNow();
        var mine = asked.GetOrAdd(userId, _ => new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        lock (mine)
        {
            foreach (var (old, _) in mine.Where(a => now - a.Value >= Hour).ToList())
                mine.Remove(old);
            var fresh = Parts(question).Where(p => !mine.ContainsKey(p)).ToList();
            var perMinute = options.Value.DuplicateChecksPerMinute;
            if (fresh.Count > perMinute - mine.Values.Count(at => now - at < Minute)
                || fresh.Count > Math.Max(perMinute, options.Value.DuplicateChecksPerHour) - mine.Count)
                return fresh.Count == 0;
            foreach (var part in takes ? fresh : [])
                mine[part] = now;
            return true;
        }
    }

    /// <summary>The questions that one form asks.</summary>
    private static IEnumerable<string> Parts(DuplicateQuestion question)
    {
        var phones = question.Phones.Select(p => p.Trim()).Where(p => p.Length > 0).Distinct(StringComparer.Ordinal).Chunk(PhonesPerQuestion).ToList();
        yield return $"{question.Name}\n{question.CreditCode}\n{string.Join(' ', phones.FirstOrDefault() ?? [])}";
        foreach (var more in phones.Skip(1))
            yield return string.Join(' ', more);
    }
}
