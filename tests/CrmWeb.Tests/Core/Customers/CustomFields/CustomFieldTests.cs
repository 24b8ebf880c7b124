using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

public sealed class CustomFieldTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(CustomFieldType.Text, "  Ａ 厂 ", "Ａ 厂")]
    [InlineData(CustomFieldType.LongText, "一\n二", "一\n二")]
    [InlineData(CustomFieldType.Whole, "１,200", "1,200")]
    [InlineData(CustomFieldType.Decimal, "-3.1416", "-3.1416")]
    [InlineData(CustomFieldType.Money, "50万", "¥500,000")]
    [InlineData(CustomFieldType.Day, "2026年3月5日", "2026-03-05")]
    [InlineData(CustomFieldType.Time, "2026-03-05T09:30", "2026-03-05 09:30")]
    [InlineData(CustomFieldType.Choice, "two", "two")]
    [InlineData(CustomFieldType.Choices, "three|one", "one, three")]
    [InlineData(CustomFieldType.YesNo, "false", "No")]
    [InlineData(CustomFieldType.Link, "www.example.com/a", "www.example.com/a")]
    public async Task A_value_comes_back_as_its_type_says(CustomFieldType type, string typed, string words)
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(type, $"往返{type}", "one", "two", "three"));
        var id = await app.CustomerAsync((field.Key, typed));

        Assert.Equal(words, await app.WordsAsync(id, field.Key));
        Assert.True((await app.SaveAsync(id, await app.OpenAsync(id))).IsSaved);
        Assert.Equal(words, await app.WordsAsync(id, field.Key));
        await app.FillAsync(id, field.Key, null);
        Assert.Null(await app.WordsAsync(id, field.Key));
    }

    [Theory]
    [InlineData(CustomFieldType.Whole, "3.5")]
    [InlineData(CustomFieldType.Whole, "99999999999999999999999999999999999999")]
    [InlineData(CustomFieldType.Decimal, "1.23456")]
    [InlineData(CustomFieldType.Money, "很多")]
    [InlineData(CustomFieldType.Money, "0.005")]
    [InlineData(CustomFieldType.Day, "2026-02-30")]
    [InlineData(CustomFieldType.Time, "2026-02-03")]
    [InlineData(CustomFieldType.Choice, "four")]
    [InlineData(CustomFieldType.Choices, "one|four")]
    [InlineData(CustomFieldType.YesNo, "maybe")]
    [InlineData(CustomFieldType.Link, "javascript:alert(1)")]
    [InlineData(CustomFieldType.User, "999999")]
    public async Task What_a_type_cannot_read_is_said_at_the_field(CustomFieldType type, string typed)
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(type, $"拒绝{type}{typed.Length}", "one"));
        var form = app.New((field.Key, typed));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));

        Assert.Equal([$"Custom[{field.Key}]"], refused.Errors.Select(e => e.PropertyName));
        Assert.Equal(typed.Split('|'), form.Custom[field.Key]);
    }

    [Fact]
    public async Task A_choice_that_is_renamed_or_retired_keeps_every_stored_value()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "转型", "cloud", "none"));
        var id = await app.CustomerAsync((field.Key, "cloud"));

        await app.ChangeAsync(field.Id, f => (f.Choices[0].Zh, f.Choices[0].En, f.Choices[0].IsActive) = ("上云", "Cloud first", false));

        Assert.Equal("Cloud first", await app.WordsAsync(id, field.Key));
        Assert.True((await app.SaveAsync(id, await app.OpenAsync(id))).IsSaved);
        await Assert.ThrowsAsync<ValidationException>(() => app.CustomerAsync((field.Key, "cloud")));
    }

    [Fact]
    public async Task A_retired_field_is_nowhere_and_comes_back_with_its_values()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "设备台数"));
        var id = await app.CustomerAsync((field.Key, "12"));

        await app.SetActiveAsync(field.Id, false);
        Assert.Null(await app.WordsAsync(id, field.Key));
        Assert.DoesNotContain(field.Key, (await app.OpenAsync(id)).Custom.Keys);
        await app.FillAsync(id, field.Key, "99");
        await app.SetActiveAsync(field.Id, true);

        Assert.Equal("12", await app.WordsAsync(id, field.Key));
    }

    [Fact]
    public async Task Another_type_is_refused_with_the_names_of_those_whose_values_it_cannot_read()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "产线"));
        var (good, bad) = (await app.CustomerAsync((field.Key, "7")), await app.CustomerAsync((field.Key, "七条")));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.ChangeAsync(field.Id, f => f.Type = CustomFieldType.Whole));
        Assert.Contains((await ((CoreFixture)app).CustomerAsync(bad)).Number, refused.Message, StringComparison.Ordinal);
        Assert.Equal("七条", await app.WordsAsync(bad, field.Key));

        await app.FillAsync(bad, field.Key, "8");
        await app.ChangeAsync(field.Id, f => f.Type = CustomFieldType.Whole);
        Assert.Equal(("7", "8"), (await app.WordsAsync(good, field.Key), await app.WordsAsync(bad, field.Key)));
    }

    [Fact]
    public async Task Of_two_who_enter_the_same_unique_value_at_once_one_is_told_at_the_field()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Text, "合同编号");
        form.IsUnique = true;
        var field = await app.DefinedAsync(form);
        List<int> ids = [await app.CustomerAsync(), await app.CustomerAsync(), await app.CustomerAsync()];

        var faults = await Task.WhenAll(ids.Select(async id =>
        {
            try
            {
                await app.FillAsync(id, field.Key, "HT-001");
                return null;
            }
            catch (ValidationException refused)
            {
                return refused.Errors.Single().PropertyName;
            }
        }));

        Assert.Equal([null, $"Custom[{field.Key}]", $"Custom[{field.Key}]"], faults.Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<ValidationException>(() => app.CustomerAsync((field.Key, "ht-００1")));
    }

    [Fact]
    public async Task A_role_that_may_not_see_a_field_neither_reads_nor_changes_it()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Whole, "返点");
        form.SeenBy = ["manager", "admin"];
        var field = await app.DefinedAsync(form);
        var id = await app.CustomerAsync((field.Key, "5"));
        Assert.Null(await app.WordsAsync(id, field.Key, Who.MgrEast));
        await app.FillAsync(id, field.Key, "6", Who.MgrEast);

        Assert.DoesNotContain(field.Key, (await app.OpenAsync(id)).Custom.Keys);
        await app.FillAsync(id, field.Key, "7");

        Assert.Null(await app.WordsAsync(id, field.Key));
        Assert.Equal("6", await app.WordsAsync(id, field.Key, Who.MgrEast));
    }

    [Fact]
    public async Task A_field_of_one_industry_is_shown_for_its_branch_only()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.YesNo, "上云");
        (form.Industries, form.Default) = (["C"], "true");
        var field = await app.DefinedAsync(form);
        var trade = app.New((field.Key, "true"));
        trade.Industry = "F51";

        var (inside, outside) = (await app.CustomerAsync((field.Key, "true")), await app.RegisterAsync(Who.RepEast, trade));

        Assert.Equal("Yes", await app.WordsAsync(inside, field.Key));
        Assert.Null(await app.WordsAsync(outside, field.Key));
    }

    [Theory]
    [InlineData(CustomFieldType.Choices, "云、erp", "云, erp", "choice,erp")]
    [InlineData(CustomFieldType.Choice, "ERP", "erp", "erp")]
    [InlineData(CustomFieldType.YesNo, "否", "No", "false")]
    public async Task What_a_new_customer_begins_with_is_said_in_words_and_kept_as_what_forms_send(CustomFieldType type, string typed, string shown, string kept)
    {
        var form = CustomFieldCompany.Definition(type, $"起始{type}", type == CustomFieldType.YesNo ? [] : ["云", "erp"]);
        form.Default = typed;
        var id = await app.DefineAsync(form);
        Assert.Equal(kept, (await app.FieldAsync(id)).Default);
        await app.ChangeAsync(id, f => Assert.Equal(shown, f.Default));
        Assert.Equal(kept, (await app.FieldAsync(id)).Default);
    }

    [Fact]
    public async Task The_change_log_notes_a_change_once_with_both_values_and_the_merge_reads_it()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choices, "模块", "crm", "erp", "mes"));
        var other = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "备注二"));
        var id = await app.CustomerAsync((field.Key, "crm"));
        var mine = await app.OpenAsync(id);
        var clashing = await app.OpenAsync(id);
        await app.FillAsync(id, field.Key, "crm|erp", Who.MgrEast);

        var log = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == "Customer" && a.RootId == id && a.Field == field.FieldKey).ToListAsync());
        Assert.Equal((AuditAction.Changed, field.Choices[0].Id.ToString(), $"{field.Choices[0].Id},{field.Choices[1].Id}"), (log.Single().Action, log[0].OldValue, log[0].NewValue));

        mine.Custom[other.Key] = ["只改这一处"];
        var merged = await app.SaveAsync(id, mine);
        Assert.True(merged.IsSaved);
        Assert.Contains(field.Name, merged.Taken.Select(t => t.Label));
        Assert.Equal("crm, erp", await app.WordsAsync(id, field.Key));

        clashing.Custom[field.Key] = ["mes"];
        var clash = (await app.SaveAsync(id, clashing)).Clashes.Single();
        Assert.Equal((field.FieldKey, "mes", "crm, erp"), (clash.Choice, clash.Mine, clash.Theirs));
    }

    [Fact]
    public async Task Two_fields_of_one_name_or_key_are_refused()
    {
        await app.DefineAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "重名"));
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.DefineAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "重名")));
        Assert.Equal(["En", "Key", "Zh"], refused.Errors.Select(e => e.PropertyName).Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CustomFieldService>(s => s.SetActiveAsync(1, false, app.As(Who.RepEast), None)));
    }
}
