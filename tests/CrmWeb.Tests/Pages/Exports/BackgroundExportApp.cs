using CrmWeb.Core.Files.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CrmWeb.Tests.Pages.Exports;

/// <summary>The exporting company where a hundred rows are too many to be waited for, on a storage that can be disturbed.</summary>
public sealed class BackgroundExportApp : ExportingApp
{
    public const int DirectRows = 100;

    public const int MostWaiting = 5;

    internal DisturbedStore Store { get; private set; } = null!;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Exports:DirectRows", $"{DirectRows}").UseSetting("Exports:MostWaiting", $"{MostWaiting}")
            .ConfigureTestServices(services => services.AddSingleton<IFileStore>(p => Store = new DisturbedStore(ActivatorUtilities.CreateInstance<FolderFileStore>(p))));
    }
}

/// <summary>A storage that fills up, and during whose work something else happens.</summary>
internal sealed class DisturbedStore(IFileStore store) : IFileStore
{
    /// <summary>After so many bytes the disk is full; null where it never is.</summary>
    public int? Room { get; set; }

    /// <summary>What happens when all of a content is written and not kept yet.</summary>
    public Func<Task>? Meanwhile { get; set; }

    public IncomingFile Begin()
    {
        var incoming = store.Begin();
        return Room is { } room ? new IncomingFile(incoming.Path, new FullDisk(incoming.Content, room)) : incoming;
    }

    public async Task SealAsync(IncomingFile incoming, CancellationToken ct)
    {
        await store.SealAsync(incoming, ct);
        if (Meanwhile is { } happens)
        {
            Meanwhile = null;
            await happens();
        }
    }

    public Task KeepAsync(IncomingFile incoming, string name, CancellationToken ct) => store.KeepAsync(incoming, name, ct);

    public Stream? Open(string name) => store.Open(name);

    public void Remove(string name) => store.Remove(name);

    public IEnumerable<StoredFile> All() => store.All();

    private sealed class FullDisk(Stream disk, int room) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => disk.Length;

        public override long Position
        {
            get => disk.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (disk.Position + count > room)
                throw new IOException("No space left on device");
            disk.Write(buffer, offset, count);
        }

        public override void Flush() => disk.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                disk.Dispose();
            base.Dispose(disposing);
        }
    }
}
