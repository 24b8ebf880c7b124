using System.Data.Common;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program asked by people who leave before the answer.</summary>
public sealed class LeavingApp : CrmApp
{
    private const string Leaver = "X-Leaver";

    public Interruptions Interruptions { get; } = new();

    public Starts Starts { get; } = new();

    /// <summary>Cancelled, whoever sends the next form has left.</summary>
    public CancellationTokenSource Leaving { get; set; } = new();

    public async Task<PageAnswer> SendAsync(PageForm form)
    {
        var browser = await ClientAsync(Who.Admin);
        using var content = new FormUrlEncodedContent(form.Content);
        using var request = new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = content };
        request.Headers.Add(Leaver, "yes");
        using var response = await browser.Http.SendAsync(request);
        return new PageAnswer(browser, response.RequestMessage!.RequestUri!, response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync());
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services
            .AddSingleton<IInterceptor>(Interruptions)
            .AddSingleton<IInterceptor>(Starts)
            .AddSingleton<IStartupFilter>(new Doors(this)));
    }

    /// <summary>In the place of the socket: says that the sender has left at the moment a test wants.</summary>
    private sealed class Doors(LeavingApp app) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use(async (context, rest) =>
            {
                if (context.Request.Headers.ContainsKey(Leaver))
                    context.RequestAborted = app.Leaving.Token;
                await rest();
            });
            next(builder);
        };
    }
}

/// <summary>Tells when so many transactions were asked for.</summary>
public sealed class Starts : DbTransactionInterceptor
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = int.MaxValue;

    public Task After(int count)
    {
        Volatile.Write(ref left, count);
        return reached.Task;
    }

    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection, TransactionStartingEventData eventData, InterceptionResult<DbTransaction> result, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Decrement(ref left) == 0)
            reached.TrySetResult();
        return new(result);
    }
}

/// <summary>A form whose sender left is carried out where its saving had begun, and is given up where it still waited to begin.</summary>
public sealed class WholeRequestsTests(LeavingApp app) : IClassFixture<LeavingApp>
{
    private const int MostSteps = 200;

    /// <summary>More than the program lets wait for long, and far fewer than connections.</summary>
    private const int Crowd = 12;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Whoever_leaves_before_the_first_write_has_sent_nothing_and_whoever_leaves_after_it_has_saved()
    {
        List<(string Place, int Saved)> left = [];
        do
        {
            Assert.True(left.Count < MostSteps, "The save did not end.");
            var form = await FormAsync($"甲部{left.Count}");
            var before = await CountAsync();
            app.Leaving = new CancellationTokenSource();
            app.Interruptions.At(left.Count + 1, app.Leaving.Cancel);
            var answer = await app.SendAsync(form);
            app.Interruptions.Stop();
            left.Add((app.Interruptions.Interrupted ?? "", await CountAsync() - before));
            Assert.True((int)answer.Status < 500, $"{answer.Status} at {left[^1]}");
            await app.Interruptions.AllClosedAsync(Patience);
        }
        while (left[^1].Place.Length > 0);

        var first = left.FindIndex(l => l.Saved > 0);
        Assert.All(left[..first], l => Assert.Equal(0, l.Saved));
        Assert.All(left[first..], l => Assert.Equal(1, l.Saved));

        // The statement that locks the departments: left while it is asked, nothing is saved; left when it is answered, everything.
        Assert.Contains("UPDATE", left[first].Place, StringComparison.Ordinal);
        Assert.Equal(left[first - 1].Place, left[first].Place);
        Assert.True(first < left.Count - 5);
    }

    [Fact]
    public async Task Those_whose_senders_left_do_not_wait_behind_a_slow_save()
    {
        var before = await CountAsync();
        List<PageForm> forms = [];
        for (var i = 0; i < Crowd; i++)
            forms.Add(await FormAsync($"乙部{i}"));
        app.Leaving = new CancellationTokenSource();

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var slow = scope.ServiceProvider.GetRequiredService<CrmDbContext>();
            await using var transaction = await slow.Database.BeginTransactionAsync();
            await slow.Departments.ExecuteUpdateAsync(s => s.SetProperty(d => d.Order, d => d.Order));

            var waiting = app.Starts.After(Crowd);
            var sent = forms.Select(form => Task.Run(() => app.SendAsync(form))).ToList();
            await waiting.WaitAsync(Patience);
            await app.Leaving.CancelAsync();
            await Task.WhenAll(sent).WaitAsync(Patience);
            await app.Interruptions.OpenAtMostAsync(1, Patience);
            Assert.Equal(1, app.Interruptions.Open);
            Assert.Equal(0, app.Services.GetService<SqliteWriteGate>()?.Waiting ?? 0);
        }

        Assert.Equal(before, await CountAsync());
        Assert.True((await (await FormAsync("丙部")).SubmitAsync()).IsRedirect);
    }

    private async Task<PageForm> FormAsync(string name) => (await (await app.ClientAsync(Who.Admin)).GetAsync("/admin/departments/new"))
        .FormWith("Form.Name").Set("Form.Name", name).Set("Form.Parent", $"{app.Company.DepartmentShanghai}");

    private Task<int> CountAsync() => app.DbAsync(db => db.Departments.CountAsync());
}
