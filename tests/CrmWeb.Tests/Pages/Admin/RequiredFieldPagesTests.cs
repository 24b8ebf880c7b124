using System.Net;
using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Formats;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

/// <summary>The grid of required fields, from its page to the form of a customer and of its stage.</summary>
public sealed class RequiredFieldPagesTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task What_an_admin_requires_is_marked_in_the_form_asked_for_by_the_stage_and_named_on_the_record()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var grid = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        var (budget, need) = (Place(grid, "Budget"), Place(grid, "PainPoints"));
        var version = await grid.Set($"Form.Rows[{budget}].Categories", "New", "Existing", "Key").Set($"Form.Rows[{budget}].Stage", "quotation")
            .Set($"Form.Rows[{need}].Categories", "Key").SubmitAsync();
        var shown = await version.FollowAsync();
        Assert.Contains("预算", shown.Text, StringComparison.Ordinal);
        Assert.Contains("方案报价", shown.Text, StringComparison.Ordinal);

        var rep = await app.ClientAsync(Who.RepEast);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("必填页面一号泵业有限公司"));
        var edit = await rep.GetAsync($"/customers/{id}/edit");
        Assert.Null(edit.Document.QuerySelector("label.required[for=Form_PainPoints]"));
        var refused = await edit.FormWith("Form.Name").Set("Form.Category", "Key").Set("Form.PainPoints", "不清楚").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("#Form_PainPoints_error"));
        Assert.NotNull(refused.Document.QuerySelector("label.required[for=Form_PainPoints]"));
        Assert.Equal("不清楚", refused.FormWith("Form.Name")["Form.PainPoints"]);

        var move = (await rep.GetAsync($"/customers/{id}/stage?to=quotation")).FormWith("Move.From");
        var asked = await move.SubmitAsync();
        Assert.NotNull(asked.Document.QuerySelector("#Move_Form_Budget_error"));
        Assert.True((await asked.FormWith("Move.From").Set("Move.Form.Budget", "over-1m").SubmitAsync()).IsRedirect);
        Assert.NotNull(await app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.BudgetId).SingleAsync()));
        Assert.NotNull((await rep.GetAsync($"/customers/{id}")).Document.QuerySelector($"a[href='/customers/{id}/edit#Form_PainPoints']"));
    }

    [Fact]
    public async Task A_follow_up_that_may_not_move_the_customer_says_where_to_fill_in_what_is_missing()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var grid = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        var budget = Place(grid, "Budget");
        Assert.True((await grid.Set($"Form.Rows[{budget}].Categories", "New", "Existing", "Key").Set($"Form.Rows[{budget}].Stage", "quotation").SubmitAsync()).IsRedirect);
        var rep = await app.ClientAsync(Who.RepEast);
        var id = await app.RegisterAsync(Who.RepEast, Forms.Customer("必填页面二号泵业有限公司"));
        var refused = await (await rep.GetAsync($"/follow-ups/new?customer={id}")).FormWith("Form.Content")
            .Set("Form.Content", "对方要我们下周报价。").Set("Form.Stage", "quotation").SubmitAsync();
        Assert.Equal("对方要我们下周报价。", refused.FormWith("Form.Content")["Form.Content"]);
        Assert.NotNull(refused.Document.QuerySelector($"a[href='/customers/{id}/stage?to=quotation']"));

        var other = await (await rep.GetAsync($"/follow-ups/new?customer={id}")).FormWith("Form.Content")
            .Set("Form.Content", "对方要我们下周报价。").Set("Form.Stage", "initial").SubmitAsync();
        Assert.NotNull(other.Document.QuerySelector("#Form_Stage_error"));
        Assert.Null(other.Document.QuerySelector($"a[href^='/customers/{id}/stage?to=']"));
    }

    [Fact]
    public async Task A_stage_that_asks_for_the_credit_code_shows_what_is_said_of_duplicates_and_takes_the_answer()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var grid = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        var code = Place(grid, "CreditCode");
        Assert.True((await grid.Set($"Form.Rows[{code}].Categories", "Existing").Set($"Form.Rows[{code}].Stage", "needs").SubmitAsync()).IsRedirect);
        var form = Forms.Customer("必填页面三号泵业有限公司");
        form.Category = CustomerCategory.Existing;
        var id = await app.RegisterAsync(Who.RepEast, form);
        var (twin, taken) = (Forms.Customer("必填页面三号泵业有限公司"), CreditCode.Generate(new Random(7), "310000"));
        (twin.ConfirmDuplicate, twin.CreditCode) = (true, taken);
        await app.RegisterAsync(Who.MgrEast, twin);

        var rep = await app.ClientAsync(Who.RepEast);
        var move = (await rep.GetAsync($"/customers/{id}/stage?to=needs")).FormWith("Move.From");
        var refused = await move.Set("Move.Form.CreditCode", taken).SubmitAsync();
        Assert.NotNull(refused.Document.QuerySelector("#Move_Form_CreditCode_error"));
        Assert.Null(refused.Document.QuerySelector("#Move_Form_ConfirmDuplicate"));
        var asked = await refused.FormWith("Move.From").Set("Move.Form.CreditCode", CreditCode.Generate(new Random(8), "310000")).SubmitAsync();
        Assert.NotNull(asked.Document.QuerySelector("#Move_Form_ConfirmDuplicate:not([checked])"));
        Assert.True((await asked.FormWith("Move.From").Set("Move.Form.ConfirmDuplicate", "true").SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task Who_saves_a_grid_that_somebody_else_changed_is_told_and_keeps_what_was_ticked()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var mine = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        var theirs = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        var (level, region) = (Place(mine, "Level"), Place(mine, "Region"));
        Assert.True((await theirs.Set($"Form.Rows[{region}].Categories", "Key").SubmitAsync()).IsRedirect);
        var told = await mine.Set($"Form.Rows[{level}].Categories", "Key").SubmitAsync();
        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.NotNull(told.Document.QuerySelector($".notice a[href='/admin/fields/required/{await NewestAsync()}']"));
        Assert.NotNull(told.Document.QuerySelector($"[name='Form.Rows[{level}].Categories'][value=Key][checked]"));
        Assert.True((await told.FormWith("Form.Seen").SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task Who_is_refused_for_something_else_is_told_as_well_that_somebody_changed_the_grid()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var mine = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        var theirs = (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen");
        Assert.True((await theirs.Set($"Form.Rows[{Place(theirs, "Region")}].Categories", "Key").SubmitAsync()).IsRedirect);
        var day = mine["Form.From"];
        var told = await mine.Set($"Form.Rows[{Place(mine, "Level")}].Categories", "Key").Set("Form.From", "2026-11-01").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, told.Status);
        Assert.NotNull(told.Document.QuerySelector("#Form_From_error"));
        Assert.Contains("已有新版本", told.Document.QuerySelector(".crm-errors")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(told.Document.QuerySelector($".notice a[href='/admin/fields/required/{await NewestAsync()}']"));

        // Told once; with the day mended it is saved over the other one.
        var again = await told.FormWith("Form.Seen").SubmitAsync();
        Assert.DoesNotContain("已有新版本", again.Text, StringComparison.Ordinal);
        Assert.True((await again.FormWith("Form.Seen").Set("Form.From", day).SubmitAsync()).IsRedirect);
    }

    [Fact]
    public async Task A_grid_with_a_field_or_a_day_that_is_none_is_shown_again_with_a_sentence()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var unknown = await (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen").Set("Form.Rows[0].Field", "NoSuchField").SubmitAsync();
        Assert.Equal(HttpStatusCode.BadRequest, unknown.Status);
        Assert.Contains("不存在", unknown.Text, StringComparison.Ordinal);
        var past = await (await admin.GetAsync("/admin/fields/required")).FormWith("Form.Seen").Set("Form.From", "2026-11-01").SubmitAsync();
        Assert.NotNull(past.Document.QuerySelector("#Form_From_error"));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/fields/required/999999")).Status);
    }

    private Task<int> NewestAsync() => app.DbAsync(db => db.Set<RequiredFieldVersion>().MaxAsync(v => v.Id));

    private static string Place(PageForm grid, string field) =>
        Enumerable.Range(0, 100).First(i => grid[$"Form.Rows[{i}].Field"] == field).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
