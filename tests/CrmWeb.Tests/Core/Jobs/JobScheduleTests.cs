using System.Globalization;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Organization;
using CrmWeb.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs;

/// <summary>When jobs are due, and how that is said.</summary>
public sealed class JobScheduleTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("0 30 8 * * *", "2026-11-18 02:00", "2026-11-19 00:30")]
    [InlineData("0 30 8 * * *", "2026-11-18 00:29", "2026-11-18 00:30")]
    [InlineData("0 0 1 1 * *", "2026-11-30 16:30", "2026-11-30 17:00")]
    [InlineData("*/10 * * * * *", "2026-11-18 02:00", "2026-11-18 02:00:10")]
    public void Slots_are_on_the_wall_clock_of_the_organisation(string cron, string from, string next) =>
        Assert.Equal(Utc(next), new JobSchedule(cron, Shanghai).NextAfter(Utc(from)));

    [Theory]
    [InlineData("0 30 8 * * *", "2026-11-18 02:00", "2026-11-18 00:30")]
    [InlineData("0 30 8 * * *", "2026-11-18 00:30", "2026-11-18 00:30")]
    [InlineData("0 30 8 * * *", "2026-11-18 00:29:59", "2026-11-17 00:30")]
    [InlineData("0 */5 * * * *", "2026-11-18 02:04:59", "2026-11-18 02:00")]
    [InlineData("0 0 4 1 * *", "2026-11-18 02:00", "2026-10-31 20:00")]
    [InlineData("0 0 0 29 2 *", "2026-11-18 02:00", "2026-11-18 02:00")]
    public void A_late_run_is_for_the_slot_before_it(string cron, string at, string slot) =>
        Assert.Equal(Utc(slot), new JobSchedule(cron, Shanghai).SlotAt(Utc(at)));

    [Theory]
    [InlineData("*/10 * * * * *", "每 10 秒", "Every 10 seconds")]
    [InlineData("0 * * * * *", "每 1 分钟", "Every 1 min")]
    [InlineData("30 */5 * * * *", "每 5 分钟", "Every 5 min")]
    [InlineData("0 7 * * * *", "每小时第 7 分", "Hourly at :07")]
    [InlineData("0 20 3 * * *", "每天 03:20", "Daily at 03:20")]
    [InlineData("0 30 8 * * MON-FRI", "周一至周五 08:30", "Monday to Friday at 08:30")]
    [InlineData("0 15 2 * * SUN", "每星期日 02:15", "Sundays at 02:15")]
    [InlineData("0 0 4 1 * *", "每月 1 日 04:00", "On day 1 of the month at 04:00")]
    [InlineData("0 0 4 L * *", "0 0 4 L * *", "0 0 4 L * *")]
    public void A_schedule_is_said_in_words(string cron, string chinese, string english)
    {
        Assert.Equal(chinese, In("zh-CN", text => ScheduleWords.Of(cron, text)));
        Assert.Equal(english, In("en", text => ScheduleWords.Of(cron, text)));
    }

    [Theory]
    [InlineData("0 30 8 ? * 2-6", "0 30 8 * * MON-FRI")]
    [InlineData("0 30 8 * * 2-6", "0 30 8 * * MON-FRI")]
    [InlineData("0 30 8 * * 1", "0 30 8 * * SUN")]
    [InlineData("0 30 8 * * 0", "0 30 8 * * SUN")]
    [InlineData("30 8 * * 1-5", "0 30 8 * * SUN-THU")]
    [InlineData("0 30 8 * * 2,4,6", "0 30 8 * * MON,WED,FRI")]
    [InlineData("0 30 8 ? * 6#3", "0 30 8 * * FRI#3")]
    [InlineData("0 0 9 ? * MON-FRI 2026", "0 0 9 * * MON-FRI")]
    [InlineData("0 0 9 1 * ?", "0 0 9 1 * *")]
    public void What_other_schedulers_read_otherwise_is_refused_with_the_right_form(string cron, string right)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => Directory(cron));
        Assert.StartsWith($"Jobs:cleaning:Schedule: '{cron}' ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith($"write '{right}'.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(right, Directory(right).Find("cleaning")!.Schedule.Expression);
    }

    [Theory]
    [InlineData("0 30 8 * * MON-FRI")]
    [InlineData("0 30 8 * * mon,wed")]
    [InlineData("0 30 8 * * FRI#3")]
    [InlineData("0 30 8 L * *")]
    [InlineData("0 30 8 * * */2")]
    [InlineData("30 8 * * *")]
    public void Names_of_days_and_what_cron_knows_besides_are_taken(string cron) =>
        Assert.NotNull(Directory(cron).Find("cleaning")!.Schedule.NextAfter(TestClock.Start));

    [Theory]
    [InlineData("daily")]
    [InlineData("0 30 8 * * 9")]
    [InlineData("0 0 0 30 2 *")]
    [InlineData("0 61 8 * * *")]
    [InlineData("* * * *")]
    [InlineData("0 0 9 * * MON 2026 x")]
    public void What_is_no_schedule_is_refused_by_name(string cron) =>
        Assert.StartsWith($"Jobs:cleaning:Schedule: '{cron}' ", Assert.Throws<InvalidOperationException>(() => Directory(cron)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_run_did_is_said_in_the_readers_language()
    {
        Assert.Null(JobSummary.Of(("sent", 0), ("failed", 0)));
        var summary = JobSummary.Of(("sent", 12), ("failed", 0), ("dropped", 1));
        Assert.Equal("发送 12 条 · 取消 1 条", In("zh-CN", text => JobSummary.Words(summary, text)));
        Assert.Equal("12 sent · 1 dropped", In("en", text => JobSummary.Words(summary, text)));
        Assert.Equal("as it is", In("en", text => JobSummary.Words("as it is", text)));
    }

    [Fact]
    public void Every_job_has_a_name_and_an_explanation_and_a_schedule_that_can_be_said()
    {
        Assert.All(app.Services.GetRequiredService<JobDirectory>().All, job =>
        {
            Assert.All(new[] { "zh-CN", "en" }, culture => In(culture, text =>
            {
                Assert.False(text[$"Job.{job.Code}"].ResourceNotFound, job.Code);
                Assert.False(text[$"Job.{job.Code}.Help"].ResourceNotFound, job.Code);
                return Assert.IsType<string>(ScheduleWords.Of(job.Schedule.Expression, text));
            }));
            Assert.NotEqual(job.Schedule.Expression, In("en", text => ScheduleWords.Of(job.Schedule.Expression, text)));
        });
    }

    [Fact]
    public void The_settings_change_a_schedule() => Assert.Equal("0 0 5 * * *", Directory("0 0 5 * * *").Find("cleaning")!.Schedule.Expression);

    private JobDirectory Directory(string schedule) => new(
        app.Services.GetServices<JobDefinition>(),
        new ConfigurationBuilder().AddInMemoryCollection([new("Jobs:cleaning:Schedule", schedule)]).Build(),
        app.Services.GetRequiredService<OrganizationClock>());

    private string In(string culture, Func<IStringLocalizer<JobsText>, string> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return say(app.Services.GetRequiredService<IStringLocalizer<JobsText>>());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static DateTime Utc(string time) =>
        DateTime.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
