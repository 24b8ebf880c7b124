using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Organization.Roles;
using CrmWeb.Core.ReportTemplates;
using CrmWeb.Core.ReportTemplates.Figures;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Customers.CustomFields;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.ReportTemplates;

/// <summary>What somebody wrote into a template by hand, and fields that are not for everybody.</summary>
public sealed class TemplateSafetyTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    public static TheoryData<string> ByHand =>
    [
        "", "null", "[]", "{", "1);DROP TABLE x;--", """{"rows":null,"measures":["count"]}""",
        """{"rows":["Name) FROM AspNetUsers--"],"measures":["count"]}""", """{"rows":["owner"],"measures":["sum:1);DROP TABLE x;--"]}""", """{"rows":["owner"],"measures":["max:amount"]}""",
        """{"rows":["owner"],"measures":["sum:passwordHash"]}""", """{"rows":["createdAt.hour"],"measures":["count"]}""", """{"rows":["createdAt"],"measures":["count"]}""",
        """{"rows":["industry","industry"],"measures":["count"]}""", """{"rows":["industry","owner","stage"],"measures":["count"]}""", """{"rows":["industry"],"measures":["count"],"column":"number"}""",
        """{"rows":["industry"],"measures":["count"],"filters":[{"field":"industry","operator":"= 1 OR 1=1","values":["C"]}]}""",
        """{"rows":["industry"],"measures":["count"],"filters":[{"field":"industry","operator":"in","values":["C') OR 1=1--"]}]}""",
        """{"rows":["industry"],"measures":["count"],"filters":[{"field":"createdAt","operator":"between","values":["1; DROP TABLE x","2026-01-01"]}]}""",
        """{"rows":["industry"],"measures":["count"],"filters":[{"field":"expectedAmount","operator":"between","values":["NaN",""]}]}""",
        """{"rows":["industry"],"measures":["count"],"filters":[{"field":"headcount","operator":"between","values":["1.5",""]}]}""",
        """{"rows":["industry"],"measures":["count"],"filters":[{"field":"number","operator":"in","values":["C"]}]}""",
        """{"rows":["industry"],"measures":["count"],"filters":[null]}""", """{"rows":[null],"measures":["count"]}""", """{"rows":["industry"],"measures":["count"],"sql":"DROP"}""",
        """{"rows":["industry"],"measures":["count"],"chart":"<script>"}""", """{"fields":["passwordHash"]}""", """{"fields":["followUps"]}""", """{"rows":["industry"],"rateOf":"avg:health","rateOver":"count"}""",
        """{"rows":["industry"],"measures":["count"],"fields":["customer"]}""",
    ];

    [Theory]
    [MemberData(nameof(ByHand))]
    public async Task A_row_changed_by_hand_is_refused_with_a_sentence_and_asks_the_database_nothing_of_it(string definition)
    {
        var id = await app.MakeAsync(Who.RepEast, Templated.Form());
        await app.DbAsync(db => db.ReportTemplates.Where(t => t.Id == id).ExecuteUpdateAsync(s => s.SetProperty(t => t.Definition, definition)));
        app.Sql.Clear();
        var view = await app.TemplateAsync(Who.RepEast, id);
        var result = await app.RunAsync(Who.RepEast, view.Row.Subject, view.Definition);
        Assert.Equal("此模板的设置无法识别，没有执行。请重新编辑并保存，或联系管理员。", result.Hindrance);
        Assert.Null(result.Table);
        Assert.Null(result.List);
        Assert.DoesNotContain(app.Sql.Commands, c => c.Contains("DROP", StringComparison.Ordinal) || c.Contains("1=1", StringComparison.Ordinal));

        // Its author opens and mends it.
        var (form, isLess) = await app.WithAsync<TemplateForms, (TemplateForm, bool)>(f => f.OpenAsync(view, app.As(Who.RepEast), Templated.None));
        Assert.True(isLess);
        (form.Row, form.SecondRow, form.Column, form.Measures, form.Fields, form.RateOf, form.RateOver) = ("industry", null, null, ["count"], [], null, null);
        await app.WithAsync<TemplateService>(s => s.ChangeAsync(id, form, app.As(Who.RepEast), Templated.None));
        Assert.NotNull((await app.RunAsync(Who.RepEast, view.Row.Subject, (await app.TemplateAsync(Who.RepEast, id)).Definition)).Table);
    }

    [Fact]
    public async Task A_subject_that_is_none_is_refused_likewise()
    {
        var result = await app.RunAsync(Who.Admin, (TemplateSubject)99, new TemplateDefinition { Rows = ["owner"], Measures = ["count"] });
        Assert.NotNull(result.Hindrance);
    }

    [Theory]
    [InlineData("Row", "1);DROP TABLE x;--")]
    [InlineData("Row", "createdAt")]
    [InlineData("Row", "customer")]
    [InlineData("SecondRow", "owner")]
    [InlineData("Column", "Name) FROM AspNetUsers--")]
    [InlineData("Measures", "sum:1);DROP TABLE x;--")]
    [InlineData("RateOf", "avg:health")]
    [InlineData("Sort", "1;--")]
    [InlineData("Chart", "<b>")]
    [InlineData("Conditions[industry].In", "C') OR 1=1--")]
    [InlineData("Conditions[createdAt].From", "1; DROP TABLE x")]
    [InlineData("Conditions[expectedAmount].To", "NaN")]
    [InlineData("Conditions[passwordHash].In", "x")]
    public async Task A_form_that_names_what_is_not_offered_is_refused_at_its_field(string place, string typed)
    {
        var form = Templated.Form();
        form.Row = "owner";
        if (place.StartsWith("Conditions", StringComparison.Ordinal))
        {
            var (key, part) = (place[11..place.IndexOf(']', StringComparison.Ordinal)], place[(place.LastIndexOf('.') + 1)..]);
            form.Conditions[key] = part switch { "In" => new() { In = [typed] }, "From" => new() { From = typed }, _ => new() { To = typed } };
        }
        else if (place == "Measures")
        {
            form.Measures = [typed];
        }
        else
        {
            typeof(TemplateForm).GetProperty(place)!.SetValue(form, typed);
        }

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.MakeAsync(Who.Admin, form));
        Assert.Contains(refused.Errors, e => e.PropertyName == place && e.ErrorMessage.Length > 0);
    }

    [Fact]
    public async Task A_field_of_the_companys_own_is_absent_for_those_who_may_not_see_it_and_is_not_named()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Choice, "机密评级", "甲等", "乙等");
        form.SeenBy = [BuiltInRoles.Manager, BuiltInRoles.Admin];
        var secret = await app.DefinedAsync(form);
        var amounts = CustomFieldCompany.Definition(CustomFieldType.Money, "机密额度");
        amounts.SeenBy = [BuiltInRoles.Manager];
        var money = await app.DefinedAsync(amounts);
        var customer = await app.CustomerAsync();
        await app.FillAsync(customer, secret.Key, secret.Choices[0].Code, Who.MgrEast);
        await app.FillAsync(customer, money.Key, "1234.56", Who.MgrEast);

        var grouped = new TemplateDefinition { Rows = [secret.FieldKey], Measures = ["count", $"sum:{money.FieldKey}"] };
        Assert.Contains("甲等: 1 | 1234.56", (await app.RunAsync(Who.MgrEast, TemplateSubject.Customers, grouped)).Table!.Said());
        var less = await app.RunAsync(Who.RepEast, TemplateSubject.Customers, grouped);
        Assert.True(less.IsLess);
        Assert.Equal(["数量"], less.Table!.Columns.Select(c => c.Name));
        Assert.DoesNotContain("机密", System.Text.Json.JsonSerializer.Serialize(less), StringComparison.Ordinal);

        // As a condition it would tell by what is left who has it.
        var filtered = new TemplateDefinition { Rows = ["industry"], Measures = ["count"], Filters = [Templated.In(secret.FieldKey, secret.Choices[0].Code)] };
        Assert.Equal("制造业: 1", (await app.RunAsync(Who.MgrEast, TemplateSubject.Customers, filtered)).Table!.Said()[0]);
        var none = await app.RunAsync(Who.RepEast, TemplateSubject.Customers, filtered);
        Assert.Equal(("此模板用到了对您不可用的内容，因此没有可显示的结果。", true), (none.Hindrance, none.Table is null));
        Assert.NotNull((await app.RunAsync(Who.RepEast, TemplateSubject.Customers, new TemplateDefinition { Rows = ["industry"], Measures = [$"sum:{money.FieldKey}"] })).Hindrance);
        Assert.NotNull((await app.RunAsync(Who.RepEast, TemplateSubject.Customers, filtered with { Filters = [Templated.In("cf.nosuch", "x")] })).Hindrance);

        // A form of somebody who may not see it offers it as little.
        var fields = await app.WithAsync<CrmWeb.Core.ReportTemplates.Fields.SubjectCatalog, IReadOnlyList<CrmWeb.Core.ReportTemplates.Fields.TemplateField>>(
            s => s.FieldsAsync(TemplateSubject.Customers, app.As(Who.RepEast), Templated.None));
        Assert.DoesNotContain(fields, f => f.Key == secret.FieldKey || f.Key == money.FieldKey);
        var made = Templated.Form();
        made.Row = secret.FieldKey;
        await Assert.ThrowsAsync<ValidationException>(() => app.MakeAsync(Who.RepEast, made));
    }

    [Fact]
    public async Task Readers_of_masked_data_get_no_persons_name_and_no_free_text()
    {
        var person = Forms.Customer("欧阳若兰");
        person.Kind = CrmWeb.Core.Customers.CustomerKind.Individual;
        await app.RegisterAsync(Who.RepEast, person);
        var said = new TemplateDefinition { Fields = ["number", "customer"] };
        Assert.Contains((await app.RunAsync(Who.Service, TemplateSubject.Customers, said)).List!.Page.Rows, r => r.Cells[1].Text == "欧阳若兰");
        var masked = (await app.RunAsync(Who.Marketer, TemplateSubject.Customers, said)).List!.Page.Rows;
        Assert.Contains(masked, r => r.Cells[1].Text == "***");
        Assert.DoesNotContain(masked, r => r.Cells[1].Text == "欧阳若兰");
        var words = await app.RunAsync(Who.Marketer, TemplateSubject.FollowUps, new TemplateDefinition { Fields = ["customer", "subject"] });
        Assert.Equal((true, 1), (words.IsLess, words.List!.Heads.Count));
    }
}
