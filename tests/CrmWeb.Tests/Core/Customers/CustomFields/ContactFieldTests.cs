using CrmWeb.Core.Customers;
using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.CustomFields;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.Timeline;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Customers.CustomFields;

/// <summary>Fields that the company added to contacts.</summary>
public sealed class ContactFieldTests(CustomFieldCompany app) : IClassFixture<CustomFieldCompany>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(CustomFieldType.Text, " 篮球 ", "篮球")]
    [InlineData(CustomFieldType.Money, "50万", "¥500,000")]
    [InlineData(CustomFieldType.Day, "1980年3月5日", "1980-03-05")]
    [InlineData(CustomFieldType.Choices, "three|one", "one, three")]
    [InlineData(CustomFieldType.YesNo, "true", "Yes")]
    public async Task A_value_comes_back_as_its_type_says(CustomFieldType type, string typed, string words)
    {
        var field = await DefinedAsync(type, $"联系人{type}", "one", "two", "three");
        var id = await app.CustomerAsync();
        await app.FillContactAsync(id, field.Key, typed);

        Assert.Equal(words, await app.ContactWordsAsync(id, field.Key));
        Assert.True((await app.SaveAsync(id, await app.OpenAsync(id))).IsSaved);
        Assert.Equal(words, await app.ContactWordsAsync(id, field.Key));
        await app.FillContactAsync(id, field.Key, null);
        Assert.Null(await app.ContactWordsAsync(id, field.Key));
    }

    [Fact]
    public async Task A_key_is_unique_within_its_subject_alone()
    {
        var ofCustomer = await app.DefinedAsync(CustomFieldCompany.Definition(CustomFieldType.Text, "同一个键"));
        var ofContact = await DefinedAsync(CustomFieldType.Whole, "同一个键");
        Assert.Equal(ofCustomer.Key, ofContact.Key);
        await Assert.ThrowsAsync<ValidationException>(() => DefinedAsync(CustomFieldType.Whole, "同一个键"));

        var id = await app.CustomerAsync((ofCustomer.Key, "客户的"));
        await app.FillContactAsync(id, ofContact.Key, "7");
        Assert.Equal(("客户的", "7"), (await app.WordsAsync(id, ofCustomer.Key), await app.ContactWordsAsync(id, ofContact.Key)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_at_the_row_of_the_contact()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "孩子数");
        var form = app.New();
        form.Contacts.Add(Person("第二位", field.Key, "两个"));

        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));

        Assert.Equal([$"Contacts[1].Custom[{field.Key}]"], refused.Errors.Select(e => e.PropertyName));
    }

    [Fact]
    public async Task Two_contacts_of_one_form_and_of_two_customers_cannot_have_the_same_unique_value_but_may_change_places()
    {
        var definition = CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Text, "工牌号");
        definition.IsUnique = true;
        var field = await app.DefinedAsync(definition);
        var form = app.New();
        form.Contacts[0].Custom[field.Key] = ["A-1"];
        form.Contacts.Add(Person("同号", field.Key, "a-１"));
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));
        Assert.Contains($"Contacts[1].Custom[{field.Key}]", refused.Errors.Select(e => e.PropertyName));

        form.Contacts[1].Custom[field.Key] = ["A-2"];
        var id = await app.RegisterAsync(Who.RepEast, form);
        await Assert.ThrowsAsync<ValidationException>(async () => await app.FillContactAsync(await app.CustomerAsync(), field.Key, "A-2"));

        var open = await app.OpenAsync(id);
        (open.Contacts[0].Custom[field.Key], open.Contacts[1].Custom[field.Key]) = (["A-2"], ["A-1"]);
        Assert.True((await app.SaveAsync(id, open)).IsSaved);
        Assert.Equal("A-2", await app.ContactWordsAsync(id, field.Key));
    }

    [Fact]
    public async Task A_row_in_which_nothing_but_a_default_stands_is_no_contact_and_one_with_more_is_never_dropped()
    {
        var definition = CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Text, "称谓习惯");
        definition.Default = "您";
        var field = await app.DefinedAsync(definition);
        var form = app.New();
        form.Contacts.Add(new ContactForm { Custom = { [field.Key] = ["您"] } });
        var id = await app.RegisterAsync(Who.RepEast, form);
        Assert.Single((await app.OpenAsync(id)).Contacts);

        var more = app.New();
        more.Contacts.Add(new ContactForm { Custom = { [field.Key] = ["老师"] } });
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, more));
        Assert.Contains("Contacts[1].Name", refused.Errors.Select(e => e.PropertyName));
    }

    [Fact]
    public async Task The_change_log_tells_of_a_value_and_not_to_a_role_that_may_not_see_the_field()
    {
        var definition = CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Whole, "影响力分");
        definition.SeenBy = ["manager", "admin"];
        var field = await app.DefinedAsync(definition);
        var id = await app.CustomerAsync();
        await app.FillContactAsync(id, field.Key, "8", Who.MgrEast);
        await app.FillContactAsync(id, field.Key, "9", Who.MgrEast);

        var change = (await ChangesAsync(id, Who.MgrEast)).First(c => c.Label.EndsWith("影响力分", StringComparison.Ordinal) || c.Label.EndsWith(field.Name, StringComparison.Ordinal));
        Assert.Equal(("8", "9"), (change.Old, change.New));
        Assert.DoesNotContain(await ChangesAsync(id, Who.RepEast), c => c.Label.EndsWith(field.Name, StringComparison.Ordinal));

        Assert.DoesNotContain(field.Key, (await app.OpenAsync(id)).Contacts[0].Custom.Keys);
        await app.FillContactAsync(id, field.Key, "1");
        Assert.Equal(("9", null), (await app.ContactWordsAsync(id, field.Key, Who.MgrEast), await app.ContactWordsAsync(id, field.Key)));
    }

    [Fact]
    public async Task A_field_that_both_changed_is_asked_about_and_one_that_only_the_other_changed_is_taken_over()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "谈判次数");
        var id = await app.CustomerAsync();
        await app.FillContactAsync(id, field.Key, "1000");
        var (mine, untouched) = (await app.OpenAsync(id), await app.OpenAsync(id));
        await app.FillContactAsync(id, field.Key, "2000", Who.MgrEast);

        // The same value in another spelling is no change of one's own.
        untouched.Contacts[0].Custom[field.Key] = ["1,000"];
        untouched.Contacts[0].Title = "总工";
        Assert.True((await app.SaveAsync(id, untouched)).IsSaved);
        Assert.Equal("2,000", await app.ContactWordsAsync(id, field.Key));

        mine.Contacts[0].Custom[field.Key] = ["3000"];
        var clash = Assert.Single((await app.SaveAsync(id, mine)).Clashes);
        Assert.Equal(($"Contacts[0].Custom[{field.Key}]", "3,000", "2,000"), (clash.Field, clash.Mine, clash.Theirs));
        mine.TakeTheirs = [clash.Choice!];
        Assert.True((await app.SaveAsync(id, mine)).IsSaved);
        Assert.Equal("2,000", await app.ContactWordsAsync(id, field.Key));
    }

    [Fact]
    public async Task Whoever_moves_to_another_customer_takes_along_what_is_said_of_them_but_for_what_no_two_may_have()
    {
        var unique = CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Text, "门禁卡");
        unique.IsUnique = true;
        var (hobby, card) = (await DefinedAsync(CustomFieldType.Text, "爱好"), await app.DefinedAsync(unique));
        var (from, to) = (await app.CustomerAsync(), await app.CustomerAsync());
        await app.FillContactAsync(from, hobby.Key, "钓鱼");
        await app.FillContactAsync(from, card.Key, "K-9");
        var contact = (await app.OpenAsync(from)).Contacts[0].Id!.Value;

        var moved = await app.WithAsync<ContactTransfer, int>(t => t.MoveAsync(contact, new ContactMoveForm { Customer = to }, app.As(Who.RepEast), None));

        var own = (await app.WithAsync<ContactQueries, ContactRow>(q => q.ReadEditableAsync(moved, app.As(Who.RepEast), None))).Card.Own;
        Assert.Equal(["钓鱼"], own.Select(f => f.Words));
    }

    [Fact]
    public async Task The_list_finds_sorts_and_shows_what_contacts_say()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "到访次数");
        List<int> ids = [];
        foreach (var visits in new[] { "5", "12", "1200" })
        {
            ids.Add(await app.CustomerAsync());
            await app.FillContactAsync(ids[^1], field.Key, visits);
        }

        Assert.Equal(["12", "1,200"], (await ListAsync($"{field.FieldKey}.from=6&sort={field.FieldKey}", field.FieldKey)).Select(r => r.Own[field.FieldKey]));
        Assert.Equal(["1,200", "12", "5"], (await ListAsync($"sort=-{field.FieldKey}", field.FieldKey)).Take(3).Select(r => r.Own[field.FieldKey]));
        var fault = await Assert.ThrowsAsync<ValidationException>(() => ListAsync($"{field.FieldKey}.from=很多", field.FieldKey));
        Assert.Equal([$"{field.FieldKey}.from"], fault.Errors.Select(e => e.PropertyName));
    }

    [Theory]
    [InlineData("{0}=1")]
    [InlineData("{0}.from=1")]
    [InlineData("sort={0}")]
    public async Task A_field_that_one_may_not_see_and_one_there_is_not_are_answered_alike(string query)
    {
        var definition = CustomFieldCompany.Definition(FieldSubject.Contact, CustomFieldType.Whole, $"保密{query.Length}");
        definition.SeenBy = ["admin"];
        var field = await app.DefinedAsync(definition);
        foreach (var key in new[] { field.FieldKey, "cf.nothing" })
            await Assert.ThrowsAsync<BadQueryException>(() => ListAsync(string.Format(null, query, key), key));
    }

    [Fact]
    public async Task Saving_a_form_with_many_contacts_asks_as_many_questions_as_with_one()
    {
        var field = await DefinedAsync(CustomFieldType.Whole, "问话次数");
        var (few, many) = (app.New(), app.New());
        foreach (var form in new[] { few, many })
        {
            form.Contacts[0].Custom[field.Key] = ["1"];
            for (var i = 0; i < (form == many ? 8 : 1); i++)
                form.Contacts.Add(Person($"第{i}位", field.Key, $"{i}"));
        }

        Assert.Equal(await CommandsAsync(few), await CommandsAsync(many));
    }

    private static ContactForm Person(string name, string key, string value) => new() { Name = name, Mobile = Forms.NewMobile(), Custom = { [key] = [value] } };

    private async Task<int> CommandsAsync(CustomerForm form)
    {
        var id = await app.RegisterAsync(Who.RepEast, form);
        var open = await app.OpenAsync(id);
        foreach (var contact in open.Contacts)
            contact.Custom[contact.Custom.Keys.Single(k => contact.Custom[k].Count > 0)] = ["77"];
        app.Sql.Clear();
        await app.SaveAsync(id, open);
        return app.Sql.Commands.Count(c => c.Contains("ContactValues", StringComparison.Ordinal) && c.TrimStart().StartsWith("SELECT", StringComparison.Ordinal));
    }

    private async Task<List<FieldChange>> ChangesAsync(int id, Who who) =>
        [.. (await app.TimelineAsync(id, TimelineFilter.Changes, null, who)).Items.OfType<ChangeItem>().SelectMany(i => i.Changes)];

    private async Task<IReadOnlyList<ContactRow>> ListAsync(string query, string column) => (await app.WithAsync<ContactQueries, PageOf<ContactRow>>(q => q.ListAsync(
        QueryRecord.Of<ContactFilter>(query) with { Custom = CustomFieldConditions.AskedIn(QueryHelpers.ParseQuery(query)) }, [column], app.As(Who.RepEast), None))).Rows;

    private Task<CustomFieldEntry> DefinedAsync(CustomFieldType type, string name, params string[] choices) =>
        app.DefinedAsync(CustomFieldCompany.Definition(FieldSubject.Contact, type, name, choices));
}
