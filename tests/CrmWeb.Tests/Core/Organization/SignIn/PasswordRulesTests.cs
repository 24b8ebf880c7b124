using CrmWeb.Core.Organization;
using CrmWeb.Core.Organization.Accounts;
using CrmWeb.Core.Organization.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Xunit;

namespace CrmWeb.Tests.Core.Organization.SignIn;

[Trait("Category", "Pure")]
public sealed class PasswordRulesTests
{
    private readonly PasswordRules rules = new(
        Options.Create(new CompanyWords { Words = ["恒锐精密", "hengrui", null] }),
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizer<OrganizationText>>());

    [Theory]
    [InlineData("river quiet stone")]
    [InlineData("纸船漂过三条小河")]
    [InlineData("xq7vTm2p")]
    [InlineData("aaaabbbbcccc")]
    public void Any_kind_of_characters_will_do(string password) => Assert.Null(rules.Objection(password, "wang.haitao", "E1001"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("xq7vTm2")]
    [InlineData("password1")]
    [InlineData("Iloveyou")]
    [InlineData("woaini1314")]
    [InlineData("88888888")]
    [InlineData("abababababab")]
    [InlineData("Wang.Haitao!88")]
    [InlineData("e1001-harbour")]
    [InlineData("MyCrmWeb-login")]
    [InlineData("ＣＲＭＷｅｂ-harbour")]
    [InlineData("hengrui-harbour")]
    [InlineData("恒锐精密第一名")]
    public void What_is_easy_to_guess_is_refused(string? password) => Assert.NotNull(rules.Objection(password, "wang.haitao", "E1001"));

    [Fact]
    public void A_password_has_128_characters_at_most()
    {
        var longest = string.Concat(Enumerable.Repeat("quietly!", 16));
        Assert.Null(rules.Objection(longest, "li", null));
        Assert.NotNull(rules.Objection(longest + "x", "li", null));
    }

    [Fact]
    public void A_short_user_name_may_occur_by_chance() => Assert.Null(rules.Objection("limestone-harbour", "li", "001"));

    [Fact]
    public void Initial_passwords_keep_the_rules_and_differ()
    {
        var made = Enumerable.Range(0, 200).Select(_ => InitialPassword.Generate()).ToList();
        Assert.Equal(made.Count, made.Distinct().Count());
        Assert.All(made, password => Assert.Null(rules.Objection(password, "wang.haitao", "E1001")));
    }
}
