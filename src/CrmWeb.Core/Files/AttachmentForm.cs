namespace CrmWeb.Core.Files;

/// <summary>Where a file that is sent belongs.</summary>
public sealed class UploadForm
{
    public int Customer { get; set; }

    public int? Contact { get; set; }

    public int? FollowUp { get; set; }

    /// <summary>Code of the kind; empty for the one without a name of its own (其他).</summary>
    public string? Kind { get; set; }

    /// <summary>Key of the follow-up's form the file was chosen in, which is not saved yet.</summary>
    public Guid? FormKey { get; set; }

    /// <summary>Of this form and file: sent twice it is kept once.</summary>
    public Guid CreationKey { get; set; }
}

/// <summary>What people change of a file.</summary>
public sealed class AttachmentForm
{
    public string? Name { get; set; }

    public string? Kind { get; set; }

    public Guid Version { get; set; }
}

/// <summary>Kinds of files that the program itself names.</summary>
public static class FileKinds
{
    /// <summary>其他.</summary>
    public const string Other = "other";
}
