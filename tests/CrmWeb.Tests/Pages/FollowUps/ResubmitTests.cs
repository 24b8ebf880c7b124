using System.Net;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.FollowUps;

/// <summary>The same form comes twice, or two people correct one record.</summary>
public sealed class ResubmitTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;

    [Fact]
    public async Task Changed_words_of_a_form_saved_before_are_kept_and_become_a_record_of_their_own()
    {
        var customer = await NewAsync();
        var form = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/follow-ups/new?customer={customer}")).FormWith("Form.Content")
            .Set("Form.Method", "phone").Set("Form.Content", "第一次写下的内容");
        Assert.True((await form.SubmitAsync()).IsRedirect);
        Assert.True((await form.SubmitAsync()).IsRedirect);

        var refused = await form.Set("Form.Content", "恢复草稿后又改过的内容").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("这份内容之前已经保存过", refused.Text, StringComparison.Ordinal);
        var again = refused.FormWith("Form.Content");
        Assert.Equal("恢复草稿后又改过的内容", again["Form.Content"]);
        Assert.NotEqual(form["Form.CreationKey"], again["Form.CreationKey"]);

        Assert.True((await again.SubmitAsync()).IsRedirect);
        var contents = await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).OrderBy(f => f.Id).Select(f => f.Content).ToListAsync());
        Assert.Equal(["第一次写下的内容", "恢复草稿后又改过的内容"], contents);
    }

    [Fact]
    public async Task A_conflict_shows_both_versions_of_every_field_that_both_changed()
    {
        var record = await RecordAsync();
        var mine = await EditFormAsync(record, Who.RepEast);
        var theirs = (await EditFormAsync(record, Who.MgrEast)).Set("Form.Result", "经理写的结果").Set("Form.NextStep", "经理的下一步")
            .Set("Form.Commitments", "经理的承诺").Set("Form.At", "2026-11-18T08:30").Set("Form.Content", "经理改写的内容").Set("Form.Objections", "经理一人写的异议");
        Assert.True((await theirs.SubmitAsync()).IsRedirect);

        var answer = await mine.Set("Form.Content", "我改写的内容").Set("Form.Result", "我写的结果").Set("Form.NextStep", "我的下一步")
            .Set("Form.Commitments", "我的承诺").Set("Form.At", "2026-11-18T09:30").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        var rows = answer.Texts(".notice-warning tbody tr");
        Assert.Equal(5, rows.Count);
        Assert.Contains(rows, r => r.Contains("我改写的内容", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("我写的结果", StringComparison.Ordinal) && r.Contains("经理写的结果", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("经理的下一步", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("经理的承诺", StringComparison.Ordinal));
        Assert.Contains(rows, r => r.Contains("2026-11-18 09:30", StringComparison.Ordinal) && r.Contains("2026-11-18 08:30", StringComparison.Ordinal));
        Assert.True((await answer.FormWith("Form.Content").SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task A_refused_form_does_not_take_the_others_version()
    {
        var record = await RecordAsync();
        var mine = await EditFormAsync(record, Who.RepEast);
        await (await EditFormAsync(record, Who.MgrEast)).Set("Form.Result", "经理写的结果").SubmitAsync();

        var refused = await mine.Set("Form.Content", "").Set("Form.Result", "我写的结果").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Empty(refused.Texts(".notice-warning tbody tr"));
        Assert.Equal(HttpStatusCode.Conflict, (await refused.FormWith("Form.Content").Set("Form.Content", "补上了内容").SubmitAsync()).Status);
    }

    [Fact]
    public async Task The_same_correction_sent_twice_is_no_conflict()
    {
        var record = await RecordAsync();
        var form = (await EditFormAsync(record, Who.RepEast)).Set("Form.Content", "只更正一次");
        Assert.True((await form.SubmitAsync()).IsRedirect);
        Assert.True((await form.SubmitAsync()).IsRedirect);
        Assert.Equal("只更正一次", await app.DbAsync(db => db.FollowUps.Where(f => f.Id == record).Select(f => f.Content).SingleAsync()));
    }

    private async Task<PageForm> EditFormAsync(int record, Who who) =>
        (await (await app.ClientAsync(who)).GetAsync($"/follow-ups/{record}/edit")).FormWith("Form.Content");

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"两次提交第{Interlocked.Increment(ref count)}号锻造厂"));

    private async Task<int> RecordAsync()
    {
        var customer = await NewAsync();
        var form = Forms.Record(new DateTime(2026, 11, 18, 9, 0, 0));
        return await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(customer, form, app.As(Who.RepEast), CancellationToken.None));
    }
}
