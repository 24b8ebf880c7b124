using CrmWeb.Core.Formats;
using Xunit;

namespace CrmWeb.Tests.Core.Formats;

[Trait("Category", "Pure")]
public sealed class CreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>Codes of public companies.</summary>
    public static TheoryData<string> RealCodes { get; } = new(
        "914403001922038216", "91440300192317458F", "9144030071526726XG", "91440400192548256N", "91100000100003962T",
        "91110108551385082Q", "91330100799655058B", "91440606722473344C", "91370200264574251E", "9144030027939873X7");

    [Theory]
    [MemberData(nameof(RealCodes))]
    public void Codes_of_real_companies_are_valid(string code)
    {
        Assert.Equal(CreditCodeResult.Valid, CreditCode.Check(code));
        Assert.True(CreditCode.InnerCodeLooksRight(code));
    }

    [Fact]
    public void The_often_printed_example_is_wrong_in_its_last_character()
    {
        Assert.Equal(CreditCodeResult.WrongCharacter, CreditCode.Check("91350100M000100Y4Z"));
        Assert.Equal(CreditCodeResult.Valid, CreditCode.Check("91350100M000100Y43"));
    }

    [Theory]
    [InlineData("914403001922038216")]
    [InlineData("91440300192317458F")]
    [InlineData("9144030071526726XG")]
    public void Every_single_mistyped_character_is_found(string code)
    {
        var tried = 0;
        for (var at = 0; at < CreditCode.Length; at++)
        {
            foreach (var other in Alphabet.Where(c => c != code[at]))
            {
                var mistyped = code[..at] + other + code[(at + 1)..];
                Assert.NotEqual(CreditCodeResult.Valid, CreditCode.Check(mistyped));
                tried++;
            }
        }

        Assert.Equal(18 * 30, tried);
    }

    [Theory]
    [InlineData(null, CreditCodeResult.WrongLength)]
    [InlineData("", CreditCodeResult.WrongLength)]
    [InlineData("91440300192203821", CreditCodeResult.WrongLength)]
    [InlineData("9144030019220382166", CreditCodeResult.WrongLength)]
    [InlineData("440300192203821", CreditCodeResult.WrongLength)]
    [InlineData("9I4403001922038216", CreditCodeResult.WrongCharacter)]
    [InlineData("9144O3001922038216", CreditCodeResult.WrongCharacter)]
    [InlineData("9144A3001922038216", CreditCodeResult.WrongCharacter)]
    [InlineData("91440300192203821-", CreditCodeResult.WrongCharacter)]
    [InlineData("91440300192203821中", CreditCodeResult.WrongCharacter)]
    [InlineData("914403001922038217", CreditCodeResult.WrongCheckDigit)]
    [InlineData("  9144 0300 1922 0382 16 ", CreditCodeResult.Valid)]
    [InlineData("91440300192317458f", CreditCodeResult.Valid)]
    [InlineData("９１４４０３００１９２３１７４５８Ｆ", CreditCodeResult.Valid)]
    public void The_result_says_what_is_wrong(string? typed, CreditCodeResult expected) =>
        Assert.Equal(expected, CreditCode.Check(typed));

    [Fact]
    public void A_code_is_stored_half_width_and_upper_case() =>
        Assert.Equal("91440300192317458F", CreditCode.Normalize(" ９１４４０３００１９２３１７４５８ｆ\u200B"));

    [Theory]
    [InlineData("914403001922038316")]
    [InlineData("91350100M000100Y")]
    [InlineData("91350100中000100Y43")]
    [InlineData(null)]
    public void An_irregular_inner_code_is_noticed(string? code) => Assert.False(CreditCode.InnerCodeLooksRight(code));

    [Fact]
    public void Generated_codes_are_valid_inside_and_out()
    {
        var random = new Random(20261122);
        var codes = Enumerable.Range(0, 1000).Select(_ => CreditCode.Generate(random, "310115")).ToList();

        Assert.All(codes, code =>
        {
            Assert.StartsWith("91310115MA", code);
            Assert.Equal(CreditCodeResult.Valid, CreditCode.Check(code));
            Assert.True(CreditCode.InnerCodeLooksRight(code));
        });
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Theory]
    [InlineData("31011")]
    [InlineData("31O115")]
    public void A_code_is_generated_for_a_region_of_six_digits_only(string region) =>
        Assert.Throws<ArgumentException>(() => CreditCode.Generate(new Random(1), region));
}
