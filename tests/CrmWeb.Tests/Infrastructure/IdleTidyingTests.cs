using CrmWeb.Infrastructure.Startup;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>When memory is given back.</summary>
public sealed class IdleTidyingTests : IDisposable
{
    private readonly IdleTidying tidying = new(TimeProvider.System);
    private long allocated;

    [Fact]
    public void It_waits_while_there_is_work_and_comes_once_when_it_is_quiet()
    {
        Assert.False(After(IdleTidying.WorthwhileBytes));
        Assert.False(After(IdleTidying.QuietBytes));
        Assert.True(After(IdleTidying.QuietBytes - 1));
        Assert.False(After(0));
    }

    [Fact]
    public void It_does_not_come_for_what_the_jobs_alone_leave_behind()
    {
        Assert.False(After(IdleTidying.WorthwhileBytes));
        Assert.True(After(0));
        for (var left = IdleTidying.WorthwhileBytes - 1; left > 0; left -= IdleTidying.QuietBytes - 1)
            Assert.False(After(Math.Min(left, IdleTidying.QuietBytes - 1)));
        Assert.True(After(1));
    }

    public void Dispose() => tidying.Dispose();

    private bool After(long more) => tidying.IsTime(allocated += more);
}
