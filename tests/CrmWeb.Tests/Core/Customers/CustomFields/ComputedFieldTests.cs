using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.CustomFields.Computed;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>Numbers that are worked out from other fields of the same record.</summary>
public sealed class ComputedFieldTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(FieldOperator.Sum, "3", "4", "7")]
    [InlineData(FieldOperator.Difference, "3", "4.5", "-1.5")]
    [InlineData(FieldOperator.Product, "1200", "0.5", "600")]
    [InlineData(FieldOperator.Ratio, "1", "3", "0.3333")]
    [InlineData(FieldOperator.Ratio, "1", "0", null)]
    [InlineData(FieldOperator.Sum, "3", null, null)]
    [InlineData(FieldOperator.Product, "1000000000000", "10", null)]
    public async Task It_follows_from_its_operands_or_says_nothing(FieldOperator op, string first, string? second, string? words)
    {
        var (one, other) = (await NumberAsync($"甲{op}{words}"), await NumberAsync($"乙{op}{words}"));
        var field = await app.DefinedAsync(CustomFieldCompany.Formula(op, $"算{op}{words}", $"{one.Id}", $"{other.Id}"));
        var id = second is null ? await app.CustomerAsync((one.Key, first)) : await app.CustomerAsync((one.Key, first), (other.Key, second));

        Assert.Equal(words, await app.WordsAsync(id, field.Key));
        await app.FillAsync(id, other.Key, "2");
        await app.FillAsync(id, one.Key, "8");
        Assert.Equal(op switch { FieldOperator.Sum => "10", FieldOperator.Difference => "6", FieldOperator.Product => "16", _ => "4" }, await app.WordsAsync(id, field.Key));
        await app.FillAsync(id, one.Key, null);
        Assert.Null(await app.WordsAsync(id, field.Key));
    }

    [Fact]
    public async Task Nobody_types_it()
    {
        var one = await NumberAsync("手填的");
        var field = await app.DefinedAsync(CustomFieldCompany.Formula(FieldOperator.Sum, "不能手填", $"{one.Id}", "=1"));
        var id = await app.CustomerAsync((one.Key, "1"), (field.Key, "99"));
        Assert.Equal("2", await app.WordsAsync(id, field.Key));

        await app.FillAsync(id, field.Key, "99", Who.Admin);

        Assert.Equal("2", await app.WordsAsync(id, field.Key));
        Assert.False(field.MayEdit(app.As(Who.Admin)));
    }

    [Fact]
    public async Task It_is_found_sorted_and_shown_like_a_number()
    {
        var one = await NumberAsync("可排序的");
        var field = await app.DefinedAsync(CustomFieldCompany.Formula(FieldOperator.Product, "可排序的两倍", $"{one.Id}", "=2"));
        var (small, large) = (await app.CustomerAsync((one.Key, "5")), await app.CustomerAsync((one.Key, "700")));

        var rows = await ListAsync($"{field.FieldKey}.from=10&sort=-{field.FieldKey}", field.FieldKey);

        Assert.Equal([large, small], rows.Select(r => r.Id));
        Assert.Equal(["1,400", "10"], rows.Select(r => r.Own[field.FieldKey]));
    }

    [Fact]
    public async Task Another_formula_reaches_every_record_in_the_background_and_whoever_saves_meanwhile_has_it_at_once()
    {
        var one = await NumberAsync("原数");
        var (first, second) = (await app.CustomerAsync((one.Key, "5")), await app.CustomerAsync((one.Key, "6")));
        var field = await app.DefinedAsync(CustomFieldCompany.Formula(FieldOperator.Sum, "后来的", $"{one.Id}", "=1"));
        Assert.Null(await app.WordsAsync(first, field.Key));
        await RenewAsync();
        Assert.Equal(("6", "7"), (await app.WordsAsync(first, field.Key), await app.WordsAsync(second, field.Key)));

        await app.ChangeAsync(field.Id, f => f.Operands[1].Constant = "100");
        await app.FillAsync(first, one.Key, "50");
        Assert.Equal(("150", "7"), (await app.WordsAsync(first, field.Key), await app.WordsAsync(second, field.Key)));
        await RenewAsync();
        Assert.Equal(("150", "106"), (await app.WordsAsync(first, field.Key), await app.WordsAsync(second, field.Key)));
        Assert.False(await app.DbAsync(db => db.CustomFields.AnyAsync(f => f.IsStale)));
    }

    [Fact]
    public async Task A_retired_operand_goes_on_counting_and_one_that_is_used_stays_a_number()
    {
        var one = await NumberAsync("被停用的");
        var field = await app.DefinedAsync(CustomFieldCompany.Formula(FieldOperator.Sum, "仍在计算", $"{one.Id}", "=1"));
        var id = await app.CustomerAsync((one.Key, "5"));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.ChangeAsync(one.Id, f => f.Type = CustomFieldType.Text));
        Assert.Equal([nameof(CustomFieldForm.Type)], refused.Errors.Select(e => e.PropertyName));
        await app.ChangeAsync(one.Id, f => f.Type = CustomFieldType.Money);
        Assert.True(await app.DbAsync(db => db.CustomFields.AnyAsync(f => f.Id == field.Id && f.IsStale)));
        await RenewAsync();

        await app.SetActiveAsync(one.Id, false);
        await app.FillAsync(id, "nothing", null);
        Assert.Equal("6", await app.WordsAsync(id, field.Key));
    }

    [Fact]
    public async Task What_is_computed_is_no_operand_and_operands_are_of_the_same_subject()
    {
        var one = await NumberAsync("原料");
        var computed = await app.DefinedAsync(CustomFieldCompany.Formula(FieldOperator.Sum, "成品", $"{one.Id}", "=1"));
        var ofContact = await app.DefinedAsync(CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Whole, "别处的数"));
        var words = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "文字的数"));

        foreach (var operand in new[] { computed.Id, ofContact.Id, words.Id, 0 })
            await RefusedAsync("Operands[0].Field", CustomFieldCompany.Formula(FieldOperator.Sum, $"环{operand}", $"{operand}", "=1"));
        await RefusedAsync("Operands[1].Constant", CustomFieldCompany.Formula(FieldOperator.Sum, "坏常数", $"{one.Id}", "=1);DROP TABLE"));
        await RefusedAsync("Operands", CustomFieldCompany.Formula(FieldOperator.Sum, "全是常数", "=1", "=2"));
        await RefusedAsync("Operands", CustomFieldCompany.Formula(FieldOperator.Ratio, "三项相除", $"{one.Id}", "=2", "=3"));
        var itself = await Assert.ThrowsAsync<ValidationException>(() => app.ChangeAsync(computed.Id, f => f.Operands[0].Field = $"{computed.Id}"));
        Assert.Equal(["Operands[0].Field"], itself.Errors.Select(e => e.PropertyName));
        await Assert.ThrowsAsync<ValidationException>(() => app.ChangeAsync(computed.Id, f => f.Type = CustomFieldType.Whole));
    }

    [Fact]
    public async Task The_same_form_sent_twice_makes_one_customer_also_where_numbers_are_worked_out()
    {
        var one = await NumberAsync("重发的");
        await app.DefinedAsync(CustomFieldCompany.Formula(FieldOperator.Sum, "重发的和", $"{one.Id}", "=1"));
        var form = app.New((one.Key, "3"));
        form.CreationKey = Guid.NewGuid();

        Assert.Equal(await app.RegisterAsync(Who.RepEast, form), await app.RegisterAsync(Who.RepEast, form));
    }

    private Task<CustomFieldEntry> NumberAsync(string name) => app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Decimal, name));

    private Task<int> RenewAsync() => app.WithAsync<ComputedFields, int>(c => c.RenewAsync(None));

    private async Task RefusedAsync(string at, CustomFieldForm form)
    {
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.DefineAsync(form));
        Assert.Equal([at], refused.Errors.Select(e => e.PropertyName));
    }

    private async Task<IReadOnlyList<CustomerRow>> ListAsync(string query, string column) =>
        (await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(CustomerFilter.Of(query), [column], app.As(Who.RepEast), None))).Rows;
}
