using CrmWeb.Core.Organization.SignIn;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.SignIn;

[Trait("Category", "Pure")]
public sealed class CommonPasswordsTests
{
    [Theory]
    [InlineData("12345678")]
    [InlineData("password")]
    [InlineData("Password1")]
    [InlineData("PASSWORD123")]
    [InlineData("qwertyuiop")]
    [InlineData("1qaz2wsx")]
    [InlineData("woaini1314")]
    [InlineData("a123456789")]
    [InlineData("5201314a")]
    [InlineData("P@ssw0rd")]
    [InlineData("admin888")]
    [InlineData("zhangwei123")]
    public void Well_known_passwords_are_in_the_list(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("")]
    [InlineData("123456")]
    [InlineData("Demo#2026")]
    [InlineData("correct horse battery staple")]
    [InlineData("kT7-vessel-Maple")]
    public void Other_passwords_are_not(string password) => Assert.False(CommonPasswords.Contains(password));

    [Fact]
    public void The_list_holds_three_thousand_passwords() => Assert.True(CommonPasswords.Count >= 3000, $"only {CommonPasswords.Count}");
}
