using CrmWeb.Core.Persistence.ChangeLog;

namespace CrmWeb.Core.Files.Settings;

/// <summary>How large files may be and of which formats. One row; none before somebody changes it.</summary>
public sealed class FileSettings : IAudited
{
    /// <summary>The id of the only row.</summary>
    public const int OnlyId = 1;

    public const int FormatsMax = 400;

    /// <summary>Largest upload where nobody has said otherwise, in megabytes (1,048,576 bytes).</summary>
    public const int UsualMegabytes = 100;

    /// <summary>What can be set at most, in megabytes.</summary>
    public const int MostMegabytes = 2000;

    private FileSettings()
    {
    }

    internal FileSettings(int megabytes, IEnumerable<string> formats)
    {
        Id = OnlyId;
        Change(megabytes, formats);
    }

    public int Id { get; private set; }

    /// <summary>Most that is sent at once, in megabytes.</summary>
    public int Megabytes { get; private set; }

    /// <summary>Codes of the formats that are taken, with commas between.</summary>
    public string Formats { get; private set; } = "";

    [NotAudited]
    public Guid Version { get; private set; }

    string IAudited.RootType => nameof(FileSettings);

    int IAudited.RootId => Id;

    internal void Change(int megabytes, IEnumerable<string> formats) => (Megabytes, Formats, Version) = (megabytes, string.Join(',', formats), Guid.NewGuid());
}

/// <summary>What holds now.</summary>
/// <param name="Version">Empty where nobody has said anything yet.</param>
public sealed record FileLimits(int Megabytes, IReadOnlyList<FileFormat> Formats, Guid Version)
{
    private const long Megabyte = 1024 * 1024;

    public static FileLimits Usual { get; } = new(FileSettings.UsualMegabytes, FileFormat.All, Guid.Empty);

    /// <summary>Most bytes of one file.</summary>
    public long MostBytes => Megabytes * Megabyte;

    /// <summary>The endings that are taken, as a form's accept says them.</summary>
    public string Endings => string.Join(',', Formats.SelectMany(f => f.Endings));
}
