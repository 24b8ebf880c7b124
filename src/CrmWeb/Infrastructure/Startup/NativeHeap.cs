using System.Runtime.InteropServices;

namespace CrmWeb.Infrastructure.Startup;

/// <summary>
/// The memory that the .NET runtime and SQLite take from the C library and not from the collector. Compiling at the start frees
/// some ten megabytes of it, and glibc keeps what is freed for later.
/// </summary>
public static class NativeHeap
{
    private static readonly MallocTrim? Trim = Find();

    /// <summary>glibc's <c>malloc_trim(3)</c>: the bytes to leave free at the top; 1 when it gave something back.</summary>
    private delegate int MallocTrim(nuint pad);

    /// <summary>Gives free memory back to the system; does nothing where the C library cannot.</summary>
    /// <returns>Whether anything was given back.</returns>
    public static bool GiveBack() => Trim?.Invoke(0) is 1;

    private static MallocTrim? Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out var address)
            ? Marshal.GetDelegateForFunctionPointer<MallocTrim>(address)
            : null;
}
