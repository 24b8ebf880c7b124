using System.Globalization;
using CrmWeb.TagHelpers;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed class RelativeTimeTests
{
    // A Saturday.
    private static readonly DateTime Now = new(2026, 11, 21, 15, 30, 0);

    [Theory]
    [InlineData("2026-11-21 15:29:30", "刚刚")]
    [InlineData("2026-11-21 15:29:00", "1 分钟前")]
    [InlineData("2026-11-21 14:30:01", "59 分钟前")]
    [InlineData("2026-11-21 12:30:00", "3 小时前")]
    [InlineData("2026-11-21 00:10:00", "15 小时前")]
    [InlineData("2026-11-20 23:50:00", "昨天 23:50")]
    [InlineData("2026-11-20 00:00:00", "昨天 00:00")]
    [InlineData("2026-11-19 23:59:00", "2 天前")]
    [InlineData("2026-11-15 08:00:00", "6 天前")]
    [InlineData("2026-11-14 08:00:00", "11月14日")]
    [InlineData("2025-12-31 08:00:00", "2025-12-31")]
    [InlineData("2026-11-21 15:30:30", "现在")]
    [InlineData("2026-11-21 15:50:00", "20 分钟后")]
    [InlineData("2026-11-21 18:00:00", "今天 18:00")]
    [InlineData("2026-11-22 10:00:00", "明天 10:00")]
    [InlineData("2026-11-23 10:00:00", "后天 10:00")]
    [InlineData("2026-11-25 10:00:00", "周三 10:00")]
    [InlineData("2026-11-28 10:00:00", "11月28日 10:00")]
    [InlineData("2027-01-02 10:00:00", "2027-01-02 10:00")]
    public void A_time_is_worded_by_its_distance(string time, string expected)
    {
        using var _ = InterfaceTexts.In("zh-CN");
        Assert.Equal(expected, RelativeTime.Describe(DateTime.Parse(time, CultureInfo.InvariantCulture), Now, InterfaceTexts.Text));
    }

    [Theory]
    [InlineData("2026-11-21 12:30:00", "3 h ago")]
    [InlineData("2026-11-20 12:30:00", "yesterday 12:30")]
    [InlineData("2026-11-03 12:30:00", "3 Nov")]
    [InlineData("2026-11-22 10:00:00", "tomorrow 10:00")]
    [InlineData("2026-11-23 10:00:00", "Mon 10:00")]
    public void The_words_follow_the_language(string time, string expected)
    {
        using var _ = InterfaceTexts.In("en");
        Assert.Equal(expected, RelativeTime.Describe(DateTime.Parse(time, CultureInfo.InvariantCulture), Now, InterfaceTexts.Text));
    }

    [Fact]
    public void Just_after_midnight_a_late_call_is_minutes_ago_and_not_yesterday()
    {
        using var _ = InterfaceTexts.In("zh-CN");
        var now = new DateTime(2026, 11, 22, 0, 5, 0);
        Assert.Equal("10 分钟前", RelativeTime.Describe(now.AddMinutes(-10), now, InterfaceTexts.Text));
    }

    [Theory]
    [InlineData("2026-11-20", "昨天")]
    [InlineData("2026-11-21", "今天")]
    [InlineData("2026-11-22", "明天")]
    [InlineData("2026-12-05", "12月5日")]
    [InlineData("2027-12-05", "2027-12-05")]
    public void A_day_has_no_hours(string day, string expected)
    {
        using var _ = InterfaceTexts.In("zh-CN");
        Assert.Equal(expected, RelativeTime.Describe(DateOnly.Parse(day, CultureInfo.InvariantCulture), new DateOnly(2026, 11, 21), InterfaceTexts.Text));
    }

    [Theory]
    [InlineData(0, "逾期 1 分钟")]
    [InlineData(90, "逾期 1 小时")]
    [InlineData(3 * 1440, "逾期 3 天")]
    public void How_late_something_is_says_so_in_words(int minutes, string expected)
    {
        using var _ = InterfaceTexts.In("zh-CN");
        Assert.Equal(expected, RelativeTime.Overdue(TimeSpan.FromMinutes(minutes), InterfaceTexts.Text));
    }
}
