using CrmWeb.TagHelpers;
using Xunit;

namespace CrmWeb.Tests.TagHelpers;

[Trait("Category", "Pure")]
public sealed class ListTagHelperTests
{
    [Theory]
    [InlineData(1, 1, "1")]
    [InlineData(1, 9, "1 2 3 9")]
    [InlineData(5, 62, "1 3 4 5 6 7 62")]
    [InlineData(62, 62, "1 60 61 62")]
    public void The_pager_shows_both_ends_and_the_neighbours(int page, int last, string expected) =>
        Assert.Equal(expected, string.Join(' ', PagerTagHelper.Numbers(page, last)));

    [Theory]
    [InlineData("陈晓东", "晓东")]
    [InlineData("张伟", "张伟")]
    [InlineData("欧阳娜娜", "娜娜")]
    [InlineData("John Smith", "JS")]
    [InlineData("admin", "A")]
    [InlineData("  ", "")]
    public void Initials_are_the_given_name_in_Chinese_and_first_letters_elsewhere(string name, string expected) =>
        Assert.Equal(expected, InitialsTagHelper.Initials(name));
}
