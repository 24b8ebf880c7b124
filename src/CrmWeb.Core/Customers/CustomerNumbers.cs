using System.Globalization;
using System.Text.RegularExpressions;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmWeb.Core.Customers;

/// <summary>Settings of the customer feature.</summary>
public sealed class CustomerOptions
{
    /// <summary>
    /// How numbers look. {yyyy}, {yy}, {MM}, {dd} in any combination, {abbr} for the company's own abbreviation, and {seq:n}
    /// for the running number with at least n digits.
    /// </summary>
    public string NumberPattern { get; set; } = "C{yyyyMM}{seq:3}";

    /// <summary>The company's own abbreviation, for {abbr}.</summary>
    public string CompanyAbbreviation { get; set; } = "";

    /// <summary>How many questions about duplicates one user is answered in a minute, whichever way they are asked.</summary>
    public int DuplicateChecksPerMinute { get; set; } = 40;

    /// <summary>The same for an hour; never less than for a minute.</summary>
    public int DuplicateChecksPerHour { get; set; } = 400;
}

/// <summary>Gives customer numbers. No number is given twice, also under parallel creations.</summary>
public sealed partial class CustomerNumbers(IOptions<CustomerOptions> options, OrganizationClock clock)
{
    /// <summary>
    /// Takes the next number inside the caller's transaction. The row of the sequence stays locked until that ends, so
    /// creations under one prefix pass one after the other.
    /// </summary>
    internal Task<string> NextAsync(CrmDbContext db, CancellationToken ct) => NextAsync(db, options.Value.NumberPattern, ct);

    /// <summary>The same for numbers of something else. Two patterns with the same prefix take turns in one sequence.</summary>
    /// <inheritdoc cref="NextAsync(CrmDbContext, CancellationToken)"/>
    internal async Task<string> NextAsync(CrmDbContext db, string pattern, CancellationToken ct)
    {
        var (prefix, digits, suffix) = Split(pattern, options.Value.CompanyAbbreviation, clock.Today);
        var key = Key(prefix, suffix);
        if (await IncrementAsync(db, key, ct) == 0)
        {
            var first = new NumberSequence(key, 0);
            db.NumberSequences.Add(first);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateException)
            {
                // Somebody else began the sequence a moment ago; the save point has undone our attempt.
            }

            db.Entry(first).State = EntityState.Detached;
            await IncrementAsync(db, key, ct);
        }

        var number = await db.NumberSequences.Where(s => s.Prefix == key).Select(s => s.Last).SingleAsync(ct);
        return prefix + number.ToString("D" + digits, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>
    /// The next number of the day's sequence, counted in memory: for filling an empty database in one go. A sequence met for
    /// the first time is added to <paramref name="sequences"/>, which the caller saves.
    /// </summary>
    internal string TakeFor(DateTime local, List<NumberSequence> sequences) => TakeFor(local, sequences, options.Value.NumberPattern);

    /// <inheritdoc cref="TakeFor(DateTime, List{NumberSequence})"/>
    internal string TakeFor(DateTime local, List<NumberSequence> sequences, string pattern)
    {
        var (prefix, digits, suffix) = Split(pattern, options.Value.CompanyAbbreviation, DateOnly.FromDateTime(local));
        var key = Key(prefix, suffix);
        var sequence = sequences.Find(s => s.Prefix == key);
        if (sequence is null)
            sequences.Add(sequence = new NumberSequence(key, 0));
        return prefix + sequence.Take().ToString("D" + digits, CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>The parts of the pattern before and after the running number, dates filled in, and its digits.</summary>
    /// <exception cref="FormatException">The pattern has no {seq:n}, or more than one.</exception>
    public static (string Prefix, int Digits, string Suffix) Split(string pattern, string abbreviation, DateOnly today)
    {
        var sequences = Sequence().Matches(pattern);
        if (sequences.Count != 1)
            throw new FormatException("The number pattern must contain {seq:n} exactly once.");

        var sequence = sequences[0];
        return (Fill(pattern[..sequence.Index]),
            int.Parse(sequence.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture),
            Fill(pattern[(sequence.Index + sequence.Length)..]));

        string Fill(string part) => Date()
            .Replace(part.Replace("{abbr}", abbreviation, StringComparison.Ordinal),
                m => today.ToString(m.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    private static string Key(string prefix, string suffix) => prefix + "#" + suffix;

    private static Task<int> IncrementAsync(CrmDbContext db, string key, CancellationToken ct) =>
        db.NumberSequences.Where(s => s.Prefix == key).ExecuteUpdateAsync(s => s.SetProperty(x => x.Last, x => x.Last + 1), ct);

    [GeneratedRegex(@"\{seq:([1-9])\}", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex Sequence();

    [GeneratedRegex(@"\{((?:yyyy|yy|MM|dd)+)\}", RegexOptions.None, PatternLimit.Milliseconds)]
    private static partial Regex Date();
}
