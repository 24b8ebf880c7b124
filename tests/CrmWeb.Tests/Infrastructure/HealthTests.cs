using System.Net;
using CrmWeb.Core.Persistence;
using CrmWeb.Core.Persistence.Sqlite;
using CrmWeb.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CrmWeb.Tests.Infrastructure;

/// <summary>The program says that it is not ready while no write passes, and that it lives all the same.</summary>
public sealed class HealthTests(CrmApp app) : IClassFixture<CrmApp>
{
    [Fact]
    public async Task A_write_that_has_held_the_file_for_more_than_a_quarter_of_a_minute_takes_the_program_out_of_rotation_until_it_is_over()
    {
        var isFile = app.Services.GetRequiredService<DatabaseSettings>().Provider == DatabaseProvider.Sqlite;
        var gate = app.Services.GetService<SqliteWriteGate>();
        Assert.Equal(isFile, gate is not null);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));

        using (gate is null ? null : await gate.EnterAsync(CancellationToken.None))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(15));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(isFile ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK, await StatusAsync("/health/ready"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/live"));
        }

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health/ready"));
    }

    private async Task<HttpStatusCode> StatusAsync(string address) => (await app.Stranger().GetAsync(address)).Status;
}
