using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps.Recording;

/// <summary>A form whose first answer was lost comes again with other words.</summary>
public sealed class SavedBeforeTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTime LocalNow = new(2026, 11, 18, 10, 0, 0);
    private static int count;

    public static TheoryData<string, Action<FollowUpForm>> Changes => new()
    {
        { "content", f => f.Content = "后来又补充了一段内容" },
        { "result", f => f.Result = "改了结果" },
        { "method", f => f.Method = "visit" },
        { "subject", f => f.Subject = "另一个主题" },
        { "time", f => f.At = LocalNow.AddHours(-3) },
        { "next", f => f.NextAt = LocalNow.AddDays(2) },
        { "nothing chosen", f => f.Method = null },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_record_that_says_something_else_now_is_not_dropped_silently(string what, Action<FollowUpForm> change)
    {
        var customer = await NewAsync();
        var first = Record();
        await RecordAsync(customer, first);
        var again = Record();
        again.CreationKey = first.CreationKey;
        change(again);

        var refusal = await Assert.ThrowsAsync<ValidationException>(() => RecordAsync(customer, again));
        Assert.True(Assert.Single(refusal.Errors).PropertyName.Length == 0, what);
        Assert.Equal(1, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task Blanks_around_the_text_are_no_other_words()
    {
        var customer = await NewAsync();
        var first = Record();
        var id = await RecordAsync(customer, first);
        var again = Record();
        again.CreationKey = first.CreationKey;
        again.Content = $" {first.Content}\r\n";
        Assert.Equal(id, await RecordAsync(customer, again));
    }

    [Fact]
    public async Task A_time_a_little_ahead_of_the_server_is_still_the_same_time()
    {
        var customer = await NewAsync();
        var first = Forms.Record(LocalNow.AddMinutes(3));
        var id = await RecordAsync(customer, first);
        Assert.Equal(id, await RecordAsync(customer, first));
    }

    [Fact]
    public async Task A_plan_for_another_time_is_not_dropped_silently_and_the_same_one_is_kept_once()
    {
        var customer = await NewAsync();
        var form = Forms.Plan(LocalNow.AddDays(1));
        var id = await PlanAsync(customer, form);
        Assert.Equal(id, await PlanAsync(customer, form));

        form.At = LocalNow.AddDays(2);
        await Assert.ThrowsAsync<ValidationException>(() => PlanAsync(customer, form));
        form.CreationKey = Guid.NewGuid();
        Assert.NotEqual(id, await PlanAsync(customer, form));
    }

    [Fact]
    public async Task A_customer_form_that_says_something_else_now_is_not_dropped_silently()
    {
        foreach (var change in new Action<CustomerForm>[]
        {
            f => f.Name += "二厂", f => f.Remarks = "后来补充的备注", f => f.Contacts[0].Mobile = Forms.NewMobile(),
            f => f.Contacts.Add(new ContactForm { Name = "赵建平", Mobile = Forms.NewMobile() }),
        })
        {
            var form = Forms.Customer($"重复提交第{Interlocked.Increment(ref count)}号铸造厂");
            var first = await app.RegisterAsync(Who.RepEast, form);
            Assert.Equal(first, await app.RegisterAsync(Who.RepEast, form));

            change(form);
            var refusal = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));
            Assert.Equal("", Assert.Single(refusal.Errors).PropertyName);
            Assert.Equal(1, await app.DbAsync(db => db.Customers.CountAsync(c => c.CreationKey == form.CreationKey)));
        }
    }

    private static FollowUpForm Record() => Forms.Record(LocalNow.AddHours(-1));

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"再次提交第{Interlocked.Increment(ref count)}号锻造厂"));

    private Task<int> RecordAsync(int customer, FollowUpForm form) =>
        app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), None));

    private Task<int> PlanAsync(int customer, FollowUpForm form) =>
        app.WithAsync<FollowUpService, int>(w => w.PlanAsync(customer, form, app.As(Who.RepEast), None));
}
