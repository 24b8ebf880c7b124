namespace CrmWeb;

/// <content>The addresses of files.</content>
public static partial class CrmLinks
{
    /// <summary>All files of a customer.</summary>
    /// <param name="kind">Code of a kind of files.</param>
    public static string CustomerFiles(int customer, string? kind = null, bool bin = false) =>
        $"/customers/{customer}/files" + (kind, bin) switch
        {
            (null, false) => "",
            (null, true) => "?bin=true",
            (_, false) => $"?kind={Uri.EscapeDataString(kind)}",
            _ => $"?kind={Uri.EscapeDataString(kind)}&bin=true",
        };

    /// <summary>Several of them in one archive; the form adds which.</summary>
    public static string CustomerArchive(int customer) => $"/customers/{customer}/files/archive";

    /// <summary>Where every file is sent to.</summary>
    public static string UploadFiles() => "/files/upload";

    /// <inheritdoc cref="UploadFiles()"/>
    /// <param name="form">Key of a follow-up's form that is not saved yet.</param>
    public static string UploadFiles(int customer, int? contact = null, int? followUp = null, Guid? form = null) =>
        $"{UploadFiles()}?customer={customer}"
        + (contact is null ? "" : $"&contact={contact}") + (followUp is null ? "" : $"&followUp={followUp}") + (form is null ? "" : $"&form={form}");

    /// <summary>Puts another content in the place of a file's.</summary>
    public static string ReplaceFile(int customer, Guid key) => $"{UploadFiles()}?customer={customer}&file={key}";

    /// <summary>A file's page, with its preview.</summary>
    public static string File(Guid key) => $"/files/{key}";

    public static string BinFile(Guid key) => $"/files/{key}?handler=bin";

    public static string RestoreFile(Guid key) => $"/files/{key}?handler=restore";

    /// <param name="version">An older one; null for the one that counts.</param>
    public static string DownloadFile(Guid key, int? version = null) => $"/files/{key}/download" + (version is null ? "" : $"?version={version}");

    /// <summary>A document as the browser itself shows it.</summary>
    public static string ShowFile(Guid key) => $"/files/{key}/shown";

    /// <param name="version">Of the content, so that another one is asked for anew.</param>
    public static string FilePicture(Guid key, int version, bool small) => $"/files/{key}/picture?version={version}{(small ? "&small=true" : "")}";

    /// <summary>How large files may be and of which formats.</summary>
    public static string FileSettings() => "/admin/files";
}
