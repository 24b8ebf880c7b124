using CrmWeb.Core.Formats;
using CrmWeb.Testing;
using FluentValidation;
using Xunit;

namespace CrmWeb.Tests.Core.Formats;

[Trait("Category", "Pure")]
public sealed class PhoneCaseTests
{
    [Fact]
    public void Every_number_is_compared_by_its_key_and_dials_its_extension()
    {
        foreach (var phone in PhoneCases.All)
        {
            Assert.Equal(phone.Key, PhoneNumber.Key(phone.Typed));
            Assert.Equal(phone.Dial, PhoneNumber.Dial(phone.Typed));
            Assert.Equal(phone.Key, PhoneNumber.Key(PhoneNumber.Shown(phone.Typed)));
            Assert.Equal(phone.Dial, PhoneNumber.Dial(PhoneNumber.Shown(phone.Typed)));
        }
    }

    [Theory]
    [InlineData("00852-23456789", "+852 2345 6789")]
    [InlineData("＋８８６９１２３４５６７８", "+886 912 345 678")]
    [InlineData("+853 28881234", "+853 2888 1234")]
    [InlineData("(+44) 020 7946 0958", "+44 20 7946 0958")]
    [InlineData("021-68881234转801", "021-68881234转801")]
    [InlineData("13800138000", "13800138000")]
    public void A_foreign_number_is_shown_in_its_usual_form_and_one_of_the_mainland_as_typed(string typed, string shown) =>
        Assert.Equal(shown, PhoneNumber.Shown(typed));

    [Fact]
    public void What_is_no_number_of_the_mainland_nor_of_the_country_named_is_refused() =>
        Assert.All(PhoneCases.Refused, typed => Assert.Null(PhoneNumber.Key(typed)));

    [Fact]
    public void A_mobile_number_of_the_mainland_is_as_strict_with_a_country_code_as_without()
    {
        Assert.All(Enumerable.Range(0, 200), i =>
        {
            var digits = $"1{i % 10}8{new Random(i).Next(0, 100_000_000):D8}"[..(9 + (i % 3))];
            Assert.Equal(PhoneNumber.TryParseMobile(digits, out _), PhoneNumber.TryParseMobileOrForeign($"+86 {digits}", out _));
        });
    }
}

/// <summary>The form tells how a number is typed.</summary>
public sealed class PhoneMessageTests(CoreFixture app) : IClassFixture<CoreFixture>
{
    [Theory]
    [InlineData("13800138", null, "Contacts[0].Mobile", "+852")]
    [InlineData(null, "68881234", "Contacts[0].Landline", "021-61234567")]
    [InlineData(null, "021-68881234转", "Contacts[0].Landline", "801")]
    public async Task The_message_says_how(string? mobile, string? landline, string field, string how)
    {
        var form = Forms.Customer("号码提示仪表有限公司");
        (form.Contacts[0].Mobile, form.Contacts[0].Landline) = (mobile, landline);
        var refused = await Assert.ThrowsAsync<ValidationException>(() => app.RegisterAsync(Who.RepEast, form));
        var failure = Assert.Single(refused.Errors);
        Assert.Equal(field, failure.PropertyName);
        Assert.Contains(how, failure.ErrorMessage);
    }
}
