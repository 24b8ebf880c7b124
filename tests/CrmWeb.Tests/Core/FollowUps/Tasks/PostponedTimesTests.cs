using CrmWeb.Core.FollowUps.Tasks;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Tasks;

/// <summary>To when one tap moves a task.</summary>
public sealed class PostponedTimesTests
{
    private static readonly DateTime Planned = new(2026, 11, 16, 10, 20, 0);

    [Theory]
    [InlineData(Postponement.OneHour, "09:02", "18 10:05")]
    [InlineData(Postponement.OneHour, "23:30", "19 00:30")]
    [InlineData(Postponement.Afternoon, "09:02", "18 14:00")]
    [InlineData(Postponement.Afternoon, "13:30", "18 14:00")]
    [InlineData(Postponement.Afternoon, "13:31", "18 16:30")]
    [InlineData(Postponement.Afternoon, "16:01", null)]
    [InlineData(Postponement.Tomorrow, "09:02", "19 10:20")]
    public void It_lies_ahead_and_is_named(Postponement wanted, string now, string? expected) =>
        Assert.Equal(expected, PostponedTimes.Of(wanted, Planned, new DateTime(2026, 11, 18) + TimeSpan.Parse(now, null))?.ToString("dd HH:mm", null));
}
