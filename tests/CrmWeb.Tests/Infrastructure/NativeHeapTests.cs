using System.Runtime.InteropServices;
using CrmWeb.Infrastructure.Startup;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>Memory of the C library.</summary>
public sealed class NativeHeapTests
{
    private const int Blocks = 20_000;
    private const int BlockBytes = 1_000;

    [Fact]
    public void Freed_memory_below_what_is_still_used_goes_back_where_glibc_is()
    {
        List<nint> blocks = [];
        for (var i = 0; i < Blocks; i++)
            blocks.Add(Marshal.AllocHGlobal(BlockBytes));
        foreach (var block in blocks.SkipLast(1))
            Marshal.FreeHGlobal(block);

        var gaveBack = NativeHeap.GiveBack();

        Marshal.FreeHGlobal(blocks[^1]);
        Assert.Equal(OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal), gaveBack);
    }
}
