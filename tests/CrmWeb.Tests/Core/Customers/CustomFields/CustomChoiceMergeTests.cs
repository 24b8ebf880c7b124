using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Persistence.ChangeLog;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>A choice that ends in favour of another.</summary>
public sealed class CustomChoiceMergeTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Every_value_of_the_loser_becomes_the_winner_and_each_record_notes_it_once()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "并单选", "one", "two", "three"));
        var (changed, other) = (await app.CustomerAsync((field.Key, "one")), await app.CustomerAsync((field.Key, "three")));

        Assert.Equal(1, await MergeAsync(field, 0, 1));

        Assert.Equal(("two", "three"), (await app.WordsAsync(changed, field.Key), await app.WordsAsync(other, field.Key)));
        var noted = await app.DbAsync(db => db.AuditEntries.Where(a => a.Field == field.FieldKey).ToListAsync());
        Assert.Equal([(changed, $"{field.Choices[0].Id}", $"{field.Choices[1].Id}")], noted.Select(a => (a.RootId, a.OldValue!, a.NewValue!)));
        Assert.Equal(AuditAction.Changed, noted[0].Action);
    }

    [Fact]
    public async Task Of_several_choices_a_record_that_has_both_keeps_the_winner_once()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Choices, "并多选", "one", "two", "three"));
        var (both, one) = (await app.CustomerAsync(), await app.CustomerAsync());
        await app.FillContactAsync(both, field.Key, "one|two|three");
        await app.FillContactAsync(one, field.Key, "one|three");

        Assert.Equal(2, await MergeAsync(field, 0, 1));

        Assert.Equal(("two, three", "two, three"), (await app.ContactWordsAsync(both, field.Key), await app.ContactWordsAsync(one, field.Key)));
    }

    [Fact]
    public async Task The_losers_code_leads_to_the_winner_in_addresses_and_in_forms_opened_before()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "并地址", "one", "two"));
        var id = await app.CustomerAsync((field.Key, "one"));
        var open = await app.OpenAsync(id);
        await MergeAsync(field, 0, 1);

        open.Remarks = "另一处";
        Assert.True((await app.SaveAsync(id, open)).IsSaved);

        Assert.Equal("two", await app.WordsAsync(id, field.Key));
        var found = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(CustomerFilter.Of($"{field.FieldKey}=one"), app.As(Who.RepEast), None));
        Assert.Equal([id], found.Rows.Select(r => r.Id));
        Assert.Equal("two", await app.WordsAsync(await app.CustomerAsync((field.Key, "one")), field.Key));
    }

    [Fact]
    public async Task It_stays_merged_and_goes_to_no_other_one()
    {
        var field = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Choice, "并终身", "one", "two", "three"));
        await MergeAsync(field, 0, 1);

        Assert.DoesNotContain(CustomFieldForm.Of(await app.FieldAsync(field.Id), Guid.Empty).Choices, c => c.Id == field.Choices[0].Id);
        Assert.Equal(0, await MergeAsync(field, 0, 1));
        foreach (var (loser, winner) in new[] { (0, 2), (1, 0), (1, 1) })
        {
            var refused = await Assert.ThrowsAsync<ValidationException>(() => MergeAsync(field, loser, winner));
            Assert.Equal(["Into"], refused.Errors.Select(e => e.PropertyName));
        }

        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<CustomChoiceMerge, int>(m => m.MergeAsync(field.Id, field.Choices[1].Id, field.Choices[2].Id, app.As(Who.RepEast), None)));
    }

    private Task<int> MergeAsync(CustomFieldEntry field, int loser, int winner) =>
        app.WithAsync<CustomChoiceMerge, int>(m => m.MergeAsync(field.Id, field.Choices[loser].Id, field.Choices[winner].Id, app.As(Who.Admin), None));
}
