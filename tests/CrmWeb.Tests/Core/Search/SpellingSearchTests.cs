using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.Duplicates;
using CrmWeb.Core.Customers.Forms;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Formats;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Formats;
using CrmWeb.Tests.Core.Text;
using Xunit;

namespace CrmWeb.Tests.Core.Search;

/// <summary>The table of cases against entry, duplicate check, search in the list, search box and contacts, on the database at hand.</summary>
public sealed class SpellingSearchTests(SpellingCompany app) : IClassFixture<SpellingCompany>
{
    [Fact]
    public async Task What_was_typed_is_stored_as_it_was_but_for_what_cannot_be_seen()
    {
        for (var i = 0; i < SpellingCases.All.Count; i++)
            Assert.Equal(FormText.CleanLine(SpellingCases.All[i].Typed), (await app.CustomerAsync(app.Names[i])).Name);
    }

    [Fact]
    public async Task The_duplicate_check_finds_every_spelling_of_a_name_and_no_other_name()
    {
        for (var i = 0; i < SpellingCases.All.Count; i++)
        {
            var name = SpellingCases.All[i];
            Assert.True((await DuplicatesAsync(name.Same)).Contains(app.Names[i]), $"{name} is not found by the duplicate check.");
            Assert.False((await DuplicatesAsync(name.Other)).Contains(app.Names[i]), $"{name} is found by the duplicate check for another name.");
        }
    }

    [Fact]
    public async Task List_search_box_and_contacts_find_every_spelling_of_a_name_and_no_other_name()
    {
        for (var i = 0; i < SpellingCases.All.Count; i++)
        {
            var name = SpellingCases.All[i];
            foreach (var spelling in new[] { name.Typed, name.Same })
                await FoundAsync(app.Names[i], spelling, true);
            await FoundAsync(app.Names[i], name.Other, false);
        }
    }

    [Fact]
    public async Task A_number_is_found_by_every_text_that_shows_it()
    {
        for (var i = 0; i < PhoneCases.All.Count; i++)
        {
            var phone = PhoneCases.All[i];
            foreach (var text in phone.Finds.Append(PhoneNumber.Shown(phone.Typed)!))
                await FoundAsync(app.Phones[i], text, true);
            await FoundAsync(app.Phones[i], phone.Misses, false);
            Assert.Contains(app.Phones[i], (await app.DuplicatesAsync(new DuplicateQuestion(null, null, [phone.Typed]))));
        }
    }

    [Theory]
    [InlineData("华东 衡器")]
    [InlineData("衡器 华东")]
    [InlineData("衡器，华东")]
    [InlineData("王小明 栖霞")]
    [InlineData("栖霞\u3000王小明")]
    [InlineData("王小明 衡器 栖霞")]
    [InlineData("栖霞 13988001234")]
    [InlineData("王小明 139 8800 1234")]
    [InlineData("13988001234 王小明")]
    [InlineData("華東、衡器")]
    [InlineData("有限公司 - 栖霞")]
    [InlineData("xiaoming@qixia.cn 华东")]
    public async Task All_words_are_looked_for_in_any_order_wherever_they_stand(string typed) => await FoundAsync(app.Scales, typed, true);

    [Theory]
    [InlineData("华东 轴承")]
    [InlineData("王小明 浦东")]
    [InlineData("王小明 13988001299")]
    [InlineData("华东 衡器 栖霞 轴承")]
    public async Task A_word_that_is_nowhere_is_not_overlooked(string typed) => await FoundAsync(app.Scales, typed, false);

    [Fact]
    public async Task The_words_of_a_contact_find_nothing_for_who_reads_no_personal_data()
    {
        Assert.Contains(app.Scales, await ListAsync("华东 衡器", Who.Marketer));
        Assert.DoesNotContain(app.Scales, await ListAsync("王小明 栖霞", Who.Marketer));
        Assert.DoesNotContain(app.Scales, await ListAsync("衡器 139 8800 1234", Who.Marketer));
    }

    private async Task FoundAsync(int customer, string typed, bool expected)
    {
        Assert.True((await ListAsync(typed)).Contains(customer) == expected, $"The list with {typed}.");
        Assert.True((await app.ContactsAsync(typed)).Contains(customer) == expected, $"The contacts with {typed}.");
        var suggested = await app.WithAsync<CustomerSearch, IReadOnlyList<SearchSuggestion>>(s => s.SuggestAsync(typed, app.As(Who.Admin), CancellationToken.None));
        Assert.True(suggested.Any(s => s.Id == customer) == expected || (expected && suggested.Count == 8), $"The search box with {typed}.");
    }

    private Task<IReadOnlyList<int>> ListAsync(string typed, Who who = Who.Admin) => app.ListAsync(typed, who);

    private Task<IReadOnlyList<int>> DuplicatesAsync(string name) => app.DuplicatesAsync(new DuplicateQuestion(name, null, []));
}

/// <summary>The test company with a customer and a contact of every case.</summary>
public sealed class SpellingCompany : CoreFixture, IAsyncLifetime
{
    public IReadOnlyList<int> Names { get; private set; } = [];

    public IReadOnlyList<int> Phones { get; private set; } = [];

    /// <summary>华东精密衡器有限公司, with 王小明 and its short name 栖霞衡器.</summary>
    public int Scales { get; private set; }

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        List<int> names = [];
        foreach (var name in SpellingCases.All)
            names.Add(await EnterAsync(name.Typed, contact => contact.Name = name.Typed));
        List<int> phones = [];
        foreach (var phone in PhoneCases.All)
        {
            phones.Add(await EnterAsync($"号码辛{phones.Count}号有限公司", contact =>
            {
                contact.Mobile = phone.IsMobileField ? phone.Typed : null;
                contact.Landline = phone.IsMobileField ? null : phone.Typed;
            }));
        }

        (Names, Phones) = (names, phones);
        Scales = await EnterAsync("华东精密衡器有限公司", contact => (contact.Name, contact.Mobile, contact.Mail) = ("王小明", "139-8800-1234", "xiaoming@qixia.cn"), "栖霞衡器");
    }

    public async Task<IReadOnlyList<int>> ListAsync(string typed, Who who) =>
        [.. (await WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q => q.ListAsync(new CustomerFilter { Q = typed, Size = "100" }, As(who), CancellationToken.None))).Rows.Select(r => r.Id)];

    public async Task<IReadOnlyList<int>> ContactsAsync(string typed) =>
        [.. (await WithAsync<ContactQueries, PageOf<ContactRow>>(q => q.ListAsync(new ContactFilter { Q = typed, Size = "100" }, As(Who.Admin), CancellationToken.None))).Rows.Select(r => r.CustomerId)];

    public async Task<IReadOnlyList<int>> DuplicatesAsync(DuplicateQuestion question) =>
        [.. (await WithAsync<DuplicateFinder, IReadOnlyList<DuplicateMatch>>(f => f.FindAsync(question, As(Who.Admin), CancellationToken.None))).Select(m => m.CustomerId)];

    private Task<int> EnterAsync(string name, Action<ContactForm> about, string? shortName = null)
    {
        var form = Forms.Customer(name);
        form.ShortName = shortName;
        form.ConfirmDuplicate = true;
        about(form.Contacts[0]);
        return RegisterAsync(Who.RepEast, form);
    }
}
