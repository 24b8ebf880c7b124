using CrmWeb.Core.Customers.Contacts;
using CrmWeb.Core.Customers.List;
using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Requests;
using CrmWeb.Core.Text;
using CrmWeb.Testing;
using CrmWeb.Tests.Core.Search;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace CrmWeb.Tests.Core.Text;

[Trait("Category", "Pure")]
public sealed class PinyinOrderTests
{
    [Fact]
    public void Companies_stand_by_pinyin_with_latin_names_among_them()
    {
        string[] expected = ["3M中国", "阿里巴巴", "ABB电气", "Acme Ltd", "安踏体育", "北京银行", "长安汽车", "重庆啤酒", "东方通信", "Ｄｕｋｅ咨询", "华为技术", "西安电子", "厦门国贸", "先声药业", "中国平安", "重型机械", "Яндекс"];
        Assert.Equal(expected, expected.Reverse().Order(PinyinOrder.Names));
    }

    [Fact]
    public void A_surname_is_read_as_one()
    {
        string[] expected = ["盖丽丽", "欧阳娜", "区志明", "仇英", "单田芳", "解小东", "尉迟恭", "曾国强", "查良镛"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), expected.Order(PinyinOrder.People).Order(StringComparer.Ordinal));
        Assert.StartsWith("shan4", PinyinOrder.PersonKey("单田芳"));
        Assert.StartsWith("zeng1", PinyinOrder.PersonKey("曾国强"));
        Assert.StartsWith("qiu2", PinyinOrder.PersonKey("仇英"));
        Assert.StartsWith("xie4", PinyinOrder.PersonKey("解小东"));
        Assert.StartsWith("zha1", PinyinOrder.PersonKey("查良镛"));
        Assert.StartsWith("ge3", PinyinOrder.PersonKey("盖丽丽"));
        Assert.StartsWith("ou1", PinyinOrder.PersonKey("区志明"));
        Assert.StartsWith("yu4chi2", PinyinOrder.PersonKey("尉迟恭"));
        Assert.StartsWith("dan1", PinyinOrder.Key("单位食堂"));
    }

    [Fact]
    public void What_sounds_the_same_is_ordered_by_its_characters_and_spellings_of_one_name_are_equal()
    {
        Assert.True(PinyinOrder.People.Compare("张伟", "章伟") != 0);
        Assert.Equal(PinyinOrder.PersonKey("張偉"), PinyinOrder.PersonKey("张　伟"));
        Assert.True(string.CompareOrdinal(PinyinOrder.Key("西安"), PinyinOrder.Key("先")) < 0);
    }

    [Fact]
    public void A_key_is_lower_case_letters_and_digits_alone_and_fits_its_column()
    {
        foreach (var name in SpellingCases.All.Select(c => c.Typed).Append(new string('撞', 200)).Append(string.Concat(Enumerable.Repeat("𠮷", 200))).Append(string.Concat(Enumerable.Repeat("ЩЖ", 100))))
        {
            var key = PinyinOrder.Key(name);
            Assert.InRange(key.Length, 1, PinyinOrder.KeyMax);
            Assert.All(key, c => Assert.True(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));
        }
    }
}

/// <summary>The same order from the database at hand as in memory.</summary>
public sealed class PinyinOrderInListsTests(SpellingCompany app) : IClassFixture<SpellingCompany>
{
    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    public async Task Customers_sorted_by_name_stand_by_pinyin(string sort)
    {
        var page = await app.WithAsync<CustomerListQueries, PageOf<CustomerRow>>(q =>
            q.ListAsync(new CustomerFilter { Sort = sort, Size = "100" }, app.As(Who.Admin), CancellationToken.None));
        var keys = page.Rows.Select(r => PinyinOrder.Key(r.Name)).ToList();
        Assert.Equal(sort == "name" ? keys.Order(StringComparer.Ordinal) : keys.OrderDescending(StringComparer.Ordinal), keys);
    }

    [Theory]
    [InlineData("customer")]
    [InlineData("-customer")]
    public async Task Contacts_sorted_by_customer_stand_by_pinyin(string sort)
    {
        var page = await app.WithAsync<ContactQueries, PageOf<ContactRow>>(q =>
            q.ListAsync(new ContactFilter { Sort = sort, Size = "100" }, app.As(Who.Admin), CancellationToken.None));
        var keys = page.Rows.Select(r => PinyinOrder.Key(r.CustomerName)).ToList();
        Assert.Equal(sort == "customer" ? keys.Order(StringComparer.Ordinal) : keys.OrderDescending(StringComparer.Ordinal), keys);
        Assert.True(keys.Distinct().Count() > 2);
    }

    [Fact]
    public async Task Colleagues_stand_by_pinyin_in_choices_and_in_the_list_of_accounts()
    {
        string[] expected = ["陈立新", "何家宝", "黄嘉怡", "李思敏", "林志强", "孙悦", "王海涛", "赵晓雯", "周文博"];
        var directory = await app.WithAsync<UserDirectory, UserSnapshot>(d => d.GetAsync(CancellationToken.None).AsTask());
        Assert.Equal(expected, directory.All.Select(u => u.Name));
        var list = await app.WithAsync<UserQueries, PageOf<UserRow>>(q => q.ListAsync(new UserFilter(), app.As(Who.Admin), CancellationToken.None));
        Assert.Equal(expected, list.Rows.Select(u => u.DisplayName));
    }

    [Theory]
    [InlineData("海涛 王", "王海涛")]
    [InlineData("Ｔ０００", "王海涛")]
    [InlineData("1380000 0001", "李思敏")]
    [InlineData("何 家宝", "何家宝")]
    public async Task Accounts_are_found_in_any_spelling(string typed, string name)
    {
        var list = await app.WithAsync<UserQueries, PageOf<UserRow>>(q => q.ListAsync(new UserFilter { Q = typed }, app.As(Who.Admin), CancellationToken.None));
        Assert.Contains(list.Rows, u => u.DisplayName == name);
        Assert.True(list.Rows.Count < 9);
    }
}
