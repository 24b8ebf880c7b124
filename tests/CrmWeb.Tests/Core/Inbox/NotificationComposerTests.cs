using System.Globalization;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Inbox;

/// <summary>What notifications say, to whom.</summary>
public sealed class NotificationComposerTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly (string, string)[] Nothing = [];

    /// <summary>Kind, facts, whether about a task, what the east's rep reads in Chinese and in English.</summary>
    public static TheoryData<string, (string, string)[], bool, string, string> Sentences => new()
    {
        { NotificationKinds.Reminder, Nothing, true, "11月19日 10:00 跟进：上海恒锐精密机械有限公司", "19 Nov 10:00 follow up: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Reminder, [("at", "2026-11-18T08:30:00Z")], true, "11月18日 16:30 跟进：上海恒锐精密机械有限公司", "18 Nov 16:30 follow up: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Assigned, [("at", "2027-01-05T01:00:00Z")], true, "陈立新 给您安排了 2027年1月5日 09:00 的跟进：上海恒锐精密机械有限公司", "陈立新 planned a follow-up for you, 5 Jan 2027 09:00: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Overdue, Nothing, true, "任务已逾期：上海恒锐精密机械有限公司", "Task overdue: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Overdue, [("days", "2"), ("who", "{other}")], true, "李思敏 的任务已逾期 2 天：上海恒锐精密机械有限公司", "李思敏's task has been overdue for 2 d: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Silent, [("days", "5"), ("who", "{self}")], false, "5 天未跟进：上海恒锐精密机械有限公司", "Not followed up for 5 d: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Stuck, [("days", "8"), ("stage", "{stage}")], false, "在“方案报价”阶段停留 8 天：上海恒锐精密机械有限公司", "8 d in stage “Quotation”: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Urged, [("count", "2"), ("note", "客户在等")], true, "陈立新 催办任务（第 2 次）：上海恒锐精密机械有限公司", "陈立新 urges you to finish a task (no. 2): 上海恒锐精密机械有限公司" },
        { NotificationKinds.Urged, Nothing, false, "陈立新 催您跟进（第 1 次）：上海恒锐精密机械有限公司", "陈立新 urges you to follow up (no. 1): 上海恒锐精密机械有限公司" },
        { NotificationKinds.Urged, [("count", "3"), ("who", "{other}")], false, "陈立新 已催办 李思敏 3 次：上海恒锐精密机械有限公司", "陈立新 has urged 李思敏 3 times: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Collaboration, [("state", "asked"), ("request", "9")], false, "陈立新 申请协作：上海恒锐精密机械有限公司", "陈立新 asks to collaborate: 上海恒锐精密机械有限公司" },
        { NotificationKinds.Template, [("template", "5"), ("state", "sent"), ("name", "销售业绩月报")], false, "您订阅的报表“销售业绩月报”已生成", "The report “销售业绩月报” you subscribed to is here" },
        { NotificationKinds.DailyReport, [("report", "5"), ("day", "2026-11-17")], false, "陈立新 提交了 11月17日 的日报", "陈立新 sent the daily report of 17 Nov" },
        { NotificationKinds.Export, [("state", "ready"), ("what", "payments"), ("count", "1")], false, "“回款”导出文件已生成，共 1 条", "The export of “Payments” is ready, 1 row" },
        { NotificationKinds.Export, [("state", "failed"), ("what", "customers")], false, "“客户”导出失败", "The export of “Customers” came to nothing" },
        { NotificationKinds.Digest, [("today", "3"), ("overdue", "2"), ("silent", "4"), ("stuck", "1")], false, "今日工作摘要", "Today's work" },
        { NotificationKinds.System, [("what", "calendar"), ("year", "2027")], false, "工作日历还没有 2027 年的数据，请补充节假日安排。", "The working calendar has no data for 2027. Please enter the holidays." },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Every_kind_has_its_sentence_in_the_recipients_language(string kind, (string, string)[] facts, bool ofTask, string chinese, string english)
    {
        var announcement = await AnnouncementAsync(kind, Who.RepEast, facts, ofTask);
        Assert.Equal(chinese, (await ComposeAsync(announcement)).Title);
        await SpeakAsync(Who.RepEast, "en");
        try
        {
            Assert.Equal(english, (await ComposeAsync(announcement)).Title);
        }
        finally
        {
            await SpeakAsync(Who.RepEast, null);
        }
    }

    [Fact]
    public async Task On_a_page_the_day_is_said_as_seen_from_now_and_in_what_is_sent_as_a_date()
    {
        var task = await AnnouncementAsync(NotificationKinds.Reminder, Who.RepEast, [], ofTask: true);
        var read = await app.WithAsync<NotificationComposer, IReadOnlyList<NotificationText?>>(c => c.ForReaderAsync([NotificationSubject.Of(task)], app.As(Who.RepEast), None));
        Assert.StartsWith("tomorrow 10:00", read[0]!.Title, StringComparison.Ordinal);
        Assert.StartsWith("11月19日 10:00", (await ComposeAsync(task)).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_detail_quotes_the_task_and_the_note_and_counts_the_digest()
    {
        var urged = await ComposeAsync(await AnnouncementAsync(NotificationKinds.Urged, Who.RepEast, [("note", "客户在等报价")], ofTask: true));
        Assert.EndsWith(" · 客户在等报价", urged.Detail, StringComparison.Ordinal);
        Assert.Equal($"{urged.Title}\n{urged.Detail}", urged.Body);
        var digest = await ComposeAsync(await AnnouncementAsync(NotificationKinds.Digest, Who.RepEast, [("today", "3"), ("overdue", "2")], ofTask: false));
        Assert.Equal("今日待办 3，逾期 2", digest.Detail);
    }

    [Theory]
    [InlineData(Who.RepSouth)]
    [InlineData(Who.MgrSouth)]
    public async Task Whoever_may_not_see_the_customer_reads_nothing_of_it(Who who)
    {
        var announcement = await AnnouncementAsync(NotificationKinds.Silent, who, [("days", "5")], ofTask: false);
        Assert.Empty(await app.WithAsync<NotificationComposer, IReadOnlyDictionary<string, NotificationText>>(c => c.ForRecipientsAsync([announcement], None)));
        var subject = NotificationSubject.Of(announcement);
        Assert.Null(Assert.Single(await app.WithAsync<NotificationComposer, IReadOnlyList<NotificationText?>>(c => c.ForReaderAsync([subject], app.As(who), None))));
    }

    [Fact]
    public async Task The_language_of_the_caller_is_left_as_it_was()
    {
        var before = CultureInfo.CurrentUICulture;
        await ComposeAsync(await AnnouncementAsync(NotificationKinds.Digest, Who.RepEast, [], ofTask: false));
        Assert.Equal(before, CultureInfo.CurrentUICulture);
    }

    [Fact]
    public void Facts_come_back_as_they_went_and_Chinese_is_not_blown_up()
    {
        Dictionary<string, string> facts = new() { ["note"] = "请尽快联系 <客户>\n\"今天\"", ["count"] = "2" };
        var json = NotificationFacts.Write(facts);
        Assert.Contains("请尽快联系", json, StringComparison.Ordinal);
        Assert.Equal(facts, NotificationFacts.Read(json));
        Assert.Equal(NotificationFacts.NoteMax, NotificationFacts.Shortened(new string('长', 500)).Length);
    }

    [Fact]
    public void They_lead_where_the_typed_links_lead()
    {
        NotificationSubject About(string kind, int? customer, int? task, params (string Name, string Value)[] facts) =>
            new(kind, 1, customer, task, null, facts.ToDictionary(f => f.Name, f => f.Value));
        Assert.Equal(CrmLinks.FollowUp(7), NotificationPaths.Of(About(NotificationKinds.Reminder, 3, 7)));
        Assert.Equal(CrmLinks.Customer(3), NotificationPaths.Of(About(NotificationKinds.Silent, 3, null)));
        Assert.Equal(CrmLinks.Collaboration(9), NotificationPaths.Of(About(NotificationKinds.Collaboration, 3, null, ("state", "asked"), ("request", "9"))));
        Assert.Equal(CrmLinks.Customer(3), NotificationPaths.Of(About(NotificationKinds.Collaboration, 3, null, ("state", "granted"), ("request", "9"))));
        Assert.Equal(CrmLinks.SentDailyReport(5), NotificationPaths.Of(About(NotificationKinds.DailyReport, null, null, ("report", "5"))));
        Assert.Equal(CrmLinks.Downloads(), NotificationPaths.Of(About(NotificationKinds.Export, null, null, ("state", "ready"))));
        Assert.Equal(CrmLinks.Desk(), NotificationPaths.Of(About(NotificationKinds.Collaboration, null, null, ("state", "declined"))));
    }

    private async Task<NotificationText> ComposeAsync(Announcement announcement) =>
        Assert.Single(await app.WithAsync<NotificationComposer, IReadOnlyDictionary<string, NotificationText>>(c => c.ForRecipientsAsync([announcement], None))).Value;

    private async Task<Announcement> AnnouncementAsync(string kind, Who recipient, (string Name, string Value)[] facts, bool ofTask)
    {
        var stage = await app.DbAsync(db => db.Stages.Where(s => s.Code == "quotation").Select(s => s.Id).SingleAsync());
        var isAboutCustomer = kind is not (NotificationKinds.DailyReport or NotificationKinds.Template or NotificationKinds.Export or NotificationKinds.Digest or NotificationKinds.System);
        return new Announcement(kind, "test", app.Company[recipient].Id)
        {
            CustomerId = isAboutCustomer ? app.Company.EastCustomer : null,
            FollowUpId = ofTask ? app.Company.PlannedFollowUp : null,
            ActorId = app.Company[Who.MgrEast].Id,
            Facts = facts.ToDictionary(f => f.Name, f => f.Value
                .Replace("{other}", $"{app.Company[Who.RepEast2].Id}", StringComparison.Ordinal)
                .Replace("{self}", $"{app.Company[recipient].Id}", StringComparison.Ordinal)
                .Replace("{stage}", $"{stage}", StringComparison.Ordinal)),
        };
    }

    private Task SpeakAsync(Who who, string? culture)
    {
        var id = app.Company[who].Id;
        return app.DbAsync(db => db.Users.Where(u => u.Id == id).ExecuteUpdateAsync(s => s.SetProperty(u => u.Culture, culture)));
    }
}
