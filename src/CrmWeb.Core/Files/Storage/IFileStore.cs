namespace CrmWeb.Core.Files.Storage;

/// <summary>Where the contents of files lie, under random names.</summary>
public interface IFileStore
{
    /// <summary>A new content that nobody finds before it is kept.</summary>
    /// <exception cref="IOException">The place is away or full.</exception>
    IncomingFile Begin();

    /// <summary>Has what was written lie on the disk before anything relies on it. It may take long: never in a transaction.</summary>
    /// <exception cref="IOException">The place is away or full.</exception>
    Task SealAsync(IncomingFile incoming, CancellationToken ct);

    /// <summary>Puts what was sealed in its place, which takes no time.</summary>
    /// <exception cref="IOException">The place is away or full.</exception>
    Task KeepAsync(IncomingFile incoming, string name, CancellationToken ct);

    /// <returns>Null where there is no such content.</returns>
    Stream? Open(string name);

    /// <summary>Takes a content away; one that is gone already is no fault.</summary>
    void Remove(string name);

    /// <summary>Everything there is, what is still being written too.</summary>
    IEnumerable<StoredFile> All();
}

/// <summary>Rows that name contents of the storage: those of attachments, and of whatever else lies there.</summary>
public interface IStoredContents
{
    /// <summary>Which of these names a row has.</summary>
    Task<IReadOnlyCollection<string>> KnownAsync(IReadOnlyCollection<string> names, CancellationToken ct);
}

/// <summary>A content in the storage.</summary>
/// <param name="IsKept">It is in its place; otherwise somebody writes it, or began to.</param>
/// <param name="At">Last written, UTC.</param>
public sealed record StoredFile(string Name, bool IsKept, DateTime At);

/// <summary>A content on its way in. What is not kept by the time it is disposed of is taken away.</summary>
public sealed class IncomingFile(string path, Stream content) : IAsyncDisposable
{
    public Stream Content => content;

    public string Path => path;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await content.DisposeAsync();
        }
        finally
        {
            File.Delete(path);
        }
    }
}
