using System.Globalization;
using CrmWeb.Infrastructure;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

public sealed class CountedWordsTests
{
    [Theory]
    [InlineData(1, "1 day")]
    [InlineData(0, "0 days")]
    [InlineData(2, "2 days")]
    [InlineData(11, "11 days")]
    [InlineData("1", "1 day")]
    [InlineData("20+", "20+ days")]
    public void The_word_goes_with_its_number(object number, string text) =>
        Assert.Equal(text, string.Format(new CountedWords(CultureInfo.GetCultureInfo("en")), "{0} {0:day|days}", number));

    [Fact]
    public void What_is_no_choice_of_words_is_formatted_as_ever() =>
        Assert.Equal("1,234.50 of 7", string.Format(new CountedWords(CultureInfo.GetCultureInfo("en")), "{0:n2} of {1}", 1234.5m, 7));
}
