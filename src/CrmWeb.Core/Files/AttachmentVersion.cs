namespace CrmWeb.Core.Files;

/// <summary>What a file contained at one time. Nobody changes it any more.</summary>
public sealed class AttachmentVersion
{
    /// <summary>Length of the name in the storage, in characters.</summary>
    public const int StoredNameLength = 32;

    private AttachmentVersion()
    {
    }

    /// <param name="storedName">Random; the storage knows it by that.</param>
    /// <param name="size">Bytes.</param>
    /// <param name="format">Code of the <see cref="FileFormat"/> that its content has.</param>
    internal AttachmentVersion(string storedName, long size, string sha256, string format, int? uploadedById, DateTime uploadedAt)
    {
        (StoredName, Size, Sha256, Format, UploadedById, UploadedAt) = (storedName, size, sha256, format, uploadedById, uploadedAt);
    }

    public int Id { get; private set; }

    public int AttachmentId { get; private set; }

    /// <summary>From 1 on.</summary>
    public int Number { get; private set; }

    /// <summary>Random; under it the content lies in the storage.</summary>
    public string StoredName { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>Of the content, hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>Code of the format, as its content says.</summary>
    public string Format { get; private set; } = "";

    public int? UploadedById { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime UploadedAt { get; private set; }

    internal void Become(int number) => Number = number;
}
