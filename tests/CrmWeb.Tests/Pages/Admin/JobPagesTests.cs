using CrmWeb.Core.Jobs;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Pages.Admin;

/// <summary>The program with its jobs running.</summary>
public sealed class BusyCrmApp : CrmApp
{
    protected override bool RunsJobs => true;
}

public sealed class JobPagesTests(BusyCrmApp app) : IClassFixture<BusyCrmApp>
{
    [Fact]
    public async Task The_page_says_when_each_job_runs_and_pauses_and_resumes_it()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var page = await admin.GetAsync("/admin/jobs");
        Assert.Contains("每天 03:20", page.Texts("#job-cleaning td")[1], StringComparison.Ordinal);
        Assert.Equal("明天 03:20", page.Texts("#job-cleaning td")[2]);

        page = await (await admin.PostAsync("/admin/jobs?handler=pause", ("job", "cleaning"))).FollowAsync();
        Assert.Equal("已暂停", page.Texts("#job-cleaning td")[2]);
        Assert.Contains("由周文博暂停", (await admin.GetAsync("/admin/jobs/cleaning")).Texts("dd")[1], StringComparison.Ordinal);
        page = await (await admin.PostAsync("/admin/jobs?handler=resume", ("job", "cleaning"))).FollowAsync();
        Assert.Equal("明天 03:20", page.Texts("#job-cleaning td")[2]);
    }

    [Fact]
    public async Task A_job_is_run_by_hand_and_its_page_shows_runs_with_their_errors()
    {
        var admin = await app.ClientAsync(Who.Admin);
        var pressed = await admin.PostAsync("/admin/jobs?handler=run", ("job", "cleaning"));
        Assert.Equal("/admin/jobs/cleaning", pressed.Location);
        Assert.Contains("已开始执行“清理历史数据”", (await pressed.FollowAsync()).Text, StringComparison.Ordinal);

        var run = new JobRun("cleaning", app.Clock.Now.AddMinutes(-1), app.Clock.Now.AddMinutes(-1), "test:1", app.Company[Who.Admin].Id);
        run.Finish(JobOutcome.Failed, null, "InvalidOperationException: no <paper>", app.Clock.Now.AddMinutes(-1).AddSeconds(4.2));
        await app.Services.GetRequiredService<JobHistory>().WriteAsync(run, CancellationToken.None);
        var failed = (await admin.GetAsync("/admin/jobs/cleaning")).Document.QuerySelectorAll("#job-runs tbody tr").Single(r => r.TextContent.Contains("失败", StringComparison.Ordinal));
        Assert.Contains("no <paper>", failed.TextContent, StringComparison.Ordinal);
        Assert.Contains("4.2 秒", failed.TextContent, StringComparison.Ordinal);
        Assert.Contains("周文博", failed.TextContent, StringComparison.Ordinal);
        Assert.Contains("24 小时内失败 1 次", (await admin.GetAsync("/admin/jobs")).Texts("#job-cleaning td")[4], StringComparison.Ordinal);
    }
}
