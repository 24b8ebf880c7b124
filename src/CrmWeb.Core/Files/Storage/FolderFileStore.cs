using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Setup;

namespace CrmWeb.Core.Files.Storage;

/// <summary>Contents as files of the data folder, outside of whatever is served; readable for the program's own account alone.</summary>
internal sealed class FolderFileStore(DatabaseSettings settings) : IFileStore
{
    private const string Ending = ".part";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Root => Path.Combine(settings.DataFolder, "files");

    private string IncomingFolder => Path.Combine(Root, "incoming");

    public IncomingFile Begin()
    {
        PrivateFolder.Create(IncomingFolder);
        var path = Path.Combine(IncomingFolder, Guid.NewGuid().ToString("N") + Ending);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        return new IncomingFile(path, new FileStream(path, options));
    }

    public async Task SealAsync(IncomingFile incoming, CancellationToken ct)
    {
        await incoming.Content.FlushAsync(ct);
        ((FileStream)incoming.Content).Flush(flushToDisk: true);
    }

    public async Task KeepAsync(IncomingFile incoming, string name, CancellationToken ct)
    {
        await incoming.Content.DisposeAsync();
        var target = PathOf(name);
        PrivateFolder.Create(Path.GetDirectoryName(target)!);
        File.Move(incoming.Path, target);
    }

    public Stream? Open(string name)
    {
        try
        {
            return new FileStream(PathOf(name), new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public void Remove(string name)
    {
        var path = name.EndsWith(Ending, StringComparison.Ordinal) ? Path.Combine(IncomingFolder, name) : PathOf(name);
        if (File.Exists(path))
            File.Delete(path);
    }

    public IEnumerable<StoredFile> All() => !Directory.Exists(Root)
        ? []
        : new DirectoryInfo(Root).EnumerateFiles("*", SearchOption.AllDirectories).Select(f => new StoredFile(f.Name, f.Extension != Ending, f.LastWriteTimeUtc));

    /// <summary>In one of 256 folders, by the beginning of the name.</summary>
    private string PathOf(string name) => name.Length >= AttachmentVersion.StoredNameLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
        ? Path.Combine(Root, name[..2], name)
        : throw new ArgumentException("No name of the storage.", nameof(name));
}
