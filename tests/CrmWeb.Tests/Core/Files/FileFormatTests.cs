using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Preview;
using SkiaSharp;
using Xunit;

namespace CrmWeb.Tests.Core.Files;

/// <summary>What content is taken for, and what is made of it to look at.</summary>
[Trait("Category", "Pure")]
public sealed class FileFormatTests
{
    private const string Page = "<!DOCTYPE html><html><script>alert(1)</script></html>";

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("pdf")]
    [InlineData("word")]
    [InlineData("archive")]
    [InlineData("video")]
    public void A_page_under_another_ending_is_not_what_it_says(string format) => Assert.False(FileFormat.Find(format)!.Fits(Encoding.UTF8.GetBytes(Page)));

    [Fact]
    public void A_text_has_no_NUL_unless_its_mark_says_so()
    {
        var text = FileFormat.Find("text")!;
        Assert.True(text.Fits("会议纪要"u8));
        Assert.False(text.Fits("MZ\0\0"u8));
        Assert.True(text.Fits([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a")]));
    }

    [Theory]
    [InlineData("UTF-8", "客户,金额\n恒锐,100")]
    [InlineData("GB18030", "客户,金额\n恒锐,100")]
    [InlineData("UTF-16", "客户,金额\n恒锐,100")]
    public async Task A_text_is_read_in_the_encoding_it_was_written_in(string encoding, string written)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var how = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. encoding == "UTF-16" ? how.Preamble.ToArray() : [], .. how.GetBytes(written)];

        var read = await TextPreview.ReadAsync(new MemoryStream(bytes), CancellationToken.None);

        Assert.Equal(written, read.Text);
        Assert.Equal(encoding, read.Encoding);
        Assert.Equal([["客户", "金额"], ["恒锐", "100"]], read.Table(10, 10));
    }

    [Fact]
    public async Task A_long_text_is_cut_without_being_taken_for_another_encoding()
    {
        // A character of three bytes lies across the end of what is read.
        var read = await TextPreview.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("x" + new string('文', 200_000))), CancellationToken.None);

        Assert.True(read.IsCut);
        Assert.Equal("UTF-8", read.Encoding);
        Assert.StartsWith("x文文", read.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_in_quotes_hold_separators_and_lines_and_a_wide_table_is_cut()
    {
        var read = await TextPreview.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes("a,\"b, \"\"c\"\"\nd\",e,f\n1,2\n3")), CancellationToken.None);

        Assert.Equal([["a", "b, \"c\"\nd", "e"], ["1", "2"]], read.Table(2, 3));
    }

    [Fact]
    public void A_picture_is_drawn_anew_smaller_and_without_what_was_hidden_in_it()
    {
        using var bitmap = new SKBitmap(2000, 1000);
        bitmap.Erase(SKColors.Red);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        byte[] polyglot = [.. png.ToArray(), .. Encoding.UTF8.GetBytes(Page)];

        var drawn = Pictures.Draw(new MemoryStream(polyglot), 320)!;

        Assert.Equal([0xFF, 0xD8, 0xFF], drawn[..3]);
        Assert.DoesNotContain("script", Encoding.Latin1.GetString(drawn), StringComparison.Ordinal);
        using var shown = SKBitmap.Decode(drawn);
        Assert.Equal((320, 160), (shown.Width, shown.Height));
        Assert.True(shown.GetPixel(10, 10).Red > 240);
    }

    [Fact]
    public void A_picture_of_a_camera_held_sideways_stands_upright()
    {
        using var bitmap = new SKBitmap(400, 200);
        bitmap.Erase(SKColors.Blue);
        using (var canvas = new SKCanvas(bitmap))
            canvas.DrawRect(0, 0, 200, 200, new SKPaint { Color = SKColors.Red });
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);

        // Turned by 90° to the right (6): what is left becomes what is on top.
        using var shown = SKBitmap.Decode(Pictures.Draw(new MemoryStream(WithOrientation(jpeg.ToArray(), 6)), 320)!);

        Assert.Equal((160, 320), (shown.Width, shown.Height));
        Assert.True(shown.GetPixel(80, 20).Red > 200);
        Assert.True(shown.GetPixel(80, 300).Blue > 200);
    }

    [Fact]
    public void A_picture_of_a_hundred_million_points_is_not_unfolded()
    {
        // A PNG that says 10,000 × 10,000, of which the first row follows: what can be read of it would be shown.
        using MemoryStream row = new();
        using (var packed = new ZLibStream(row, CompressionLevel.Optimal, leaveOpen: true))
            packed.Write(new byte[1 + (10_000 * 3)]);
        byte[] png =
        [
            0x89, .. "PNG\r\n\x1A\n"u8, .. Chunk("IHDR", [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10, 8, 2, 0, 0, 0]), .. Chunk("IDAT", row.ToArray()), .. Chunk("IEND", []),
        ];
        using (var codec = SKCodec.Create(new MemoryStream(png)))
            Assert.Equal((10_000, 10_000), (codec.Info.Width, codec.Info.Height));

        Assert.Null(Pictures.Draw(new MemoryStream(png), 320));
    }

    /// <summary>A part of a PNG: length, name, content, CRC-32 of name and content.</summary>
    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] summed = [.. Encoding.ASCII.GetBytes(name), .. content];
        var crc = uint.MaxValue;
        foreach (var b in summed)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, ~crc);
        return [.. length, .. summed, .. sum];
    }

    /// <summary>With an Exif block that says nothing but how the camera was held.</summary>
    private static byte[] WithOrientation(byte[] jpeg, byte orientation) =>
    [
        0xFF, 0xD8, 0xFF, 0xE1, 0, 34, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        .. jpeg[2..],
    ];
}
