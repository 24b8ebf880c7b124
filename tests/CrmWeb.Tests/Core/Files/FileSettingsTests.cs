using CrmWeb.Core.Files;
using CrmWeb.Core.Files.Settings;
using CrmWeb.Core.Requests;
using CrmWeb.Testing;
using Xunit;

namespace CrmWeb.Tests.Core.Files;

public sealed class FileSettingsTests(MeanwhileFixture app) : IClassFixture<MeanwhileFixture>
{
    [Fact]
    public async Task Of_two_who_set_it_for_the_first_time_at_once_the_second_is_told()
    {
        app.Meanwhile.Answered(sql => sql.Contains("SELECT", StringComparison.Ordinal) && sql.Contains("\"FileSettings\"", StringComparison.Ordinal), () => SaveAsync(50));

        await Assert.ThrowsAsync<EditConflictException>(() => SaveAsync(60));

        Assert.True(app.Meanwhile.Happened);
        Assert.Equal(50, (await app.WithAsync<FileSettingsService, FileLimits>(s => s.ReadAsync(CancellationToken.None))).Megabytes);
    }

    /// <summary>With a form that was opened before anybody had saved.</summary>
    private Task SaveAsync(int megabytes) => app.WithAsync<FileSettingsService>(s => s.SaveAsync(
        new FileSettingsForm { Megabytes = megabytes, Formats = [.. FileFormat.All.Select(f => f.Code)] }, app.As(Who.Admin), CancellationToken.None));
}
