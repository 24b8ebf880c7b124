using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Values;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>Fields of the company's own as conditions, orders and columns of the customer list.</summary>
public sealed class CustomFieldListTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <param name="values">What three customers say; a fourth says nothing.</param>
    /// <param name="conditions">With @ for the field's name in the address.</param>
    /// <param name="found">Which of the three, in their order.</param>
    [Theory]
    [InlineData(CustomFieldType.Whole, "5;12;1200", "@.from=12", "23")]
    [InlineData(CustomFieldType.Whole, "5;12;1200", "@.from=１2&@.to=1,000", "2")]
    [InlineData(CustomFieldType.Decimal, "-0.5;0.25;3.1416", "@.to=0.25", "12")]
    [InlineData(CustomFieldType.Money, "50万;80000;0.01", "@.from=8万", "12")]
    [InlineData(CustomFieldType.Day, "2026-03-05;2026-03-06;2027-01-01", "@.from=2026年3月6日", "23")]
    [InlineData(CustomFieldType.Day, "2026-03-05;2026-03-06;2027-01-01", "@.to=2026-03-06", "12")]
    [InlineData(CustomFieldType.Time, "2026-03-05T23:59;2026-03-06T00:00;2026-03-06T23:59", "@.from=2026-03-06&@.to=2026-03-06", "23")]
    [InlineData(CustomFieldType.Text, "ABC 一厂;ａｂｃ二厂;其他", "@.has=abc", "12")]
    [InlineData(CustomFieldType.Text, "100%;100元;10", "@.has=100%25", "1")]
    [InlineData(CustomFieldType.LongText, "第一行\n第二行;第三行;", "@.has=第二行", "1")]
    [InlineData(CustomFieldType.Link, "www.example.com;https://crm.example.com;example.org", "@.has=example.com", "12")]
    [InlineData(CustomFieldType.Choice, "one;two;one", "@=one", "13")]
    [InlineData(CustomFieldType.Choices, "one|two;two;three", "@=two", "12")]
    [InlineData(CustomFieldType.YesNo, "true;false;true", "@=true", "13")]
    [InlineData(CustomFieldType.YesNo, "true;false;true", "@=false", "2")]
    public async Task A_condition_finds_those_that_say_it(CustomFieldType type, string values, string conditions, string found)
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(type, $"条件{type}{found}{conditions.Length}{values.Length}", "one", "two", "three"));
        List<int> ids = [];
        foreach (var value in values.Replace("\\n", "\n", StringComparison.Ordinal).Split(';'))
            ids.Add(value.Length == 0 ? await app.CustomerAsync() : await app.CustomerAsync((field.Key, value)));
        await app.CustomerAsync();

        var rows = await ListAsync(conditions.Replace("@", field.FieldKey, StringComparison.Ordinal));

        Assert.Equal(found, string.Concat(rows.Select(r => ids.IndexOf(r.Id) + 1).Order()));
        Assert.Equal(found.Length, await CountAsync(conditions.Replace("@", field.FieldKey, StringComparison.Ordinal)));
    }

    /// <summary>Of either end alone an index would tell nearly all customers, of both together those between.</summary>
    [Fact]
    public async Task Both_ends_of_a_stretch_are_one_question()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "两端同问"));
        var id = await app.CustomerAsync((field.Key, "11"));
        app.Sql.Clear();
        Assert.Equal(1, await CountAsync($"{field.FieldKey}.from=10"));
        var ofOne = Questions();
        Assert.True(ofOne > 0);
        app.Sql.Clear();
        Assert.Equal(1, await CountAsync($"{field.FieldKey}.from=10&{field.FieldKey}.to=12"));
        Assert.Equal(ofOne, Questions());
        Assert.Equal([id], (await ListAsync($"{field.FieldKey}.from=10&{field.FieldKey}.to=12")).Select(r => r.Id));

        int Questions() => app.Sql.Commands.Sum(c => System.Text.RegularExpressions.Regex.Count(c, @"\WCustomerValues\W"));
    }

    [Fact]
    public async Task A_colleague_is_found_by_id_and_as_me()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.User, "技术支持"));
        var id = await app.CustomerAsync((field.Key, $"{app.Company[Who.RepEast].Id}"));
        await app.CustomerAsync((field.Key, $"{app.Company[Who.RepSouth].Id}"));

        Assert.Equal([id], (await ListAsync($"{field.FieldKey}=me")).Select(r => r.Id));
        Assert.Equal([id], (await ListAsync($"{field.FieldKey}={app.Company[Who.RepEast].Id}")).Select(r => r.Id));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_beside_each_condition()
    {
        var whole = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "难读的数"));
        var day = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Day, "难读的日子"));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => ListAsync($"{whole.FieldKey}.from=很多&{day.FieldKey}.to=2026-02-30"));

        Assert.Equal([$"{whole.FieldKey}.from", $"{day.FieldKey}.to"], refused.Errors.Select(e => e.PropertyName).Order(StringComparer.Ordinal).OrderBy(n => n.EndsWith(".to", StringComparison.Ordinal)));
        Assert.All(refused.Errors, e => Assert.NotEmpty(e.ErrorMessage));
    }

    [Theory]
    [InlineData(CustomFieldType.Choice, "four")]
    [InlineData(CustomFieldType.YesNo, "maybe")]
    [InlineData(CustomFieldType.User, "999999")]
    public async Task What_no_control_offers_is_no_address(CustomFieldType type, string asked)
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(type, $"不提供{type}", "one"));
        await Assert.ThrowsAsync<BadQueryException>(() => ListAsync($"{field.FieldKey}={asked}"));
    }

    /// <summary>The sign of the kelvin is a small k once it is folded, and was a second name of one condition.</summary>
    [Fact]
    public async Task Names_that_differ_by_a_sign_of_unicode_are_two()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Whole, "开尔文");
        form.Key = "kelvin";
        await app.DefineAsync(form);
        await Assert.ThrowsAsync<BadQueryException>(() => ListAsync("cf.kelvin.from=1&cf.\u212Aelvin.from=2"));
        Assert.Empty(await ListAsync("CF.KELVIN.FROM=1"));
    }

    [Fact]
    public async Task A_field_that_is_not_there_and_one_the_reader_may_not_see_answer_alike()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Whole, "只给主管");
        form.SeenBy = ["manager", "admin"];
        var hidden = await app.DefinedAsync(form);
        var words = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "随手记"));
        var retired = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "停用的"));
        await app.SetActiveAsync(retired.Id, false);
        foreach (var (who, key) in new[] { (Who.RepEast, hidden.FieldKey), (Who.RepEast, "cf.unknown"), (Who.RepEast, retired.FieldKey), (Who.Marketer, words.FieldKey) })
        {
            foreach (var query in new[] { $"{key}.from=1", $"{key}.has=1", $"{key}=1", $"sort={key}", $"sort=-{key},name" })
                await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(query, who));
            var id = await app.CustomerAsync();
            Assert.All(await ListAsync("", who, key), r => Assert.Empty(r.Own));
        }

        Assert.Empty(await ListAsync($"{hidden.FieldKey}.from=1", Who.Admin));
    }

    [Theory]
    [InlineData(CustomFieldType.Whole, "100;20;3", "321", "123")]
    [InlineData(CustomFieldType.Decimal, "1.5;-2;1.25", "231", "132")]
    [InlineData(CustomFieldType.Day, "2026-03-05;2025-12-31;2026-01-01", "231", "132")]
    [InlineData(CustomFieldType.Time, "2026-03-05T10:00;2026-03-05T09:00;2026-03-04T23:00", "321", "123")]
    [InlineData(CustomFieldType.Text, "乙b;甲a;ab", "321", "123")]
    [InlineData(CustomFieldType.Choice, "three;one;two", "231", "132")]
    [InlineData(CustomFieldType.YesNo, "true;false;true", "231", "312")]
    public async Task An_order_has_what_is_empty_last_whichever_way_it_goes(CustomFieldType type, string values, string ascending, string descending)
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(type, $"排序{type}", "one", "two", "three"));
        List<int> ids = [];
        foreach (var value in values.Split(';'))
            ids.Add(await app.CustomerAsync((field.Key, value)));
        var (older, newer) = (await app.CustomerAsync(), await app.CustomerAsync());

        foreach (var (sort, expected) in new[] { (field.FieldKey, ascending), ($"-{field.FieldKey}", descending) })
        {
            var rows = await ListAsync($"sort={sort}&size=100");
            var filled = string.Concat(rows.Take(3).Select(r => ids.IndexOf(r.Id) + 1));
            Assert.Equal(ids.Order(), rows.Take(3).Select(r => r.Id).Order());
            Assert.Equal(expected, filled);
            Assert.True(rows.FindIndex(r => r.Id == newer) < rows.FindIndex(r => r.Id == older));

            // As one of several columns it stands in the same order.
            Assert.Equal(rows.Take(3).Select(r => r.Id), (await ListAsync($"sort={sort},-created&size=100")).Take(3).Select(r => r.Id));
        }
    }

    [Fact]
    public async Task Page_by_page_each_customer_stands_once_also_where_the_filled_ones_end()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Whole, "分页"));
        for (var i = 0; i < 7; i++)
            await app.CustomerAsync((field.Key, $"{i % 3}"));
        for (var i = 0; i < 3; i++)
            await app.CustomerAsync();
        var whole = (await ListAsync($"sort={field.FieldKey}&size=100")).ConvertAll(r => r.Id);

        foreach (var size in new[] { 2, 3, 7 })
        {
            List<int> pages = [];
            for (var page = 1; (page - 1) * size < whole.Count; page++)
                pages.AddRange((await ListAsync($"sort={field.FieldKey}&size={size}&p={page}")).Select(r => r.Id));
            Assert.Equal(whole, pages);
        }
    }

    [Fact]
    public async Task A_column_says_in_words_what_each_row_holds_and_asks_once()
    {
        var money = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Money, "列金额"));
        var choices = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choices, "列多选", "one", "two"));
        var id = await app.CustomerAsync((money.Key, "50万"), (choices.Key, "two|one"));

        var row = (await ListAsync("", Who.RepEast, money.FieldKey, choices.FieldKey, "stage")).Single(r => r.Id == id);

        Assert.Equal(new Dictionary<string, string> { [money.FieldKey] = "¥500,000", [choices.FieldKey] = "one, two" }, row.Own);
    }

    /// <summary>Two texts that were told apart and are not any more keep the older key of one of them.</summary>
    [Fact]
    public async Task Keys_of_texts_follow_the_folding_and_a_twin_keeps_its_own()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Text, "设备编号");
        form.IsUnique = true;
        var field = await app.DefinedAsync(form);
        var (one, other) = (await app.CustomerAsync((field.Key, "ＡＢ-1")), await app.CustomerAsync((field.Key, "AB-2")));
        await app.DbAsync(async db =>
        {
            await db.CustomerValues.Where(v => v.OwnerId == one).ExecuteUpdateAsync(s => s.SetProperty(v => v.TextKey, "old").SetProperty(v => v.UniqueKey, "old"));
            await db.CustomerValues.Where(v => v.OwnerId == other)
                .ExecuteUpdateAsync(s => s.SetProperty(v => v.Text, "ab-1").SetProperty(v => v.TextKey, "older").SetProperty(v => v.SortKey, "older").SetProperty(v => v.UniqueKey, "older"));
            return await db.CustomFields.Where(f => f.Id == field.Id).ExecuteUpdateAsync(s => s.SetProperty(f => f.KeyVersion, 0));
        });

        await app.DbAsync(async db =>
        {
            await new CustomFieldKeys(app.Services.GetServices<ValueTable>()).RenewAsync(db, None);
            return true;
        });

        var key = FoldedText.Of("ab-1");
        var stored = await app.DbAsync(db => db.CustomerValues.Where(v => v.FieldId == field.Id).OrderBy(v => v.Id).Select(v => v.TextKey + "|" + v.UniqueKey + "|" + v.SortKey).ToListAsync());
        Assert.Equal([$"{key}|{key}|{PinyinOrder.Key("ab-1")}", $"{key}|older|{PinyinOrder.Key("ab-1")}"], stored);
        Assert.Equal(FoldedText.Version, await app.DbAsync(db => db.CustomFields.Where(f => f.Id == field.Id).Select(f => f.KeyVersion).SingleAsync()));
        Assert.Equal(2, (await ListAsync($"{field.FieldKey}.has=ab-1")).Count);
    }

    [Fact]
    public async Task A_text_of_before_gets_what_it_is_sorted_by()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "从前的字"));
        var (one, other) = (await app.CustomerAsync((field.Key, "甲")), await app.CustomerAsync((field.Key, "安")));
        await app.DbAsync(db => db.CustomerValues.Where(v => v.OwnerId == one || v.OwnerId == other).ExecuteUpdateAsync(s => s.SetProperty(v => v.SortKey, (string?)null)));

        await app.DbAsync(async db =>
        {
            await new CustomFieldKeys(app.Services.GetServices<ValueTable>()).RenewAsync(db, None);
            return true;
        });

        Assert.Equal([other, one], (await ListAsync($"sort={field.FieldKey}&size=100")).Take(2).Select(r => r.Id));
    }

    private async Task<List<CustomerRow>> ListAsync(string query, Who who = Who.RepEast, params string[] columns) =>
        [.. (await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(CustomerFilter.Of(query), columns, app.As(who), None))).Rows];

    private async Task<int> CountAsync(string query) =>
        (await app.WithAsync<CustomerListQueries, IReadOnlyDictionary<int, int>>(q => q.CountsAsync(new Dictionary<int, string> { [1] = query }, app.As(Who.RepEast), None)))[1];
}
