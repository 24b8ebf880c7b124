using System.Globalization;
using CrmWeb.Core.Access;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Inbox;

/// <summary>What somebody was told, what of it they have read, and how they want to be told.</summary>
public sealed class InboxTests : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly CoreFixture app;

    public InboxTests(CoreFixture app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
    }

    [Fact]
    public async Task Everybody_reads_their_own_and_nothing_of_customers_out_of_reach()
    {
        var mine = await TellAsync(Who.RepEast2, NotificationKinds.Silent, app.Company.EastCustomer);
        var hidden = await TellAsync(Who.RepEast2, NotificationKinds.Silent, app.Company.SouthCustomer);
        var binned = await TellAsync(Who.RepEast2, NotificationKinds.Silent, app.Company.BinnedCustomer);
        var other = await TellAsync(Who.RepSouth, NotificationKinds.System, null);
        var rows = (await ListAsync(Who.RepEast2)).Rows;
        Assert.Contains(rows, r => r.Id == mine && r.IsUnread);
        Assert.DoesNotContain(rows, r => r.Id == hidden || r.Id == binned || r.Id == other);
        Assert.Equal((1, mine), (await UnreadAsync(Who.RepEast2) is var u ? u.Count : 0, u.Latest));
    }

    [Fact]
    public async Task Lines_out_of_reach_do_not_crowd_out_of_the_count_those_behind_them()
    {
        var mine = await TellAsync(Who.MgrSouth, NotificationKinds.Silent, app.Company.SouthCustomer);
        for (var i = 0; i < NotificationQueries.MaxCounted; i++)
            await TellAsync(Who.MgrSouth, NotificationKinds.Silent, app.Company.EastCustomer);
        Assert.Equal(new Unread(1, mine), await UnreadAsync(Who.MgrSouth));
    }

    [Fact]
    public async Task What_is_marked_is_read_and_what_came_later_is_not()
    {
        var first = await TellAsync(Who.RepEast3, NotificationKinds.System, null);
        var second = await TellAsync(Who.RepEast3, NotificationKinds.Overdue, app.Company.EastCustomer);
        var third = await TellAsync(Who.RepEast3, NotificationKinds.System, null);
        await app.WithAsync<ReadMarks>(r => r.MarkAsync(first, app.As(Who.RepEast3), None));
        await app.WithAsync<ReadMarks>(r => r.MarkAsync(first, app.As(Who.RepEast3), None));
        Assert.Equal([third, second], (await ListAsync(Who.RepEast3, unread: true)).Rows.Select(r => r.Id));
        Assert.Equal(1, await app.WithAsync<ReadMarks, int>(r => r.MarkAllAsync(second, null, app.As(Who.RepEast3), None)));
        Assert.Equal([third], (await ListAsync(Who.RepEast3, unread: true)).Rows.Select(r => r.Id));
        Assert.Equal([third, second, first], (await ListAsync(Who.RepEast3)).Rows.Select(r => r.Id));
        Assert.Equal([second], (await ListAsync(Who.RepEast3, kind: NotificationKinds.Overdue)).Rows.Select(r => r.Id));
        Assert.Equal(0, await app.WithAsync<ReadMarks, int>(r => r.MarkAllAsync(third, NotificationKinds.Overdue, app.As(Who.RepEast3), None)));
    }

    [Fact]
    public async Task Nobody_marks_what_others_were_told()
    {
        var id = await TellAsync(Who.RepSouth, NotificationKinds.System, null);
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<ReadMarks>(r => r.MarkAsync(id, app.As(Who.Admin), None)));
        await app.WithAsync<ReadMarks, int>(r => r.MarkAllAsync(int.MaxValue, null, app.As(Who.Admin), None));
        Assert.Null(await app.DbAsync(db => db.Notifications.Where(n => n.Id == id).Select(n => n.ReadAt).SingleAsync()));
    }

    [Fact]
    public async Task Choices_are_kept_and_what_is_compulsory_stays_on()
    {
        var by = app.As(Who.MgrSouth);
        var (form, _) = await app.WithAsync<NotificationPreferences, (NotificationChoicesForm, CompulsoryByKind)>(c => c.ReadAsync(by, None));
        Assert.All(form.Kinds, k => Assert.Equal(NotificationPreferences.Unchosen(k.Kind), k.Channels));
        form.Kinds.Find(k => k.Kind == NotificationKinds.Overdue)!.Mail = false;
        form.Kinds.Find(k => k.Kind == NotificationKinds.Silent)!.Page = false;
        (form.QuietFrom, form.QuietUntil, form.DigestRobot) = (new TimeOnly(22, 0), new TimeOnly(7, 30), true);
        await app.WithAsync<NotificationPreferences>(c => c.SaveAsync(form, by, None));
        await app.DbAsync(async db =>
        {
            db.NotificationPolicies.Add(new NotificationPolicy(NotificationKinds.Overdue, NotificationChannels.Mail));
            return await db.SaveChangesAsync(UserScope.System, None);
        });

        var (kept, compulsory) = await app.WithAsync<NotificationPreferences, (NotificationChoicesForm, CompulsoryByKind)>(c => c.ReadAsync(by, None));
        Assert.True(compulsory.Has(NotificationKinds.Overdue, NotificationChannels.Mail));
        Assert.True(kept.Kinds.Find(k => k.Kind == NotificationKinds.Overdue)!.Mail);
        Assert.Equal((new TimeOnly(22, 0), new TimeOnly(7, 30), true, true), (kept.QuietFrom!.Value, kept.QuietUntil!.Value, kept.DigestMail, kept.DigestRobot));
        var popping = await app.WithAsync<NotificationPreferences, IReadOnlySet<string>>(c => c.PoppingUpAsync(by, None));
        Assert.DoesNotContain(NotificationKinds.Silent, popping);
        Assert.Contains(NotificationKinds.Overdue, popping);
    }

    [Fact]
    public async Task What_is_half_chosen_is_refused_and_says_what_is_missing()
    {
        foreach (var (form, field) in new[]
        {
            (new NotificationChoicesForm { QuietFrom = new TimeOnly(22, 0) }, nameof(NotificationChoicesForm.QuietUntil)),
            (new NotificationChoicesForm { QuietUntil = new TimeOnly(7, 0) }, nameof(NotificationChoicesForm.QuietFrom)),
            (new NotificationChoicesForm { QuietFrom = new TimeOnly(7, 0), QuietUntil = new TimeOnly(7, 0) }, nameof(NotificationChoicesForm.QuietUntil)),
            (new NotificationChoicesForm { DigestOnly = true }, nameof(NotificationChoicesForm.DigestOnly)),
        })
        {
            var refused = await Assert.ThrowsAsync<ValidationException>(() => app.WithAsync<NotificationPreferences>(c => c.SaveAsync(form, app.As(Who.RepEast), None)));
            Assert.Equal(field, Assert.Single(refused.Errors).PropertyName);
        }
    }

    [Fact]
    public async Task A_request_to_collaborate_tells_the_owner_and_its_answer_the_one_who_asked()
    {
        var granted = await AskAsync("上海协作同意有限公司");
        await app.WithAsync<CollaborationDecision, int>(d => d.GrantAsync(granted, new CollaborationForm(), app.As(Who.RepEast), None));
        var declined = await AskAsync("上海协作谢绝有限公司");
        await app.WithAsync<CollaborationDecision, int>(d => d.DeclineAsync(declined, app.As(Who.RepEast), None));

        var owners = (await ListAsync(Who.RepEast, kind: NotificationKinds.Collaboration)).Rows;
        Assert.Equal(["林志强 申请协作：上海协作谢绝有限公司", "林志强 申请协作：上海协作同意有限公司"], owners.Select(r => r.Text.Title));
        Assert.Equal(["我与对方总监相熟", "我与对方总监相熟"], owners.Select(r => r.Text.Detail));
        Assert.Equal(CrmLinks.Collaboration(declined), owners[0].Text.Path);
        var askers = (await ListAsync(Who.RepSouth, kind: NotificationKinds.Collaboration)).Rows;
        Assert.Equal(["王海涛 谢绝了您的协作申请", "王海涛 同意了您的协作申请：上海协作同意有限公司"], askers.Select(r => r.Text.Title));
    }

    private async Task<int> AskAsync(string name)
    {
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer(name));
        await app.WithAsync<CollaborationService>(a => a.AskAsync(id, "我与对方总监相熟", app.As(Who.RepSouth), None));
        return await app.DbAsync(db => db.CollaborationRequests.Where(r => r.CustomerId == id).Select(r => r.Id).SingleAsync());
    }

    private Task<int> TellAsync(Who who, string kind, int? customerId) => app.DbAsync(async db =>
    {
        var told = new Notification(app.Company[who].Id, kind, $"inbox:{++count}", customerId, null, null, "{}", app.Clock.Now);
        db.Notifications.Add(told);
        await db.SaveChangesAsync(UserScope.System, None);
        return told.Id;
    });

    private Task<Unread> UnreadAsync(Who who) => app.WithAsync<NotificationQueries, Unread>(q => q.UnreadAsync(app.As(who), None));

    private Task<PageOf<InboxRow>> ListAsync(Who who, bool unread = false, string? kind = null) =>
        app.WithAsync<NotificationQueries, PageOf<InboxRow>>(q => q.ListAsync(new InboxFilter(unread, kind, new PageWanted(1, 100)), app.As(who), None));
}
