using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Fields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Requirements;
using CrmWeb.Core.Customers.Stages;
using CrmWeb.Core.ReferenceData.Stages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static CrmWeb.Tests.Core.Customers.Requirements.RequiringCompany;

namespace CrmWeb.Tests.Core.Customers.Requirements;

/// <summary>What is required when a customer is entered and changed.</summary>
public sealed class RequiredFieldTests : IClassFixture<RequiringCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static int count;
    private readonly RequiringCompany app;

    public RequiredFieldTests(RequiringCompany app)
    {
        this.app = app;
        app.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task What_is_required_of_a_category_is_asked_of_that_one_alone()
    {
        await app.RequireAsync(Row("PainPoints", null, "Key"), Row("Level", null, "Existing", "Key"));
        Assert.Empty(await FaultsAsync(New()));
        Assert.Equal(["Level"], await FaultsAsync(New(f => f.Category = CustomerCategory.Existing)));
        Assert.Equal(["Level", "PainPoints"], await FaultsAsync(New(f => f.Category = CustomerCategory.Key)));
        Assert.Empty(await FaultsAsync(New(f => (f.Category, f.Level, f.PainPoints) = (CustomerCategory.Key, CustomerLevel.B, "交期太长"))));
    }

    [Fact]
    public async Task What_only_companies_have_is_not_asked_of_a_person()
    {
        await app.RequireAsync(Row("CreditCode"), Row("Headcount"));
        Assert.Equal(["CreditCode", "Headcount"], await FaultsAsync(New()));
        Assert.Equal(["Headcount"], await FaultsAsync(New(f => f.Kind = CustomerKind.Institution)));
        Assert.Empty(await FaultsAsync(New(f => f.Kind = CustomerKind.Individual)));
    }

    [Fact]
    public async Task A_filler_is_no_answer_but_where_none_is_a_fair_one_and_the_company_says_which_words_are_fillers()
    {
        await app.RequireAsync(Row("PainPoints"), Row("Competitors"));
        Assert.Equal(["Competitors", "PainPoints"], await FaultsAsync(New()));
        Assert.Equal(["PainPoints"], await FaultsAsync(New(f => (f.PainPoints, f.Competitors) = ("不清楚", "无"))));

        var form = await app.OpenAsync();
        (form.From, form.Rows, form.Fillers) = (app.As(Who.Admin).Today, [Row("PainPoints"), Row("Competitors")], "随缘\n看情况");
        await app.SaveAsync(form);
        Assert.Empty(await FaultsAsync(New(f => (f.PainPoints, f.Competitors) = ("不清楚", "无"))));
        Assert.Equal(["Contacts[0].Name", "PainPoints"], await FaultsAsync(New(f => (f.PainPoints, f.Competitors, f.Contacts[0].Name) = ("看情况", "无", "随缘"))));
    }

    [Fact]
    public async Task An_old_record_may_go_on_lacking_what_it_lacks_but_nothing_required_is_taken_away()
    {
        await app.RequireAsync();
        var id = await app.RegisterAsync(Who.RepEast, New(f => f.NeedSummary = "需要一套系统"));
        await app.RequireAsync(Row("PainPoints"), Row("NeedSummary"), Row("Level", null, "Key"));

        Assert.Empty(await EditAsync(id, f => f.Remarks = "只改备注"));
        Assert.Equal(["NeedSummary"], await EditAsync(id, f => f.NeedSummary = null));
        Assert.Equal(["NeedSummary"], await EditAsync(id, f => f.NeedSummary = "暂未填写"));
        Assert.Equal(["Level"], await EditAsync(id, f => f.Category = CustomerCategory.Key));
        Assert.Empty(await EditAsync(id, f => (f.Category, f.Level) = (CustomerCategory.Key, CustomerLevel.A)));
        Assert.Equal("只改备注", (await app.CustomerAsync(id)).Notes.Remarks);
    }

    [Fact]
    public async Task One_field_by_itself_keeps_the_same_rules()
    {
        await app.RequireAsync();
        var id = await app.RegisterAsync(Who.RepEast, New(f => f.NeedSummary = "需要一套系统"));
        await app.RequireAsync(Row("PainPoints"), Row("NeedSummary"));
        Assert.Equal(["NeedSummary"], await FieldAsync(id, "NeedSummary", f => f.NeedSummary = null));
        Assert.Empty(await FieldAsync(id, "Remarks", f => f.Remarks = "备注"));
        Assert.Empty(await FieldAsync(id, "PainPoints", f => f.PainPoints = "交期太长"));
        Assert.Equal(["PainPoints"], await FieldAsync(id, "PainPoints", f => f.PainPoints = null));
    }

    [Fact]
    public async Task A_field_of_the_company_is_asked_of_those_who_may_change_it_alone()
    {
        await app.WithAsync<CustomFieldService, int>(s => s.CreateAsync(
            new CustomFieldForm { Key = "lathes", Zh = "机床", En = "Lathes", Type = CustomFieldType.Whole, EditedBy = ["manager", "admin"] }, app.As(Who.Admin), None));
        await app.RequireAsync(Row("cf.lathes"));
        Assert.Empty(await FaultsAsync(New()));
        Assert.Equal(["Custom[lathes]"], await FaultsAsync(New(), Who.MgrEast));
        Assert.Empty(await FaultsAsync(New(f => f.Custom["lathes"] = ["12"]), Who.MgrEast));
    }

    [Fact]
    public async Task A_version_holds_from_its_day_on_and_none_for_a_day_that_has_passed_is_taken()
    {
        await app.RequireAsync();
        await app.RequireAsync(daysAhead: 1, Row("PainPoints"));
        Assert.Empty(await FaultsAsync(New()));
        app.Clock.Now = TestClock.Start.AddHours(14);
        Assert.Equal(["PainPoints"], await FaultsAsync(New()));
        Assert.Equal("From", (await Assert.ThrowsAsync<ValidationException>(() => app.RequireAsync(daysAhead: -1))).Errors.Single().PropertyName);
        await app.RequireAsync(daysAhead: 0);
    }

    [Fact]
    public async Task Of_two_admins_with_the_same_form_one_is_told_and_the_same_form_twice_is_one_version()
    {
        var (mine, theirs) = (await app.OpenAsync(), await app.OpenAsync());
        (mine.From, mine.Rows, theirs.From, theirs.Rows) = (app.As(Who.Admin).Today, [Row("Level")], app.As(Who.Admin).Today, [Row("Region")]);
        var saved = await app.SaveAsync(mine);
        Assert.Equal(saved, await app.SaveAsync(mine));
        await Assert.ThrowsAsync<EditConflictException>(() => app.SaveAsync(theirs));
        Assert.Equal(saved, (await app.OpenAsync()).Seen);
    }

    [Fact]
    public async Task A_form_that_names_what_is_not_there_is_refused_in_a_sentence()
    {
        Assert.Equal(["Rows"], await RefusedAsync(Row("NoSuchField")));
        Assert.Equal(["Rows"], await RefusedAsync(Row("Name")));
        Assert.Equal(["Rows"], await RefusedAsync(Row("FirstContactOn")));
        Assert.Equal(["Rows"], await RefusedAsync(Row("Level"), Row("Level")));
        Assert.Equal(["Rows[0].Categories"], await RefusedAsync(Row("Level", null, "Nobody")));
        Assert.Equal(["Rows[0].Categories"], await RefusedAsync(new RequiredRowForm { Field = "Level", Stage = "quotation" }));
        Assert.Equal(["Rows[0].Stage"], await RefusedAsync(Row("Level", "lost")));
        Assert.Equal(["Rows[0].Stage"], await RefusedAsync(Row("Level", "no-such-stage")));
        await Assert.ThrowsAsync<NotFoundException>(async () => await app.SaveAsync(await app.OpenAsync(), Who.MgrEast));
    }

    [Fact]
    public async Task A_name_that_became_a_filler_stays_where_it_stands_and_is_taken_nowhere_else()
    {
        await app.RequireAsync();
        var id = await app.RegisterAsync(Who.RepEast, New(f =>
        {
            (f.Name, f.Contacts[0].Name) = ("随缘而定", "随缘");
            f.Contacts.Add(new ContactForm { Name = "王海燕", Mobile = Forms.NewMobile() });
        }));
        var other = await app.RegisterAsync(Who.RepEast, New());
        var form = await app.OpenAsync();
        (form.From, form.Rows, form.Fillers) = (app.As(Who.Admin).Today, [], "随缘\n随缘而定");
        await app.SaveAsync(form);

        Assert.Empty(await EditAsync(id, f => f.Remarks = "只改备注"));
        Assert.Empty(await FieldAsync(id, "Remarks", f => f.Remarks = "又改备注"));
        Assert.Equal(["Contacts[1].Name"], await EditAsync(id, f => f.Contacts[1].Name = "随缘"));
        Assert.Equal(["Contacts[2].Name"], await EditAsync(id, f => f.Contacts.Add(new ContactForm { Name = "随缘", Mobile = Forms.NewMobile() })));
        Assert.Equal(["Name"], await EditAsync(other, f => f.Name = "随缘而定"));
    }

    [Fact]
    public async Task A_stage_that_was_removed_into_a_lost_one_asks_for_nothing_any_more()
    {
        var stage = await app.WithAsync<StageService, int>(s => s.CreateAsync(
            new StageDefinition { Zh = "样机试用", En = "Trial", Kind = StageKind.Open, Colour = "pink", Probability = 25 }, app.As(Who.Admin), None));
        var code = await app.DbAsync(db => db.Stages.Where(s => s.Id == stage).Select(s => s.Code).SingleAsync());
        await app.RequireAsync(Row("Level", code), Row("Region", "quotation"));
        await app.WithAsync<StageRemoval, int>(r => r.RemoveAsync(stage, new StageRemovalForm { Target = "lost", LossReason = "price" }, app.As(Who.Admin), None));

        var form = await app.OpenAsync();
        var (level, region) = (form.Rows.Single(r => r.Field == "Level"), form.Rows.Single(r => r.Field == "Region"));
        Assert.Equal((null, 0), (level.Stage, level.Categories.Count));
        Assert.Equal(("quotation", 3), (region.Stage, region.Categories.Count));
        await app.SaveAsync(form);
        Assert.Empty(await FaultsAsync(New()));
    }

    [Fact]
    public async Task Industry_and_source_are_asked_for_until_the_company_says_otherwise()
    {
        Assert.Equal(["Industry", "Source"], RequirementVersion.None.Rules.Select(r => r.Key));
        var asked = (await app.OpenAsync()).Rows.ConvertAll(r => r.Field);
        Assert.Contains("Industry", asked);
        Assert.Contains("Source", asked);

        await app.RequireAsync(Row("Industry"), Row("Source"));
        Assert.Equal(["Category", "Industry", "Source"], await FaultsAsync(New(f => (f.Industry, f.Source, f.Category) = (null, null, null))));

        await app.RequireAsync(Row("Industry", null, "Key"));
        Assert.Equal(["Industry"], await FaultsAsync(New(f => (f.Industry, f.Source, f.Category) = (null, null, CustomerCategory.Key))));
        var id = await app.RegisterAsync(Who.RepEast, New(f => (f.Industry, f.Source) = (null, null)));
        Assert.Equal((null, null), await app.DbAsync(db => db.Customers.Where(c => c.Id == id).Select(c => new ValueTuple<int?, int?>(c.IndustryId, c.SourceId)).SingleAsync()));
        Assert.Equal(["Industry"], await FieldAsync(id, "Category", f => f.Category = CustomerCategory.Key));
        Assert.Empty(await FieldAsync(id, "Remarks", f => f.Remarks = "没有行业也能改"));
    }

    private async Task<string[]> RefusedAsync(params RequiredRowForm[] rows) =>
        [.. (await Assert.ThrowsAsync<ValidationException>(() => app.RequireAsync(rows))).Errors.Select(e => e.PropertyName)];

    private static CustomerForm New(Action<CustomerForm>? change = null)
    {
        var form = Forms.Customer($"必填样本{Interlocked.Increment(ref count)}号装备有限公司");
        change?.Invoke(form);
        return form;
    }

    private Task<string[]> FaultsAsync(CustomerForm form, Who by = Who.RepEast) => FaultsAsync(() => app.RegisterAsync(by, form));

    private async Task<string[]> EditAsync(int id, Action<CustomerForm> change)
    {
        var form = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));
        change(form);
        return await FaultsAsync(() => app.WithAsync<CustomerEditor>(e => e.SaveAsync(id, form, app.As(Who.RepEast), None)));
    }

    private async Task<string[]> FieldAsync(int id, string key, Action<CustomerForm> change)
    {
        var form = await app.WithAsync<CustomerEditor, CustomerForm>(e => e.OpenAsync(id, app.As(Who.RepEast), None));
        change(form);
        return await FaultsAsync(() => app.WithAsync<CustomerEditor>(e => e.SaveFieldAsync(id, CustomerFields.Named(key)!, form, app.As(Who.RepEast), None)));
    }

    private static async Task<string[]> FaultsAsync(Func<Task> save)
    {
        try
        {
            await save();
            return [];
        }
        catch (ValidationException refused)
        {
            return [.. refused.Errors.Select(e => e.PropertyName).Order(StringComparer.Ordinal)];
        }
    }
}
