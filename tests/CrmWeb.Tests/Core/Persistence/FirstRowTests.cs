using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Sharing;
using CrmWeb.Core.FollowUps.Calendar;
using CrmWeb.Core.Inbox;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Channels;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.WorkingCalendar;
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

    /// <summary>The table that is looked into, and what looks into it and adds.</summary>
    private static readonly Dictionary<string, (string Table, Func<MeanwhileFixture, Task> Save)> Forms = new()
    {
        ["subscription to the calendar"] = ("CalendarFeeds", t => t.WithAsync<CalendarFeeds, string>(f => f.RenewAsync(t.As(Who.RepEast), None))),
        ["pause of a job"] = ("JobPauses", t => t.WithAsync<JobControl>(j => j.PauseAsync("cleaning", t.As(Who.Admin), None))),
        ["day of the working calendar"] = ("CalendarDays", t => t.WithAsync<CalendarService>(c => c.MarkAsync(
            new CalendarForm { From = new DateOnly(2027, 3, 3), Mark = DayMark.Off, Name = "公司日" }, t.As(Who.Admin), None))),
        ["compulsory channel"] = ("NotificationPolicies", t => t.WithAsync<CompulsoryChannels>(c => c.SaveAsync(
            new CompulsoryForm { Ticked = ["overdue:Mail"] }, t.As(Who.Admin), None))),
        ["choice of channels"] = ("NotificationChoices", t => t.WithAsync<NotificationPreferences>(p => p.SaveAsync(
            new NotificationChoicesForm { Kinds = [new KindChoice { Kind = "reminder", Mail = true }] }, t.As(Who.RepEast2), None))),
        ["quiet hours"] = ("NotificationHours", t => t.WithAsync<NotificationPreferences>(p => p.SaveAsync(
            new NotificationChoicesForm { QuietFrom = new TimeOnly(22, 0), QuietUntil = new TimeOnly(7, 0) }, t.As(Who.RepEast3), None))),
    };

    public static TheoryData<string> Kinds => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Of_two_that_add_it_at_once_both_are_saved(string kind)
    {
        var (table, save) = Forms[kind];
        app.Meanwhile.Answered(sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains($"\"{table}\"", StringComparison.Ordinal), () => save(app));
        await save(app);
        Assert.True(app.Meanwhile.Happened);
    }

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
