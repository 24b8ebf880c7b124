using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Editing;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>A field that becomes one of another type keeps all that its values say, or stays what it was.</summary>
public sealed class CustomFieldRetypingTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(CustomFieldType.Text, "1,200", CustomFieldType.Whole, "1,200")]
    [InlineData(CustomFieldType.Text, "50万", CustomFieldType.Money, "¥500,000")]
    [InlineData(CustomFieldType.Text, "2026年3月5日", CustomFieldType.Day, "2026-03-05")]
    [InlineData(CustomFieldType.Text, "是", CustomFieldType.YesNo, "Yes")]
    [InlineData(CustomFieldType.Text, "ＯＮＥ", CustomFieldType.Choice, "one")]
    [InlineData(CustomFieldType.Text, "two、one", CustomFieldType.Choices, "one, two")]
    [InlineData(CustomFieldType.Whole, "1200", CustomFieldType.Text, "1200")]
    [InlineData(CustomFieldType.Decimal, "3.25", CustomFieldType.Money, "¥3.25")]
    [InlineData(CustomFieldType.Money, "50万", CustomFieldType.Whole, "500,000")]
    [InlineData(CustomFieldType.Day, "2026-03-05", CustomFieldType.Text, "2026-03-05")]
    [InlineData(CustomFieldType.Time, "2026-03-05T09:30", CustomFieldType.Text, "2026-03-05 09:30")]
    [InlineData(CustomFieldType.YesNo, "false", CustomFieldType.Text, "No")]
    [InlineData(CustomFieldType.Choice, "two", CustomFieldType.Choices, "two")]
    [InlineData(CustomFieldType.Choices, "two|one", CustomFieldType.Text, "one, two")]
    public async Task What_says_the_same_in_the_other_type_is_taken_over(CustomFieldType from, string typed, CustomFieldType to, string words)
    {
        var field = await DefinedAsync(from, $"改为{from}{to}");
        var id = await app.CustomerAsync((field.Key, typed));

        await app.ChangeAsync(field.Id, f => Become(f, to));

        Assert.Equal(words, await app.WordsAsync(id, field.Key));
    }

    [Theory]
    [InlineData(CustomFieldType.Decimal, "3.1416", CustomFieldType.Money)]
    [InlineData(CustomFieldType.Text, "3.146", CustomFieldType.Money)]
    [InlineData(CustomFieldType.Decimal, "0.5", CustomFieldType.Whole)]
    [InlineData(CustomFieldType.Text, "3月5日", CustomFieldType.Day)]
    [InlineData(CustomFieldType.Text, "今天", CustomFieldType.Day)]
    [InlineData(CustomFieldType.Text, "three", CustomFieldType.Choices)]
    [InlineData(CustomFieldType.LongText, "一\n二", CustomFieldType.Text)]
    [InlineData(CustomFieldType.Time, "2026-03-05T09:30:15", CustomFieldType.Text)]
    [InlineData(CustomFieldType.Time, "2026-03-05T09:30", CustomFieldType.Day)]
    [InlineData(CustomFieldType.Whole, "1", CustomFieldType.User)]
    [InlineData(CustomFieldType.Text, "1", CustomFieldType.User)]
    public async Task What_would_say_less_or_something_else_is_refused_and_stays(CustomFieldType from, string typed, CustomFieldType to)
    {
        var field = await DefinedAsync(from, $"留住{from}{to}{typed.Length}");
        var id = await app.CustomerAsync((field.Key, typed));
        var before = await app.WordsAsync(id, field.Key);

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.ChangeAsync(field.Id, f => Become(f, to)));

        Assert.Equal([nameof(CustomFieldForm.Type)], refused.Errors.Select(e => e.PropertyName));
        Assert.Equal((from, before), ((await app.FieldAsync(field.Id)).Type, await app.WordsAsync(id, field.Key)));
    }

    [Fact]
    public async Task Everything_that_another_type_changes_is_noted_as_done_by_whoever_did_it()
    {
        var field = await DefinedAsync(CustomFieldType.Text, "谁改的");
        await app.CustomerAsync((field.Key, "one"));

        await app.ChangeAsync(field.Id, f => Become(f, CustomFieldType.Choice));

        var actors = await app.DbAsync(db => db.AuditEntries.Where(a => a.RootType == nameof(CustomField) && a.RootId == field.Id).Select(a => a.ActorId).Distinct().ToListAsync());
        Assert.Equal([(int?)app.Company[Who.Admin].Id], actors);
    }

    [Fact]
    public async Task A_day_that_moves_with_today_stands_in_a_new_form_as_the_day_it_is()
    {
        var form = CustomFieldCompany.Definition(CustomFieldType.Day, "起始日");
        form.Default = "今天";
        var field = await app.DefinedAsync(form);
        var today = DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime.AddHours(8)).ToString("yyyy-MM-dd", null);

        var begun = app.New();
        await app.WithAsync<CustomerFormMapper>(m => m.BeginAsync(begun, app.As(Who.RepEast), None));

        Assert.Equal(today, begun.Said(field.Key));
        Assert.Equal(today, (await app.RowAsync(field.Id)).Begin);
    }

    private Task<CustomFieldEntry> DefinedAsync(CustomFieldType type, string name) =>
        app.DefinedAsync(CustomFieldCompany.Definition(type, name, type is CustomFieldType.Choice or CustomFieldType.Choices ? ["one", "two"] : []));

    private static void Become(CustomFieldForm form, CustomFieldType type)
    {
        form.Type = type;
        if (form.Choices.Count == 0 && type is CustomFieldType.Choice or CustomFieldType.Choices)
            form.Choices = [new CustomChoiceForm { Zh = "one", En = "one" }, new CustomChoiceForm { Zh = "two", En = "two" }];
    }
}
