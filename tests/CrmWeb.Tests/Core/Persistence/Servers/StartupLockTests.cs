using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Servers;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Persistence.Servers;

public sealed class InterruptedStart : CoreFixture
{
    public Interruptions Interruptions { get; } = new();

    protected override IEnumerable<IInterceptor> Watching => [Interruptions];
}

/// <summary>Whoever does not get the lock, because it was told to end or because it cannot be had, keeps nothing of it.</summary>
public sealed class StartupLockTests(InterruptedStart app) : IClassFixture<InterruptedStart>
{
    /// <summary>More than taking it needs.</summary>
    private const int MostSteps = 40;

    [Fact]
    public async Task Told_to_end_at_any_step_of_taking_the_lock_a_start_keeps_no_connection()
    {
        var databases = app.Services.GetRequiredService<IDbContextFactory<CrmDbContext>>();
        var taken = 0;
        for (var step = 1; step < MostSteps && taken == 0; step++)
        {
            using var gone = new CancellationTokenSource();
            app.Interruptions.At(step, gone.Cancel);
            var own = await databases.CreateDbContextAsync(CancellationToken.None);
            var failure = await Record.ExceptionAsync(async () =>
            {
                await using var held = await StartupLock.TakeAsync(own, gone.Token);
                app.Interruptions.Stop();
            });
            taken += failure is null && app.Interruptions.Interrupted is null ? 1 : 0;
            Assert.Equal(0, app.Interruptions.Open);

            // SQLite knows no such lock: there taking it fails at the last step, which is as good a failure as any.
            if (app.Settings.Provider == DatabaseProvider.Sqlite && app.Interruptions.Interrupted is null)
                return;
        }

        Assert.Equal(1, taken);
    }
}
