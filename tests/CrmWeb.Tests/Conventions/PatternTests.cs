using System.Reflection;
using System.Text.RegularExpressions;
using CrmWeb.Core.Customers;
using Xunit;

namespace CrmWeb.Tests.Conventions;

[Trait("Category", "Pure")]
public sealed class PatternTests
{
    /// <summary>The limit runs on the wall clock: at 100 ms a busy machine made an ordinary phone number an error.</summary>
    [Fact]
    public void A_pattern_gives_up_when_it_hangs_and_not_when_the_machine_is_busy()
    {
        var patterns = new[] { typeof(Customer).Assembly, typeof(Program).Assembly }.SelectMany(a => a.GetTypes())
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (Name: $"{m.DeclaringType!.Name}.{m.Name}", Limit: m.GetCustomAttribute<GeneratedRegexAttribute>()?.MatchTimeoutMilliseconds))
            .Where(p => p.Limit is not null)
            .ToList();

        Assert.NotEmpty(patterns);
        Assert.All(patterns, p => Assert.True(p.Limit is >= 2_000 and <= 10_000, $"{p.Name} gives up after {p.Limit} ms."));
    }
}
