using System.Globalization;
using System.Xml.Linq;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Notifications.Outbox;
using CrmWeb.Core.Organization;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Subscriptions;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Notifications;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>Reports by mail: once for each time, through the eyes of who asked for it, until there is nothing to send any more.</summary>
public sealed class SubscriptionTests(CoreFixture app) : IClassFixture<CoreFixture>, IAsyncLifetime
{
    public async Task InitializeAsync()
    {
        await Ways.ClearAsync(app);
        await Ways.MailAsync(app, 2525);
        await app.DbAsync(db => db.ReportSubscriptions.ExecuteDeleteAsync());
        await app.DbAsync(db => db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.Email, u => "u" + u.UserName + "@example.com")));
        app.Clock.Now = TestClock.Start;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("2026-11-18T02:00", SubscriptionPeriod.Weekly, 3, 10, "2026-11-25T02:00")]
    [InlineData("2026-11-18T01:59", SubscriptionPeriod.Weekly, 3, 10, "2026-11-18T02:00")]
    [InlineData("2026-11-18T02:00", SubscriptionPeriod.Weekly, 1, 0, "2026-11-22T16:00")]
    [InlineData("2026-11-18T02:00", SubscriptionPeriod.Monthly, 31, 8, "2026-11-30T00:00")]
    [InlineData("2027-01-31T00:00", SubscriptionPeriod.Monthly, 31, 8, "2027-02-28T00:00")]
    [InlineData("2026-11-30T17:00", SubscriptionPeriod.Monthly, 1, 0, "2026-12-31T16:00")]
    public void The_next_time_is_told_by_the_companys_clock(string after, SubscriptionPeriod period, int day, int hour, string next)
    {
        static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.Parse(text, CultureInfo.InvariantCulture), DateTimeKind.Utc);
        Assert.Equal(Utc(next), ReportSubscription.NextAfter(Utc(after), period, day, hour, app.Services.GetRequiredService<OrganizationClock>()));
    }

    [Fact]
    public async Task It_comes_once_with_the_file_in_the_subscribers_reach_and_language()
    {
        var id = await SharedAsync();
        await SubscribeAsync(Who.RepEast2, id);
        await SubscribeAsync(Who.MgrEast, id);
        Assert.Equal((0, 0), await RunAsync());
        app.Clock.Now = TestClock.Start.AddDays(1);
        Assert.Equal((2, 0), await RunAsync());
        Assert.Equal((0, 0), await RunAsync());

        var mails = await MailsAsync();
        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => Assert.Equal(OutboxChannel.Mail, m.Channel));
        Assert.All(mails, m => Assert.EndsWith(".xlsx", m.File!.Name, StringComparison.Ordinal));
        Assert.Equal((1m, 1m), (Number(mails.Single(m => m.UserId == app.Company[Who.RepEast2].Id)), Number(mails.Single(m => m.UserId == app.Company[Who.MgrEast].Id))));

        // A standstill of three weeks is one mail, not three.
        app.Clock.Now = TestClock.Start.AddDays(29);
        Assert.Equal((2, 0), await RunAsync());
        Assert.Equal(4, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task The_file_goes_with_the_mail()
    {
        await using var server = new FakeMailServer();
        await Ways.MailAsync(app, server.Port);
        await SubscribeAsync(Who.RepEast, await SharedAsync());
        app.Clock.Now = TestClock.Start.AddDays(1);
        Assert.Equal((1, 0), await RunAsync());
        await Ways.SendAsync(app);
        Assert.Equal(OutboxState.Sent, Assert.Single(await MailsAsync()).State);
        Assert.Contains("spreadsheetml", Assert.Single(server.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_processes_send_it_once()
    {
        var id = await SharedAsync();
        foreach (var who in new[] { Who.RepEast, Who.RepEast2, Who.MgrEast })
            await SubscribeAsync(who, id);
        app.Clock.Now = TestClock.Start.AddDays(1);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(RunAsync)));
        Assert.Equal(3, (await MailsAsync()).Count);
    }

    [Theory]
    [InlineData("retired", SubscriptionEnd.Gone)]
    [InlineData("private", SubscriptionEnd.Gone)]
    [InlineData("broken", SubscriptionEnd.Nothing)]
    [InlineData("list", SubscriptionEnd.NoExport)]
    public async Task What_can_be_sent_no_more_is_ended_and_the_subscriber_is_told_once(string what, SubscriptionEnd why)
    {
        var id = await SharedAsync();
        await SubscribeAsync(Who.RepEast2, id);
        await app.DbAsync(async db => what switch
        {
            "retired" => await db.ReportTemplates.Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.RetiredAt, TestClock.Start)),
            "private" => await db.Set<ReportTemplateShare>().Where(s => s.TemplateId == id).ExecuteDeleteAsync(),
            "broken" => await db.ReportTemplates.Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Definition, "1);--")),
            _ => await db.ReportTemplates.Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Definition, new TemplateDefinition { Fields = ["customer"] }.Write())),
        });
        app.Clock.Now = TestClock.Start.AddDays(1);
        Assert.Equal((0, 1), await RunAsync());
        Assert.Equal((0, 0), await RunAsync());
        Assert.Equal(why, await app.DbAsync(db => db.ReportSubscriptions.Select(s => s.Ended).SingleAsync()));
        var told = Assert.Single(await MailsAsync());
        Assert.Null(told.File);
        Assert.Contains("订阅已停止", told.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_left_gets_nothing_and_what_waits_is_dropped_with_the_subscription()
    {
        var id = await SharedAsync();
        await SubscribeAsync(Who.RepEast2, id);
        await SubscribeAsync(Who.RepEast, id);
        await app.DbAsync(db => db.Users.Where(u => u.Id == app.Company[Who.RepEast2].Id).ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, false)));
        app.Services.GetRequiredService<UserDirectory>().Invalidate();
        try
        {
            app.Clock.Now = TestClock.Start.AddDays(1);
            Assert.Equal((1, 1), await RunAsync());
            var mail = Assert.Single(await MailsAsync());
            Assert.Equal(app.Company[Who.RepEast].Id, mail.UserId);
            await app.WithAsync<SubscriptionService>(s => s.EndAsync(id, app.As(Who.RepEast), Templated.None));
            await Ways.SendAsync(app);
            Assert.Equal(OutboxState.Dropped, Assert.Single(await MailsAsync()).State);
        }
        finally
        {
            await app.DbAsync(db => db.Users.ExecuteUpdateAsync(s => s.SetProperty(u => u.IsActive, true)));
            app.Services.GetRequiredService<UserDirectory>().Invalidate();
        }
    }

    [Fact]
    public async Task Times_that_are_none_are_refused_at_their_field()
    {
        var id = await SharedAsync();
        async Task<string> RefusedAsync(SubscriptionForm form) =>
            Assert.Single((await Assert.ThrowsAsync<ValidationException>(() => app.WithAsync<SubscriptionService>(s => s.SubscribeAsync(id, form, app.As(Who.RepEast), Templated.None)))).Errors).PropertyName;
        Assert.Equal("Day", await RefusedAsync(new SubscriptionForm { Day = 32 }));
        Assert.Equal("Weekday", await RefusedAsync(new SubscriptionForm { Period = SubscriptionPeriod.Weekly, Weekday = 0 }));
        Assert.Equal("Hour", await RefusedAsync(new SubscriptionForm { Hour = 24 }));
        Assert.Equal("Period", await RefusedAsync(new SubscriptionForm { Period = null }));
    }

    /// <summary>By the rep of the east, shared with the group: how many customers there are of each industry.</summary>
    private Task<int> SharedAsync()
    {
        var form = Templated.Form();
        (form.Row, form.Departments) = ("industry", [app.Company.DepartmentShanghai]);
        return ShareAsync(form);
    }

    private async Task<int> ShareAsync(TemplateForm form)
    {
        var id = await app.MakeAsync(Who.RepEast, form);

        // The manager above finds it as one who is in a department it is shared with.
        await app.DbAsync(async db =>
        {
            (await db.ReportTemplates.Include(t => t.Shares).SingleAsync(t => t.Id == id)).ShareWith([app.Company.DepartmentEast]);
            return await db.SaveChangesAsync();
        });
        return id;
    }

    private Task SubscribeAsync(Who who, int id) => app.WithAsync<SubscriptionService>(
        s => s.SubscribeAsync(id, new SubscriptionForm { Period = SubscriptionPeriod.Weekly, Weekday = 4, Hour = 8 }, app.As(who), Templated.None));

    private Task<(int Sent, int Ended)> RunAsync() => app.WithAsync<SubscriptionRun, (int, int)>(r => r.RunAsync(Templated.None));

    private Task<List<OutboxMessage>> MailsAsync() => app.DbAsync(db => db.OutboxMessages.AsNoTracking().Include(m => m.File).OrderBy(m => m.Id).ToListAsync());

    /// <summary>The number of the first row.</summary>
    private static decimal Number(OutboxMessage mail)
    {
        using var book = new System.IO.Compression.ZipArchive(new MemoryStream(mail.File!.Content));
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        var row = XDocument.Parse(sheet.ReadToEnd()).Descendants().Where(e => e.Name.LocalName == "row").ElementAt(1);
        return decimal.Parse(row.Elements().ElementAt(1).Elements().Single(e => e.Name.LocalName == "v").Value, CultureInfo.InvariantCulture);
    }
}
