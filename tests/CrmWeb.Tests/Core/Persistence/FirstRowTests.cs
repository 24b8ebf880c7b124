using System.Security.Cryptography;
using System.Text;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.WorkingCalendar;
using CrmWeb.Core.Persistence;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence;

/// <summary>
/// A form whose first save adds the one row that later ones change, sent twice at once: the second has seen that there is none, and by the
/// time it saves there is one.
/// </summary>
public sealed class FirstRowTests(MeanwhileFixture app) : IClassFixture<MeanwhileFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly DateOnly Day = new(2027, 3, 3);

    /// <summary>
    /// The table that is looked into, what looks into it and adds, each time with a value of its own where a form has one, and the values
    /// that the rows of this form have afterwards.
    /// </summary>
    private static readonly Dictionary<string, (string Table, Func<MeanwhileFixture, int, Task<string>> Save, Func<MeanwhileFixture, CrmDbContext, IQueryable<string>> Rows)> Forms = new()
    {
        ["subscription to the calendar"] = (
            "CalendarFeeds",
            async (t, _) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(await t.WithAsync<CalendarFeeds, string>(f => f.RenewAsync(t.As(Who.RepEast), None))))),
            (t, db) => db.CalendarFeeds.Where(f => f.UserId == t.As(Who.RepEast).UserId).Select(f => f.TokenHash)),
        ["pause of a job"] = (
            "JobPauses",
            Saving<JobControl>(_ => "cleaning", (j, t, _) => j.PauseAsync("cleaning", t.As(Who.Admin), None)),
            (t, db) => db.JobPauses.Where(p => p.PausedById == t.As(Who.Admin).UserId).Select(p => p.Job)),
        ["day of the working calendar"] = (
            "CalendarDays",
            Saving<CalendarService>(n => $"公司日{n}", (c, t, n) => c.MarkAsync(new CalendarForm { From = Day, Mark = DayMark.Off, Name = $"公司日{n}" }, t.As(Who.Admin), None)),
            (_, db) => db.CalendarDays.Where(d => d.Date == Day).Select(d => d.Name!)),
        ["compulsory channel"] = (
            "NotificationPolicies",
            Saving<CompulsoryChannels>(n => n == 0 ? "Mail" : "Sms", (c, t, n) => c.SaveAsync(new CompulsoryForm { Ticked = [n == 0 ? "overdue:Mail" : "overdue:Sms"] }, t.As(Who.Admin), None)),
            (_, db) => db.NotificationPolicies.Where(p => p.Kind == "overdue").Select(p => p.Compulsory == NotificationChannels.Mail ? "Mail" : p.Compulsory == NotificationChannels.Sms ? "Sms" : "")),
        ["choice of channels"] = (
            "NotificationChoices",
            Saving<NotificationPreferences>(n => n == 0 ? "Mail" : "Sms", (p, t, n) => p.SaveAsync(
                new NotificationChoicesForm { Kinds = [new KindChoice { Kind = "reminder", Mail = n == 0, Sms = n != 0 }] }, t.As(Who.RepEast2), None)),
            (t, db) => db.NotificationChoices.Where(c => c.UserId == t.As(Who.RepEast2).UserId && c.Kind == "reminder")
                .Select(c => (c.Channels & NotificationChannels.Mail) != 0 ? "Mail" : (c.Channels & NotificationChannels.Sms) != 0 ? "Sms" : "")),
        ["quiet hours"] = (
            "NotificationHours",
            Saving<NotificationPreferences>(n => n == 0 ? "22" : "23", (p, t, n) => p.SaveAsync(
                new NotificationChoicesForm { QuietFrom = new TimeOnly(22 + n, 0), QuietUntil = new TimeOnly(7, 0) }, t.As(Who.RepEast3), None)),
            (t, db) => db.NotificationHours.Where(h => h.UserId == t.As(Who.RepEast3).UserId).Select(h => h.QuietFrom == new TimeOnly(22, 0) ? "22" : h.QuietFrom == new TimeOnly(23, 0) ? "23" : "")),
    };

    public static TheoryData<string> Kinds => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_two_that_add_it_at_once_both_are_saved(string kind)
    {
        var (table, save, rows) = Forms[kind];
        app.Meanwhile.Answered(sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains($"\"{table}\"", StringComparison.Ordinal), () => save(app, 0));

        var last = await save(app, 1);

        Assert.True(app.Meanwhile.Happened);
        Assert.Equal(last, Assert.Single(await app.DbAsync(db => rows(app, db).ToListAsync())));
    }

    /// <param name="value">What a row says after the save of this number.</param>
    private static Func<MeanwhileFixture, int, Task<string>> Saving<TService>(Func<int, string> value, Func<TService, MeanwhileFixture, int, Task> save)
        where TService : notnull => async (t, n) =>
    {
        await t.WithAsync<TService>(s => save(s, t, n));
        return value(n);
    };

    [Fact]
    public async Task Of_two_edits_that_give_a_customer_the_same_tag_at_once_both_are_saved()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Testing.Forms.Customer("同时加标签阀门有限公司"));
        Task<CustomerForm> OpenAsync() => app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(customer, app.As(Who.RepEast), None));
        async Task SaveAsync(CustomerForm form)
        {
            form.Tags = ["high-value"];
            Assert.True((await app.WithAsync<CustomerEditor, CustomerMerge>(e => e.SaveAsync(customer, form, app.As(Who.RepEast), None))).IsSaved);
        }

        var (first, second) = (await OpenAsync(), await OpenAsync());
        app.Meanwhile.Answered(sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains("\"CustomerTags\"", StringComparison.Ordinal), () => SaveAsync(second));
        await SaveAsync(first);
        Assert.True(app.Meanwhile.Happened);
    }

    [Fact]
    public async Task Of_two_who_grant_a_request_at_once_the_second_is_told_that_it_is_decided()
    {
        var customer = await app.RegisterAsync(Who.RepEast, Testing.Forms.Customer("同时同意协作有限公司"));
        await app.WithAsync<CollaborationService>(c => c.AskAsync(customer, null, app.As(Who.RepSouth), None));
        var request = await app.DbAsync(db => db.CollaborationRequests.Where(r => r.CustomerId == customer).Select(r => r.Id).SingleAsync());
        Task GrantAsync() => app.WithAsync<CollaborationDecision>(d => d.GrantAsync(request, new CollaborationForm(), app.As(Who.RepEast), None));
        app.Meanwhile.Answered(sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains("\"Collaborators\"", StringComparison.Ordinal), GrantAsync);
        await Assert.ThrowsAsync<ValidationException>(GrantAsync);
        Assert.True(app.Meanwhile.Happened);
    }

    [Fact]
    public async Task Of_two_people_who_bind_one_mobile_number_at_once_the_second_is_told()
    {
        const string Mobile = "15900001234";
        Task BindAsync(Who who) => app.WithAsync<OwnAccount>(a => a.ChangeProfileAsync(
            new ProfileForm { DisplayName = "新名", Mobile = Mobile, CurrentPassword = TestCompany.Password }, app.As(who), None));

        // After it was asked whether anybody has the number.
        app.Meanwhile.Answered(sql => sql.Contains("EXISTS", StringComparison.Ordinal) && sql.Contains("\"Mobile\"", StringComparison.Ordinal), () => BindAsync(Who.RepEast));
        var refused = await Assert.ThrowsAsync<ValidationException>(() => BindAsync(Who.RepSouth));
        Assert.True(app.Meanwhile.Happened);
        Assert.Equal("Mobile", Assert.Single(refused.Errors).PropertyName);
        Assert.Equal(1, await app.DbAsync(db => db.Users.CountAsync(u => u.Mobile == Mobile)));
    }
}
