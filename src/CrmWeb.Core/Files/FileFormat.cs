using System.Collections.Frozen;
using System.Text;

namespace CrmWeb.Core.Files;

/// <summary>How a file is shown without being downloaded.</summary>
public enum PreviewWay
{
    /// <summary>Not at all.</summary>
    None,
    Picture,
    Pdf,
    Text,

    /// <summary>Rows and columns of a text.</summary>
    Table,
}

/// <summary>A kind of content: by which endings it goes, and how its first bytes look.</summary>
/// <param name="Code">Stable; stored with each version.</param>
/// <param name="Fits">Whether content that begins so can be of this format.</param>
public sealed record FileFormat(string Code, PreviewWay Preview, IReadOnlyList<string> Endings, FileFormat.Begins Fits)
{
    /// <summary>As many bytes as are looked at.</summary>
    public const int HeadBytes = 4096;

    /// <param name="head">The first bytes, at most <see cref="HeadBytes"/>.</param>
    public delegate bool Begins(ReadOnlySpan<byte> head);

    /// <summary>Everything that can be allowed. What a browser would run (pages, drawings with script, programs) is not among it.</summary>
    public static IReadOnlyList<FileFormat> All { get; } =
    [
        new("pdf", PreviewWay.Pdf, [".pdf"], head => head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0),
        new("word", PreviewWay.None, [".docx", ".doc", ".wps"], IsOffice),
        new("excel", PreviewWay.None, [".xlsx", ".xls", ".et"], IsOffice),
        new("slides", PreviewWay.None, [".pptx", ".ppt", ".dps"], IsOffice),
        new("ofd", PreviewWay.None, [".ofd"], IsZip),
        new("jpeg", PreviewWay.Picture, [".jpg", ".jpeg"], head => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])),
        new("png", PreviewWay.Picture, [".png"], head => head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])),
        new("gif", PreviewWay.Picture, [".gif"], head => head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)),
        new("webp", PreviewWay.Picture, [".webp"], head => head.StartsWith("RIFF"u8) && head.Length > 12 && head[8..].StartsWith("WEBP"u8)),
        new("bmp", PreviewWay.Picture, [".bmp"], head => head.StartsWith("BM"u8)),
        new("heic", PreviewWay.None, [".heic", ".heif"], IsMovie),
        new("tiff", PreviewWay.None, [".tif", ".tiff"], head => head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8)),
        new("text", PreviewWay.Text, [".txt", ".md", ".log"], IsText),
        new("csv", PreviewWay.Table, [".csv", ".tsv"], IsText),
        new("mail", PreviewWay.None, [".eml", ".msg"], head => IsOle(head) || IsText(head)),
        new("archive", PreviewWay.None, [".zip", ".rar", ".7z"], head => IsZip(head) || head.StartsWith("Rar!"u8) || head.StartsWith((ReadOnlySpan<byte>)[(byte)'7', (byte)'z', 0xBC, 0xAF])),
        new("audio", PreviewWay.None, [".mp3", ".m4a", ".wav", ".amr"], head => head.StartsWith("ID3"u8) || head.StartsWith("RIFF"u8) || head.StartsWith("#!AMR"u8) || IsMovie(head) || (head.Length > 1 && head[0] == 0xFF && head[1] >= 0xE0)),
        new("video", PreviewWay.None, [".mp4", ".mov"], IsMovie),
    ];

    private static readonly FrozenDictionary<string, FileFormat> ByCode = All.ToFrozenDictionary(f => f.Code);

    private static readonly FrozenDictionary<string, FileFormat> ByEnding = All.SelectMany(f => f.Endings, (format, ending) => (format, ending))
        .ToFrozenDictionary(p => p.ending, p => p.format, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a code of a format that is gone.</summary>
    public static FileFormat? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>By the last ending of a name; null where no format goes by it.</summary>
    public static FileFormat? OfName(string name) => ByEnding.GetValueOrDefault(Path.GetExtension(name));

    private static bool IsOffice(ReadOnlySpan<byte> head) => IsZip(head) || IsOle(head);

    private static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8) || head.StartsWith("PK\x05\x06"u8);

    private static bool IsOle(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    private static bool IsMovie(ReadOnlySpan<byte> head) => head.Length > 12 && head[4..].StartsWith("ftyp"u8);

    /// <summary>Without NUL, but for what begins with the mark of UTF-16.</summary>
    private static bool IsText(ReadOnlySpan<byte> head) =>
        head.StartsWith(Encoding.Unicode.Preamble) || head.StartsWith(Encoding.BigEndianUnicode.Preamble) || !head.Contains((byte)0);
}
