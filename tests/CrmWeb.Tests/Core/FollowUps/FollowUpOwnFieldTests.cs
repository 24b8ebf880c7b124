using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.FollowUps;
using CrmWeb.Core.FollowUps.Recording;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Customers.CustomFields;
using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.FollowUps;

/// <summary>Fields that the company added to follow-ups.</summary>
public sealed class FollowUpOwnFieldTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(CustomFieldType.Text, " 二号会议室 ", "二号会议室")]
    [InlineData(CustomFieldType.Decimal, "1.25", "1.25")]
    [InlineData(CustomFieldType.Choices, "three|one", "one, three")]
    [InlineData(CustomFieldType.YesNo, "false", "No")]
    public async Task A_record_keeps_a_value_and_its_correction(CustomFieldType type, string typed, string words)
    {
        var field = await DefinedAsync(type, $"跟进{type}", "one", "two", "three");
        var customer = await app.CustomerAsync();
        var id = await app.RecordAsync(customer, (field.Key, typed));

        Assert.Equal(words, await app.RecordWordsAsync(id, field.Key));
        Assert.Equal([words], (await TimelineAsync(customer)).SelectMany(f => f.FollowUp.Facts).Select(f => f.Words));
        Assert.True((await app.CorrectAsync(id, await app.OpenRecordAsync(id))).IsSaved);
        await app.FillRecordAsync(id, field.Key, null);
        Assert.Null(await app.RecordWordsAsync(id, field.Key));
        var told = Assert.Single(await CorrectionsAsync(id)).Changes;
        Assert.Contains(told, c => (c.Label, c.Old, c.New) == (field.Name, words, null));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_the_field_and_nothing_is_recorded()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "参会人数");
        var customer = await app.CustomerAsync();

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RecordAsync(customer, (field.Key, "三个人")));

        Assert.Equal([$"Custom[{field.Key}]"], refused.Errors.Select(e => e.PropertyName));
        Assert.False(await app.DbAsync(db => db.FollowUps.AnyAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task A_task_that_is_completed_says_it_and_a_plan_does_not()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "时长分钟");
        var customer = await app.CustomerAsync();
        var plan = Forms.Plan(new DateTime(2026, 11, 20, 10, 0, 0));
        plan.Custom[field.Key] = ["5"];
        var id = await app.WithAsync<FollowUpService, int>(s => s.PlanAsync(customer, plan, app.As(Who.RepEast), None));
        Assert.Null(await app.RecordWordsAsync(id, field.Key));

        var done = CustomFieldCompany.Record((field.Key, "45"));
        done.CreationKey = Guid.NewGuid();
        await CompleteAsync(id, done);
        await CompleteAsync(id, done);

        Assert.Equal("45", await app.RecordWordsAsync(id, field.Key));
    }

    [Fact]
    public async Task The_same_form_with_another_value_is_not_dropped_silently()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "重发分钟");
        var customer = await app.CustomerAsync();
        var form = CustomFieldCompany.Record((field.Key, "45"));
        form.CreationKey = Guid.NewGuid();
        var id = await app.RecordAsync(customer, form);
        Assert.Equal(id, await app.RecordAsync(customer, form));

        form.Custom[field.Key] = ["46"];
        await Assert.ThrowsAsync<ValidationException>(() => app.RecordAsync(customer, form));
    }

    [Fact]
    public async Task A_field_that_both_corrected_is_asked_about_and_one_that_only_the_other_did_is_taken_over()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "冲突分钟");
        var id = await app.RecordAsync(await app.CustomerAsync(), (field.Key, "10"));
        var (mine, untouched) = (await app.OpenRecordAsync(id), await app.OpenRecordAsync(id));
        await app.FillRecordAsync(id, field.Key, "20", Who.MgrEast);

        untouched.Content = "内容改了";
        Assert.True((await app.CorrectAsync(id, untouched)).IsSaved);
        Assert.Equal("20", await app.RecordWordsAsync(id, field.Key));

        mine.Custom[field.Key] = ["30"];
        var clash = Assert.Single((await app.CorrectAsync(id, mine)).Clashes);
        Assert.Equal(($"Custom[{field.Key}]", "30", "20"), (clash.Field, clash.Mine, clash.Theirs));
        mine.TakeTheirs = [clash.Choice!];
        Assert.True((await app.CorrectAsync(id, mine)).IsSaved);
        Assert.Equal("20", await app.RecordWordsAsync(id, field.Key));
    }

    [Fact]
    public async Task A_role_that_may_not_see_a_field_finds_it_nowhere_and_leaves_it_as_it_is()
    {
        var definition = CustomFieldCompany.Definition(FieldSubject.FollowUp, CustomFieldType.Whole, "内部评分");
        definition.SeenBy = ["manager", "admin"];
        var field = await app.DefinedAsync(definition);
        var customer = await app.CustomerAsync();
        var id = await app.RecordAsync(customer, (field.Key, "7"));
        Assert.Null(await app.RecordWordsAsync(id, field.Key, Who.MgrEast));
        await app.FillRecordAsync(id, field.Key, "8", Who.MgrEast);

        Assert.DoesNotContain(field.Key, (await app.OpenRecordAsync(id)).Custom.Keys);
        await app.FillRecordAsync(id, field.Key, "9");
        Assert.Equal(("8", null), (await app.RecordWordsAsync(id, field.Key, Who.MgrEast), await app.RecordWordsAsync(id, field.Key)));
        Assert.DoesNotContain((await CorrectionsAsync(id)).SelectMany(c => c.Changes), c => c.Label == field.Name);
        Assert.Contains((await CorrectionsAsync(id, Who.MgrEast)).SelectMany(c => c.Changes), c => c.Label == field.Name);
        foreach (var query in new[] { "{0}.from=1", "{0}=1", "sort={0}" })
        {
            foreach (var key in new[] { field.FieldKey, "cf.nothing" })
                await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(string.Format(null, query, key), key));
        }
    }

    [Fact]
    public async Task The_list_finds_sorts_and_shows_what_follow_ups_say()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "列表分钟");
        var customer = await app.CustomerAsync();
        foreach (var minutes in new[] { "5", "12", "1200" })
            await app.RecordAsync(customer, (field.Key, minutes));

        Assert.Equal(["12", "1,200"], (await ListAsync($"{field.FieldKey}.from=6&sort={field.FieldKey}", field.FieldKey)).Select(r => r.Own[field.FieldKey]));
        Assert.Equal(["1,200", "12", "5"], (await ListAsync($"sort=-{field.FieldKey}", field.FieldKey)).Take(3).Select(r => r.Own[field.FieldKey]));
    }

    [Fact]
    public async Task Another_type_is_refused_with_the_customers_whose_follow_ups_it_cannot_read()
    {
        var field = await DefinedAsync(CustomFieldType.Text, "改型分钟");
        var customer = await app.CustomerAsync();
        await app.RecordAsync(customer, (field.Key, "半小时"));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.ChangeAsync(field.Id, f => f.Type = CustomFieldType.Whole));

        Assert.Contains((await ((CoreFixture)app).CustomerAsync(customer)).Number, refused.Message, StringComparison.Ordinal);
    }

    private Task CompleteAsync(int id, FollowUpForm form) => app.WithAsync<FollowUpCompletion>(c => c.CompleteAsync(id, form, app.As(Who.RepEast), None));

    private async Task<IEnumerable<FollowUpItem>> TimelineAsync(int customer) => (await app.TimelineAsync(customer, TimelineFilter.FollowUps, null, Who.RepEast)).Items.OfType<FollowUpItem>();

    private async Task<IReadOnlyList<FollowUpCorrection>> CorrectionsAsync(int id, Who who = Who.RepEast)
    {
        var row = await app.WithAsync<FollowUpQueries, FollowUpRow>(q => q.ReadAsync(id, app.As(who), None));
        return await app.WithAsync<FollowUpCorrections, IReadOnlyList<FollowUpCorrection>>(c => c.ReadAsync(row, app.As(who), None));
    }

    private async Task<IReadOnlyList<FollowUpRow>> ListAsync(string query, string column)
    {
        var selection = new FollowUpSelection(FollowUpList.Done, false, null, new FollowUpFilter { Custom = CustomFieldConditions.AskedIn(QueryHelpers.ParseQuery(query)) })
        {
            Sort = QueryHelpers.ParseQuery(query).TryGetValue("sort", out var sort) ? sort.ToString() : null,
        };
        return (await app.WithAsync<FollowUpListQueries, PageOf<FollowUpRow>>(q => q.ListAsync(selection, new PageWanted(1, 20), [column], app.As(Who.RepEast), None))).Rows;
    }

    private Task<CustomFieldEntry> DefinedAsync(CustomFieldType type, string name, params string[] choices) =>
        app.DefinedAsync(CustomFieldCompany.Definition(FieldSubject.FollowUp, type, name, choices));
}
