using CrmWeb.Core.Files;
using Xunit;

namespace CrmWeb.Tests.Core.Files;

[Trait("Category", "Pure")]
public sealed class FileNameTests
{
    [Theory]
    [InlineData("报价单（最终版）·𠮷野.pdf", "报价单（最终版）·𠮷野.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData(@"..\..\windows\合同.pdf", "合同.pdf")]
    [InlineData(@"D:\资料\合同.pdf", "合同.pdf")]
    [InlineData("报价\0单.pdf", "报价单.pdf")]
    [InlineData("报价\u202Efdp.exe", "报价fdp.exe")]
    [InlineData("合同.pdf.", "合同.pdf")]
    [InlineData("合同.pdf . .", "合同.pdf")]
    [InlineData("a.aspx::$DATA", "a.aspx__$DATA")]
    [InlineData("\"><svg onload=alert(1)>.png", "___svg onload=alert(1)_.png")]
    [InlineData("NUL.txt", "_NUL.txt")]
    [InlineData("com9.txt", "_com9.txt")]
    [InlineData("LPT5.pdf", "_LPT5.pdf")]
    [InlineData("COM0.txt", "COM0.txt")]
    [InlineData("第一行\r\n第二行.txt", "第一行第二行.txt")]
    [InlineData("..", "")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void A_name_is_kept_as_every_system_can_have_it(string? given, string kept) => Assert.Equal(kept, FileNames.Clean(given));

    [Fact]
    public void A_name_that_is_too_long_is_cut_before_its_ending_and_parts_no_character()
    {
        var kept = FileNames.Clean(new string('文', 300) + ".pdf");
        Assert.Equal(new string('文', Attachment.NameMax - 4) + ".pdf", kept);

        var pairs = FileNames.Clean("x" + string.Concat(Enumerable.Repeat("𠮷", 200)) + ".pdf");
        Assert.Equal(".pdf", Path.GetExtension(pairs));
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(pairs)));
        Assert.True(pairs.Length <= Attachment.NameMax);
    }

    [Fact]
    public void What_goes_into_one_archive_has_different_names() =>
        Assert.Equal(["合同.pdf", "合同 (2).pdf", "合同 (3).PDF", "报价.csv"], FileNames.Distinct(["合同.pdf", "合同.pdf", "合同.PDF", "报价.csv"]));

    [Theory]
    [InlineData("照片.html", null)]
    [InlineData("图.svg", null)]
    [InlineData("a.ASPX", null)]
    [InlineData("a.cshtml", null)]
    [InlineData("a.exe", null)]
    [InlineData("没有扩展名", null)]
    [InlineData("a.pdf.exe", null)]
    [InlineData("照片.JPG", "jpeg")]
    [InlineData("合同.docx", "word")]
    public void A_format_goes_by_the_last_ending_and_what_a_browser_would_run_has_none(string name, string? format) => Assert.Equal(format, FileFormat.OfName(name)?.Code);
}
