using CrmWeb.Core.Access;
using CrmWeb.Core.Jobs;
using CrmWeb.Core.Notifications.Messages;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Core.Jobs;

/// <summary>What is kept of runs, and for how long.</summary>
public sealed class JobHistoryTests : IClassFixture<CoreFixture>, IAsyncLifetime
{
    private const string Job = "cleaning";
    private readonly CoreFixture app;

    public JobHistoryTests(CoreFixture app) => this.app = app;

    public Task InitializeAsync()
    {
        app.Clock.Now = TestClock.Start;
        return app.DbAsync(db => db.JobRuns.ExecuteDeleteAsync());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Runs_with_nothing_to_do_leave_one_line_an_hour()
    {
        for (var i = 0; i < 12; i++)
        {
            await RanAsync(i == 7 ? "runs=3" : null);
            app.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        // 10:00 … 10:50, then 11:00, the one that did something at 11:10, and 11:20 … 11:50.
        var runs = (await ReadAsync()).Runs.Rows;
        Assert.Equal([110, 70, 60, 50], runs.Select(r => (r.DueAt - TestClock.Start).TotalMinutes));
        Assert.Equal([null, "runs=3", null, null], runs.Select(r => r.Summary));
    }

    [Fact]
    public async Task A_run_that_a_later_one_overtook_was_broken_off()
    {
        await app.Services.GetRequiredService<JobHistory>().WriteAsync(New(null), CancellationToken.None);
        Assert.Equal(JobRunState.Running, (await ReadAsync()).Job.Last!.State);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await RanAsync("runs=1");
        Assert.Equal([JobRunState.Succeeded, JobRunState.BrokenOff], (await ReadAsync()).Runs.Rows.Select(r => r.State));
        Assert.Equal([TestClock.Start.AddMinutes(1)], (await app.Services.GetRequiredService<JobHistory>().LastSlotsAsync(CancellationToken.None)).Values);
    }

    [Fact]
    public async Task A_paused_job_has_no_next_run_until_it_is_resumed()
    {
        var admin = app.As(Who.Admin);
        await app.WithAsync<JobControl>(c => c.PauseAsync(Job, admin, CancellationToken.None));
        await app.WithAsync<JobControl>(c => c.PauseAsync(Job, admin, CancellationToken.None));
        var job = (await ReadAsync()).Job;
        Assert.Equal((null, "周文博", TestClock.Start), (job.NextAt, job.PausedBy, job.PausedAt));
        await app.WithAsync<JobControl>(c => c.ResumeAsync(Job, admin, CancellationToken.None));
        Assert.Equal(new DateTime(2026, 11, 18, 19, 20, 0, DateTimeKind.Utc), (await ReadAsync()).Job.NextAt);
    }

    [Fact]
    public async Task Only_administrators_see_and_touch_jobs()
    {
        var manager = app.As(Who.MgrEast);
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<JobQueries>(q => q.ReadAsync(manager, CancellationToken.None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<JobControl>(c => c.PauseAsync(Job, manager, CancellationToken.None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<JobControl>(c => c.RunNowAsync(Job, manager, CancellationToken.None)));
        await Assert.ThrowsAsync<NotFoundException>(() => app.WithAsync<JobControl>(c => c.PauseAsync("none", app.As(Who.Admin), CancellationToken.None)));
    }

    [Fact]
    public async Task Cleaning_removes_what_is_old_and_keeps_the_last_run_of_each_job()
    {
        await RanAsync("runs=1", "digest");
        await RanAsync("runs=1");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await RanAsync("runs=1");
        await TellAsync("read", read: true);
        await TellAsync("unread", read: false);
        app.Clock.Advance(TimeSpan.FromDays(181));
        await TellAsync("new", read: true);

        Assert.Equal("runs=1;notifications=1", await app.WithAsync<Cleaning, string?>(c => c.CleanAsync(CancellationToken.None)));
        Assert.Equal([Job, "digest"], await app.DbAsync(db => db.JobRuns.OrderBy(r => r.Job).Select(r => r.Job).ToListAsync()));
        Assert.Equal(["new", "unread"], await app.DbAsync(db => db.Notifications.OrderBy(n => n.Key).Select(n => n.Key).ToListAsync()));
        Assert.Null(await app.WithAsync<Cleaning, string?>(c => c.CleanAsync(CancellationToken.None)));
    }

    private Task<JobRunList> ReadAsync() => app.WithAsync<JobQueries, JobRunList>(q => q.ReadAsync(Job, new PageWanted(1, 20), app.As(Who.Admin), CancellationToken.None));

    private JobRun New(int? by, string job = Job) => new(job, app.Clock.Now, app.Clock.Now, "test", by);

    private async Task RanAsync(string? summary, string job = Job)
    {
        var run = New(null, job);
        run.Finish(JobOutcome.Succeeded, summary, null, app.Clock.Now);
        await app.Services.GetRequiredService<JobHistory>().WriteAsync(run, CancellationToken.None);
    }

    private Task<int> TellAsync(string key, bool read) => app.DbAsync(async db =>
    {
        db.Notifications.Add(new Notification(app.Company[Who.RepEast].Id, NotificationKinds.System, key, null, null, null, "{}", app.Clock.Now));
        await db.SaveChangesAsync(UserScope.System, CancellationToken.None);
        return !read ? 0 : await db.Notifications.Where(n => n.Key == key).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, app.Clock.Now));
    });
}
