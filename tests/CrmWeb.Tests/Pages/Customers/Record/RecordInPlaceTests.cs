using System.Net;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Customers.Record;

/// <summary>What is done on the record without leaving it: the answer is regions of the page, as the script that sends the form asks for.</summary>
public sealed class RecordInPlaceTests(CrmApp app) : IClassFixture<CrmApp>
{
    private static int count;
    private static readonly string[] Regions = ["composer", "record-facts", "record-head", "record-open", "timeline"];

    [Fact]
    public async Task A_note_comes_back_as_the_regions_of_the_record_with_an_empty_form()
    {
        var id = await NewAsync();
        var browser = await ScriptAsync(Who.RepEast);
        var form = (await browser.GetAsync($"/customers/{id}")).Form("[data-composer]");
        Assert.Equal("phone", form["Form.Method"]);
        var key = form["Form.CreationKey"];
        var answer = await form.To($"/customers/{id}/note").Set("Form.Content", "聊了交期").Set("Form.NextAt", "2026-11-20T10:00").Set("Form.Stage", "needs").SubmitAsync();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Null(answer.Document.QuerySelector("main"));
        Assert.Equal(Regions, answer.Document.QuerySelectorAll("[data-region]").Select(e => e.GetAttribute("data-region")).Order(StringComparer.Ordinal));
        Assert.Contains("聊了交期", answer.Texts("#timeline .timeline-item")[0], StringComparison.Ordinal);
        Assert.Contains("需求确认", answer.Texts(".stage-step.is-current")[0], StringComparison.Ordinal);
        Assert.Contains("已安排下次跟进", Assert.Single(answer.Texts("[data-toast]")), StringComparison.Ordinal);
        Assert.Equal(key, answer.Document.QuerySelector("[data-draft-saved]")!.GetAttribute("data-draft-saved"));
        var fresh = answer.Form("[data-composer]");
        Assert.Equal(("", "", "needs"), (fresh["Form.Content"]!.Trim(), fresh["Form.NextAt"], fresh["Form.From"]));
        Assert.NotEqual(key, fresh["Form.CreationKey"]);
        Assert.Null(answer.Document.QuerySelector("[data-unsaved]"));
    }

    [Fact]
    public async Task A_note_that_breaks_a_rule_comes_back_as_the_composer_with_everything_typed()
    {
        var id = await NewAsync();
        var browser = await ScriptAsync(Who.RepEast);
        var form = (await browser.GetAsync($"/customers/{id}")).Form("[data-composer]").To($"/customers/{id}/note");
        var answer = await form.Set("Form.Method", "visit").Set("Form.Content", "去了现场").Set("Form.NextAt", "2026-11-01T10:00").Set("Form.NextStep", "寄样品").Set("Form.Stage", "lost").SubmitAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("composer", Assert.Single(answer.Document.QuerySelectorAll("[data-region]")).GetAttribute("data-region"));
        Assert.Contains("必须晚于现在", Assert.Single(answer.Texts("#note-Form_NextAt_error")), StringComparison.Ordinal);
        Assert.Contains("请选择流失原因", Assert.Single(answer.Texts("#note-Form_LossReason_error")), StringComparison.Ordinal);
        Assert.Contains("#note-Form_NextAt", answer.Document.QuerySelectorAll("[data-errors] a").Select(a => a.GetAttribute("href")));
        var back = answer.Form("[data-composer][data-unsaved]");
        Assert.Equal(("visit", "去了现场", "寄样品", "lost"), (back["Form.Method"], back["Form.Content"], back["Form.NextStep"], back["Form.Stage"]));
        Assert.Equal(form["Form.CreationKey"], back["Form.CreationKey"]);
        Assert.Empty(await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == id).ToListAsync()));
    }

    [Fact]
    public async Task The_same_note_sent_twice_is_saved_once()
    {
        var id = await NewAsync();
        var browser = await ScriptAsync(Who.RepEast);
        var form = (await browser.GetAsync($"/customers/{id}")).Form("[data-composer]").To($"/customers/{id}/note").Set("Form.Content", "只说了一次");
        Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync()).Status);
        Assert.Equal(HttpStatusCode.OK, (await form.SubmitAsync()).Status);
        Assert.Single(await app.DbAsync(db => db.FollowUps.Where(f => f.CustomerId == id).ToListAsync()));

        var other = await form.Set("Form.Content", "换了说法").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, other.Status);
        Assert.Equal(HttpStatusCode.OK, (await other.Form("[data-composer]").To($"/customers/{id}/note").SubmitAsync()).Status);
        Assert.Equal(2, await app.DbAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == id)));
    }

    [Fact]
    public async Task Without_script_the_composer_is_sent_to_the_page_with_all_fields()
    {
        var id = await NewAsync();
        var form = (await (await app.ClientAsync(Who.RepEast)).GetAsync($"/customers/{id}")).Form("[data-composer]");
        Assert.Equal($"/follow-ups/new?customer={id}", form.Action);
        var refused = await form.Set("Form.Content", "").Set("Form.NextStep", "保留的计划").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("保留的计划", refused.FormWith("Form.NextStep")["Form.NextStep"]);
        Assert.Equal($"/customers/{id}", (await refused.FormWith("Form.Content").Set("Form.Content", "补上了内容").SubmitAsync()).Location);
    }

    [Fact]
    public async Task Pinning_stays_at_what_the_timeline_was_filtered_and_searched_for()
    {
        var id = await NewAsync();
        foreach (var words in new[] { "谈到了钢珠尺寸", "只是寒暄" })
            await app.WithAsync<FollowUpService, int>(w => w.RecordAsync(id, Forms.Record(new DateTime(2026, 11, 17, 9, 0, 0), null, words), app.As(Who.RepEast), CancellationToken.None));
        var address = $"/customers/{id}?timeline=follow-ups&q={Uri.EscapeDataString("钢珠")}";
        var pin = (await (await app.ClientAsync(Who.RepEast)).GetAsync(address)).Document.QuerySelector("#timeline [form=pins]")!.GetAttribute("formaction")!;
        var inPlace = await (await ScriptAsync(Who.RepEast)).PostAsync(pin);
        Assert.Equal("钢珠", inPlace.Document.QuerySelector("#timeline [name=q]")!.GetAttribute("value"));
        Assert.Contains("钢珠", Assert.Single(inPlace.Texts("#timeline .timeline-item")), StringComparison.Ordinal);
        Assert.Equal(address + "#timeline", (await (await app.ClientAsync(Who.RepEast)).PostAsync(pin)).Location);
    }

    [Fact]
    public async Task A_move_is_asked_for_in_a_panel_and_can_be_taken_back_from_its_word()
    {
        var id = await NewAsync();
        var browser = await ScriptAsync(Who.RepEast);
        var step = (await browser.GetAsync($"/customers/{id}")).Document.QuerySelector(".stage-step a[data-sheet][href*='to=lost']")!;
        var panel = await browser.GetAsync(step.GetAttribute("href")!);
        Assert.Equal("sheet", Assert.Single(panel.Document.QuerySelectorAll("[data-region]")).GetAttribute("data-region"));

        var refused = await panel.FormWith("Move.StageReason").Set("Move.StageReason", "预算没了").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Single(refused.Texts("#Move_LossReason_error"));
        Assert.Equal("预算没了", refused.FormWith("Move.StageReason")["Move.StageReason"]);

        var moved = await refused.FormWith("Move.StageReason").Set("Move.LossReason", "price").SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, moved.Status);
        Assert.Empty(moved.Document.QuerySelectorAll("[data-region=sheet]"));
        Assert.Contains("流失", moved.Texts(".stage-step.is-current")[0], StringComparison.Ordinal);

        var undone = await moved.Form("[data-toast] form[data-in-place]").SubmitAsync();
        Assert.Equal(HttpStatusCode.OK, undone.Status);
        Assert.Contains("初步接洽", undone.Texts(".stage-step.is-current")[0], StringComparison.Ordinal);
        Assert.DoesNotContain(undone.Texts("#timeline .timeline-item"), t => t.Contains("预算没了", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_move_that_cannot_be_taken_back_any_more_is_said_to_stay()
    {
        var id = await NewAsync();
        var browser = await ScriptAsync(Who.RepEast);
        var moved = await (await browser.GetAsync($"/customers/{id}/stage?to=needs")).FormWith("Move.StageReason").SubmitAsync();
        app.Clock.Advance(StageUndo.For + TimeSpan.FromMinutes(1));
        var late = await moved.Form("[data-toast] form").SubmitAsync();
        Assert.Contains("已超过可撤销的时间", Assert.Single(late.Texts("[data-toast]")), StringComparison.Ordinal);
        Assert.Contains("需求确认", late.Texts(".stage-step.is-current")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_only_look_has_no_composer_and_no_way_to_move_or_pin()
    {
        var id = await NewAsync();
        await app.WithAsync<FollowUpService>(w => w.RecordAsync(id, Forms.Record(new DateTime(2026, 11, 17, 9, 0, 0)), app.As(Who.RepEast), CancellationToken.None));
        foreach (var who in new[] { Who.Service, Who.Marketer })
        {
            var page = await (await app.ClientAsync(who)).GetAsync($"/customers/{id}");
            Assert.Empty(page.Document.QuerySelectorAll("[data-composer], .stage-step a, .timeline-pin, [data-compose]"));
            Assert.Equal(who == Who.Service, page.Document.QuerySelector(".timeline-search") is not null);
        }
    }

    [Fact]
    public async Task The_number_dialled_is_that_of_the_next_tasks_contact()
    {
        var customer = Forms.Customer($"打给谁{++count}号有限公司", mobile: "15277770001");
        customer.Contacts.Add(new() { Name = "王采购", Mobile = "15277770002" });
        var id = await app.RegisterAsync(Who.RepEast, customer);
        var browser = await app.ClientAsync(Who.RepEast);
        Assert.Equal("tel:15277770001", await DialAsync());

        var buyer = await app.DbAsync(db => db.Contacts.Where(c => c.CustomerId == id && c.Name == "王采购").Select(c => c.Id).SingleAsync());
        var plan = Forms.Plan(new DateTime(2026, 11, 25, 9, 0, 0));
        plan.Contact = buyer;
        await app.WithAsync<FollowUpService>(w => w.PlanAsync(id, plan, app.As(Who.RepEast), CancellationToken.None));
        Assert.Equal("tel:15277770002", await DialAsync());

        async Task<string?> DialAsync() => (await browser.GetAsync($"/customers/{id}")).Document.QuerySelector(".quick-actions a[href^='tel:']")?.GetAttribute("href");
    }

    private Task<int> NewAsync() => app.RegisterAsync(Who.RepEast, Forms.Customer($"就地办理{++count}号有限公司"));

    /// <summary>A browser whose requests ask for regions, as the script's do.</summary>
    private async Task<Browser> ScriptAsync(Who who)
    {
        var browser = await app.SignInAsync(who);
        browser.Http.DefaultRequestHeaders.Add("X-Regions", "true");
        browser.Http.DefaultRequestHeaders.Add("HX-Request", "true");
        return browser;
    }
}
