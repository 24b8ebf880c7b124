using System.Text;
using CrmWeb.Infrastructure.Logging;
using Xunit;

namespace CrmWeb.Tests.Infrastructure.Logs;

[Trait("Category", "Pure")]
public sealed class LogTextTests
{
    [Theory]
    [InlineData("/a\n12:00:00 INF Forged", @"/a\u000A12:00:00 INF Forged")]
    [InlineData("/\r\n", @"/\u000D\u000A")]
    [InlineData("/\u001b[31mred\u0007", @"/\u001B[31mred\u0007")]
    [InlineData("/\u0085\u2028\u2029", @"/\u0085\u2028\u2029")]
    [InlineData("/\u202eabc\u2066", @"/\u202Eabc\u2066")]
    [InlineData("/\ufeff\u200b", @"/\uFEFF\u200B")]
    [InlineData("/\ufffe\0", @"/\uFFFE\u0000")]
    [InlineData("/\U000E0041", @"/\uDB40\uDC41")]
    [InlineData("/客户/😀", "/客户/😀")]
    public void What_forges_or_colours_a_line_is_written_as_an_escape(string typed, string written) =>
        Assert.Equal(written, LogText.Of(typed, 200));

    [Fact]
    public void Half_a_pair_is_written_as_an_escape() => Assert.Equal(@"/\uD800x", LogText.Of("/" + (char)0xD800 + "x", 200));

    [Theory]
    [InlineData("arguments (c2c08d9fa8d842e8ae98e98f434323d1, token)", "c2c08d9f")]
    [InlineData("GET /calendar/0123456789abcdef0123456789abcdef.ics answered", "0123456789abcdef")]
    [InlineData("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc-4bc4", "693axxx6")]
    [InlineData("https://oapi.dingtalk.com/robot/send?access_token=66e1aabb&timestamp=1&sign=Zm9v", "66e1aabb")]
    [InlineData("https://oapi.dingtalk.com/robot/x?timestamp=1&sign=Zm9vYmFy", "Zm9vYmFy")]
    [InlineData("https://open.feishu.cn/open-apis/bot/v2/hook/1f5c2a7e-aaaa", "1f5c2a7e")]
    [InlineData("Host=db;Username=crm;Password=geheim!123;Database=crm", "geheim!123")]
    [InlineData("Server=.;User Id=sa;Pwd=geheim!123", "geheim!123")]
    [InlineData("Cookie: __Host-crm=CfDJ8AbCdEf-_123", "CfDJ8AbCdEf")]
    [InlineData("__RequestVerificationToken=CfDJ8AbCdEf", "CfDJ8AbCdEf")]
    [InlineData("token=CfDJ8AbC%2BdEf", "dEf")]
    [InlineData("Authorization: Bearer abcdef123456", "abcdef123456")]
    [InlineData("Basic dXNlcjpwYXNz in a header", "dXNlcjpwYXNz")]
    [InlineData("{\"password\":\"geheim123\",\"x\":1}", "geheim123")]
    [InlineData("{\"AccessKeySecret\": \"geheim123\"}", "geheim123")]
    [InlineData("Form.NewPassword=geheim123&x=1", "geheim123")]
    public void A_secret_does_not_survive(string text, string secret) => Assert.DoesNotContain(secret, LogText.Of(text, 1000), StringComparison.Ordinal);

    [Theory]
    [InlineData("/customers/17/edit")]
    [InlineData("A key ring was found")]
    [InlineData("SQLite Error 19: 'UNIQUE constraint failed: Customers.Number'.")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, LogText.Of(text, 200));

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public void Nothing_is_longer_than_it_may_be_and_no_character_is_parted(int most)
    {
        foreach (var text in new[] { new string('x', 9000), new string('汉', 9000), string.Concat(Enumerable.Repeat("𠮷", 4000)), new string('\u001b', 9000) })
        {
            var cut = LogText.Of(text, most);
            Assert.InRange(Encoding.UTF8.GetByteCount(cut), 1, most);
            Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)));
        }
    }

    [Fact]
    public void No_line_of_an_exception_passes_for_an_entry() =>
        Assert.All(LogText.Lines("Bad: x\n12:00:00 INF Forged\r\n12:00:01 ERR Forged", 1000).Split('\n').Skip(1), line => Assert.StartsWith("   ", line, StringComparison.Ordinal));
}
